// The only module that talks to the program behind the window.
import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { getCurrentWindow } from '@tauri-apps/api/window';
import { t } from './texts';
import type { ItemId } from './bindings/ItemId';
import type { Record as RegisterRecord } from './bindings/Record';
import type { RecordId } from './bindings/RecordId';
import type { ActivityRow } from './bindings/ActivityRow';
import type { DeadlineRow } from './bindings/DeadlineRow';
import type { Directory } from './bindings/Directory';
import type { DueView } from './bindings/DueView';
import type { ErasureCalendar } from './bindings/ErasureCalendar';
import type { ErasureConceptView } from './bindings/ErasureConceptView';
import type { Failure } from './bindings/Failure';
import type { FindingView } from './bindings/FindingView';
import type { HistoryRow } from './bindings/HistoryRow';
import type { PresetRow } from './bindings/PresetRow';
import type { RegisterRow } from './bindings/RegisterRow';
import type { SearchHit } from './bindings/SearchHit';
import type { UndoResult } from './bindings/UndoResult';
import type { UndoState } from './bindings/UndoState';
import type { WhatIf } from './bindings/WhatIf';
import type { StartKind } from './bindings/StartKind';
import type { WorkspaceInfo } from './bindings/WorkspaceInfo';
import type { DeviationTable } from './bindings/DeviationTable';
import type { ExportWhat } from './bindings/ExportWhat';
import type { FollowDecision } from './bindings/FollowDecision';
import type { FollowPreview } from './bindings/FollowPreview';
import type { OpenRecord } from './bindings/OpenRecord';
import type { TemplateRow } from './bindings/TemplateRow';
import type { ConflictView } from './bindings/ConflictView';
import type { Decision } from './bindings/Decision';
import type { ImportPreview } from './bindings/ImportPreview';
import type { ImportReportRow } from './bindings/ImportReportRow';
import type { ImportReportView } from './bindings/ImportReportView';
import type { ImportStep } from './bindings/ImportStep';
import type { TableMapping } from './bindings/TableMapping';

export type {
  ActivityRow,
  DeadlineRow,
  Directory,
  DueView,
  ErasureCalendar,
  ErasureConceptView,
  Failure,
  FindingView,
  HistoryRow,
  OpenRecord,
  PresetRow,
  RegisterRow,
  SearchHit,
  TemplateRow,
  UndoResult,
  UndoState,
  WhatIf,
  WorkspaceInfo,
};
export type { FindingClass } from './bindings/FindingClass';
export type { Lane } from './bindings/Lane';
export type { TaskRow } from './bindings/TaskRow';
export type { Letter } from './bindings/Letter';
export type { LetterRow } from './bindings/LetterRow';
export type { LetterState } from './bindings/LetterState';
export type { Named } from './bindings/Named';
export type { ResolvedListView } from './bindings/ResolvedListView';
export type { Severity } from './bindings/Severity';
export type { PlaceView as Place } from './bindings/PlaceView';
export type { DeviationRow } from './bindings/DeviationRow';
export type { ExportWhat } from './bindings/ExportWhat';
export type { FollowDecision } from './bindings/FollowDecision';
export type { FollowPreview } from './bindings/FollowPreview';
export type { ConflictView } from './bindings/ConflictView';
export type { FieldChange } from './bindings/FieldChange';
export type { Shown } from './bindings/Shown';
export type { ResolvedItemView as ResolvedItem } from './bindings/ResolvedItemView';

/** A form of the register that other programs read. */
export type OtherFormat = 'xlsx' | 'csv' | 'tilt' | 'dpv' | 'ics';

/** What became of a file that was to be written; nothing when the dialog was closed without a choice. */
export interface ExportResult {
  saved: boolean;
  file_name: string | null;
  pages: number;
}

/** Whatever was thrown, as a failure that can be shown. */
export function asFailure(error: unknown): Failure {
  if (typeof error === 'object' && error !== null && 'code' in error && 'remedy' in error) {
    return error as Failure;
  }
  // Refused before it reached a use-case: content that the model has no place for, such as a reference to nothing.
  const detail = error instanceof Error ? error.message : String(error);
  return {
    code: 'E-INCOMPLETE',
    message: t('failure-incomplete'),
    remedy: t('failure-incomplete-remedy'),
    detail,
  };
}

