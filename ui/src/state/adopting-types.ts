// What the application says about Muster, deviations and conflicts.
import type { OpenRecord as StoredRecord } from '../bindings/OpenRecord';
import type { RecordId } from '../bindings/RecordId';
import type { TemplateRow as ShippedRow } from '../bindings/TemplateRow';
import type { ConflictView, FieldChange } from './import-types';

/** Something that a Muster leaves to whoever adopts it and that is still to be filled in. */
export interface OpenPointView {
  path: string;
  question: string;
}

/** An opened record with its open conflicts in words, and what its Muster left open. */
export type OpenRecord = StoredRecord & { conflict_views?: ConflictView[]; open_points?: OpenPointView[] };

/** A record that came from a Muster or a colleague's record, with what differs from it. */
export interface DeviationRow {
  record: RecordId;
  title: string;
  register: RecordId;
  register_name: string;
  origin_title: string;
  origin_kind: 'template' | 'activity';
  origin_version: number | null;
  newest_version: number | null;
  /** A newer version of the origin is known. */
  update: boolean;
  fields: FieldChange[];
}

export interface DeviationTable {
  rows: DeviationRow[];
}

export interface FollowPreview {
  record: RecordId;
  title: string;
  origin_title: string;
  from_version: number | null;
  to_version: number | null;
  incoming: FieldChange[];
  kept: FieldChange[];
  conflicts: ConflictView[];
}

export interface FollowDecision {
  path: string;
  take: 'ours' | 'theirs' | 'later';
}

export type TemplateRow = ShippedRow & {
  /** Differs from what ships. */
  edited: boolean;
  shipped: boolean;
  /** Records that come from it. */
  adopted: number;
  /** A newer shipped version than the one edited. */
  newer_shipped: number | null;
};

/** What goes into an exchange file. */
export type ExportWhat =
  | { kind: 'register'; register: RecordId }
  | { kind: 'activities'; records: RecordId[] }
  | { kind: 'templates'; records: RecordId[] };

export type OtherFormat = 'xlsx' | 'csv' | 'tilt' | 'dpv' | 'ics';
