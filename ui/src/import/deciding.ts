// What is decided of an import, what stays open and what comes next.
import type { ConflictView } from '../bindings/ConflictView';
import type { Decision } from '../bindings/Decision';
import type { FieldChange } from '../bindings/FieldChange';
import type { ImportFileRow } from '../bindings/ImportFileRow';
import type { ImportPreview } from '../bindings/ImportPreview';
import type { ImportRow } from '../bindings/ImportRow';
import type { Shown } from '../bindings/Shown';

/** Whether a version was chosen; "later" keeps a conflict open. */
export const isDecided = ({ decision }: ConflictView): boolean => decision !== null && decision !== 'later';

export const decidedCount = (conflicts: ConflictView[]): number => conflicts.filter(isDecided).length;

export const openCount = (conflicts: ConflictView[]): number => conflicts.length - decidedCount(conflicts);

/** The next conflict that nobody has looked at, after this one and then from the beginning. */
export function nextUntouched(conflicts: ConflictView[], after: string): string | null {
  const at = conflicts.findIndex(({ id }) => id === after);
  const turned = [...conflicts.slice(at + 1), ...conflicts.slice(0, Math.max(at, 0))];
  return turned.find(({ decision, id }) => decision === null && id !== after)?.id ?? null;
}

/** Decisions that give every conflict without one to the same side. */
export const takeRest = (conflicts: ConflictView[], take: 'ours' | 'theirs'): Decision[] =>
  conflicts.filter((one) => !isDecided(one)).map(({ id }) => ({ conflict: id, take, value: null }));

/** The text of a value that is a text. */
export function textOf(shown: Shown | null): string {
  if (!shown) return '';
  return typeof shown.json === 'string' ? shown.json : shown.text;
}

/** The decision that a typed result stands for; one that equals a version is that version. */
export function decisionFor(conflict: ConflictView, typed: string): Decision {
  const take =
    conflict.ours && typed === textOf(conflict.ours)
      ? 'ours'
      : conflict.theirs && typed === textOf(conflict.theirs)
        ? 'theirs'
        : 'value';
  return { conflict: conflict.id, take, value: take === 'value' ? typed : null };
}

/** Whether one side changed what the other deleted. */
export const isDeletion = ({ kind, ours, theirs }: ConflictView): boolean =>
  (kind === 'item' || kind === 'record') && (ours === null || theirs === null);

/** Whether a decision still means what it meant when it was made. */
export const sameQuestion = (one: ConflictView, other: ConflictView): boolean =>
  one.id === other.id &&
  JSON.stringify([one.ours, one.theirs]) === JSON.stringify([other.ours, other.theirs]);

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The path of the innermost list item that holds a field; empty for a field of the record itself. */
export function itemOf(path: string): string {
  const steps = path.split('/');
  const last = steps.slice(0, -1).findLastIndex((step) => ID.test(step));
  return steps.slice(0, last + 1).join('/');
}

/** The other changed fields of the same item, without those in conflict. */
export function siblings(
  conflict: ConflictView,
  records: ImportRow[],
  conflicts: ConflictView[],
): FieldChange[] {
  const item = itemOf(conflict.path);
  const taken = new Set(conflicts.filter((one) => one.record === conflict.record).map(({ path }) => path));
  const changes = records.find(({ record }) => record === conflict.record)?.changes ?? [];
  return changes.filter(({ path }) => itemOf(path) === item && !taken.has(path));
}

/** Whether both sides say the same. */
export const saysTheSame = ({ ours, theirs }: FieldChange): boolean =>
  ours !== null && theirs !== null && JSON.stringify(ours.json) === JSON.stringify(theirs.json);

export interface Lists {
  /** Records that take something from the file without a conflict. */
  merged: ImportRow[];
  fresh: ImportRow[];
  kept: ImportRow[];
  /** Fields that take something from the file without a conflict. */
  fields: number;
}

/** The records without a question, in lists; deleted ones stand with those that change. */
export function listsOf(preview: ImportPreview): Lists {
  const asked = new Set(preview.conflicts.map(({ record, path }) => `${record} ${path}`));
  const rows = preview.records.map((row) => ({
    ...row,
    changes: row.changes.filter(({ path }) => !asked.has(`${row.record} ${path}`)),
  }));
  const merged = rows.filter(
    (row) =>
      (row.class === 'changed_there' || row.class === 'merged') && (row.deleted || row.changes.length > 0),
  );
  return {
    merged,
    fresh: rows.filter((row) => row.class === 'new'),
    kept: rows.filter((row) => row.class === 'changed_here'),
    fields: merged.reduce((sum, { changes }) => sum + changes.length, 0),
  };
}

/** Whether applying would leave everything as it is. */
export const changesNothing = ({ counts, conflicts, joins }: ImportPreview): boolean =>
  counts.new + counts.changed_there + counts.merged + conflicts.length + joins.length === 0;

/** What to call the other side: the title of the one file, unless that is the name of a register here as well. */
export function nameOfTheirs(files: ImportFileRow[], here: string[]): string | null {
  const [file] = files;
  if (!file || files.length > 1 || file.title.trim() === '' || here.includes(file.title)) return null;
  return file.title;
}

/** The names of the files that a conflict's other side comes from. */
export const filesOf = ({ record }: ConflictView, rows: ImportRow[]): string[] =>
  rows.find((row) => row.record === record)?.files ?? [];