export const backend = {
  start: () => invoke<WorkspaceInfo>('start'),
  registers: () => invoke<RegisterRow[]>('registers'),
  templates: () => invoke<TemplateRow[]>('templates'),
  newRegister: (name: string, templates: RecordId[]) => invoke<RecordId>('new_register', { name, templates }),
  loadDemo: () => invoke<RegisterRow[]>('load_demo'),
  activities: (register: RecordId) => invoke<ActivityRow[]>('activities', { register }),
  search: (register: RecordId | null, query: string) => invoke<SearchHit[]>('search', { register, query }),
  open: (record: RecordId) => invoke<OpenRecord>('open', { record }),
  save: (record: RecordId, head: string, session: string, content: RegisterRecord) =>
    invoke<OpenRecord>('save', { record, head, session, content }),
  create: (content: RegisterRecord) => invoke<OpenRecord>('create', { content }),
  newActivity: (register: RecordId, template: RecordId | null, title: string | null) =>
    invoke<RecordId>('new_activity', { register, template, title }),
  duplicate: (record: RecordId) => invoke<RecordId>('duplicate', { record }),
  delete: (record: RecordId) => invoke<null>('delete', { record }),
  undo: () => invoke<UndoResult>('undo'),
  redo: () => invoke<UndoResult>('redo'),
  undoState: () => invoke<UndoState>('undo_state'),
  directory: (register: RecordId | null) => invoke<Directory>('directory', { register }),
  findings: (register: RecordId) => invoke<FindingView[]>('findings', { register }),
  history: (record: RecordId) => invoke<HistoryRow[]>('history', { record }),
  due: (record: RecordId, rule: ItemId, event: string) => invoke<DueView>('due', { record, rule, event }),
  deadlines: (register: RecordId, from: string | null, to: string | null) =>
    invoke<DeadlineRow[]>('deadlines', { register, from, to }),
  markReviewed: (record: RecordId, by: string | null) =>
    invoke<OpenRecord>('mark_reviewed', { record, function: by }),
  erasureConcept: (register: RecordId) => invoke<ErasureConceptView>('erasure_concept', { register }),
  whatIf: (register: RecordId, kind: StartKind | null, names: string[], date: string) =>
    invoke<WhatIf>('what_if', { register, kind, names, date }),
  erasureCalendar: (register: RecordId, year: number) =>
    invoke<ErasureCalendar>('erasure_calendar', { register, year }),
  presets: (register: RecordId) => invoke<PresetRow[]>('presets', { register }),
  exportCalendar: (register: RecordId) => invoke<ExportResult>('export_calendar', { register }),
  exportPdf: (register: RecordId, attachment: boolean) =>
    invoke<ExportResult>('export_pdf', { register, attachment }),
  exportFile: (what: ExportWhat, passphrase: string | null) =>
    invoke<ExportResult>('export_file', { what, passphrase }),
  exportOther: (register: RecordId, format: OtherFormat) =>
    invoke<ExportResult>('export_other', { register, format }),
  conflicts: (register: RecordId | null) => invoke<ConflictView[]>('conflicts', { register }),
  resolveConflicts: (decisions: Decision[]) => invoke<ConflictView[]>('resolve_conflicts', { decisions }),
  deviations: (register: RecordId | null) => invoke<DeviationTable>('deviations', { register }),
  followPreview: (record: RecordId) => invoke<FollowPreview>('follow_preview', { record }),
  followApply: (record: RecordId, decisions: FollowDecision[]) =>
    invoke<OpenRecord>('follow_apply', { record, decisions }),
  followAll: (records: RecordId[]) => invoke<number>('follow_all', { records }),
  openTemplate: (template: RecordId) => invoke<OpenRecord>('open_template', { template }),
  newTemplate: (from: RecordId, title: string) => invoke<RecordId>('new_template', { from, title }),
  publishTemplate: (template: RecordId) => invoke<OpenRecord>('publish_template', { template }),
  importChoose: () => invoke<ImportStep | null>('import_choose'),
  importDropped: () => invoke<ImportStep | null>('import_dropped'),
  importPassphrase: (passphrase: string) => invoke<ImportStep>('import_passphrase', { passphrase }),
  importTable: (mapping: TableMapping, presetName: string | null) =>
    invoke<ImportStep>('import_table', { mapping, presetName }),
  importMode: (mode: ImportPreview['mode'], register: RecordId | null, only: RecordId[] | null) =>
    invoke<ImportStep>('import_mode', { mode, register, only }),
  importDecide: (decisions: Decision[]) => invoke<ImportPreview>('import_decide', { decisions }),
  importApply: (joins: string[]) => invoke<ImportReportView>('import_apply', { joins }),
  importCancel: () => invoke<null>('import_cancel'),
  importReports: () => invoke<ImportReportRow[]>('import_reports'),
  importReport: (operation: number) => invoke<ImportReportView>('import_report', { operation }),
  backup: () => invoke<ExportResult>('backup'),
  /** Tells the program that the window can be used, for measuring its launch. */
  usable: () => invoke<null>('usable'),
  /** Asks before the window closes; it stays open unless the answer is true. */
  onClose: (mayClose: () => Promise<boolean>) =>
    getCurrentWindow().onCloseRequested(async (event) => {
      if (!(await mayClose())) event.preventDefault();
    }),
  /** Tells while files hang over the window. */
  onFilesHover: (tell: (hovering: boolean) => void) =>
    listen<boolean>('files-hover', ({ payload }) => tell(payload)),
  /** Tells that files were dropped on the window; `importDropped` reads them. */
  onFilesDropped: (tell: () => void) => listen('files-dropped', () => tell()),
  /** Closes the window without asking again. */
  close: () => getCurrentWindow().destroy(),
};
