// What the program tells the window about imports, conflicts and what follows from them.
import type { Named } from '../bindings/Named';
import type { RecordId } from '../bindings/RecordId';

export interface Shown {
  text: string;
  json: unknown;
}

export interface FieldChange {
  path: string;
  letter: string | null;
  place: string;
  base: Shown | null;
  ours: Shown | null;
  theirs: Shown | null;
  result: Shown | null;
  side: 'ours' | 'theirs' | 'both';
}

export interface ConflictView {
  id: string;
  record: RecordId;
  title: string;
  register: string | null;
  path: string;
  letter: string | null;
  place: string;
  kind: 'text' | 'value' | 'order' | 'item' | 'record';
  base: Shown | null;
  ours: Shown | null;
  theirs: Shown | null;
  decision: null | 'ours' | 'theirs' | 'value' | 'later';
  result: Shown | null;
}

export interface Decision {
  conflict: string;
  take: 'ours' | 'theirs' | 'later' | 'value';
  value: unknown | null;
}

export interface ImportFileRow {
  name: string;
  origin: 'register_file' | 'activities' | 'templates' | 'pdf' | 'table' | 'veo' | 'ciso_assistant';
  exporter: string;
  exported_at: string | null;
  title: string;
  encrypted: boolean;
}

export interface ImportRow {
  record: RecordId;
  kind: string;
  title: string;
  class: 'new' | 'changed_here' | 'changed_there' | 'merged' | 'unchanged';
  deleted: boolean;
  follows: string | null;
  changes: FieldChange[];
}

export interface ImportCounts {
  new: number;
  changed_here: number;
  changed_there: number;
  merged: number;
  unchanged: number;
  conflicts: number;
  decided: number;
}

export interface JoinSuggestion {
  id: string;
  kind: 'party' | 'system';
  incoming: Named;
  local: Named;
}

export interface ImportPreview {
  files: ImportFileRow[];
  mode: 'merge' | 'adopt';
  can_merge: boolean;
  can_adopt: boolean;
  register: RecordId | null;
  choosable: { id: RecordId; title: string; chosen: boolean }[];
  counts: ImportCounts;
  records: ImportRow[];
  conflicts: ConflictView[];
  joins: JoinSuggestion[];
  same_titles: { incoming: Named; local: Named }[];
  replaced: { record: RecordId; title: string; label: string }[];
  leftovers: { place: string; text: string; kept_in: string | null }[];
}

export interface TableColumn {
  index: number;
  letter: string;
  header: string;
  samples: string[];
}

export interface TableTarget {
  id: string;
  label: string;
  letter: string | null;
  list: boolean;
}

export interface TableMapping {
  sheet: number;
  header_row: number;
  header_rows: number;
  columns: { index: number; target: string | null }[];
  separators: string;
}

export interface TableView {
  file: string;
  sheets: { name: string; rows: number }[];
  columns: TableColumn[];
  targets: TableTarget[];
  presets: string[];
  preview_rows: string[][];
  mapping: TableMapping;
  problems: string[];
}

export type ImportStep =
  | { kind: 'passphrase'; file: string; wrong: boolean }
  | ({ kind: 'table' } & TableView)
  | ({ kind: 'preview' } & ImportPreview);

export interface ReportLine {
  kind:
    | 'new'
    | 'changed_there'
    | 'changed_here'
    | 'merged'
    | 'conflict'
    | 'decided'
    | 'deleted'
    | 'joined'
    | 'left_out'
    | 'note';
  record: RecordId | null;
  text: string;
}

export interface ImportReportView {
  operation: number | null;
  at: string | null;
  files: string[];
  counts: ImportCounts;
  lines: ReportLine[];
  backup: string | null;
  undone: boolean;
}

export interface ImportReportRow {
  operation: number;
  at: string;
  files: string[];
  summary: string;
  undone: boolean;
}
