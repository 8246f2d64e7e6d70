import { expect, test } from 'vitest';
import type { ConflictView } from '../bindings/ConflictView';
import type { FieldChange } from '../bindings/FieldChange';
import type { ImportPreview } from '../bindings/ImportPreview';
import type { ImportRow } from '../bindings/ImportRow';
import {
  changesNothing,
  decidedCount,
  decisionFor,
  filesOf,
  isDeletion,
  itemOf,
  listsOf,
  nameOfTheirs,
  nextUntouched,
  openCount,
  sameQuestion,
  saysTheSame,
  siblings,
  takeRest,
} from './deciding';

const shown = (text: string) => ({ text, json: text });
const conflict = (id: string, more: Partial<ConflictView> = {}): ConflictView => ({
  id,
  record: 'r1',
  title: 'Dienst-E-Mail',
  register: null,
  path: `/${id}`,
  letter: null,
  place: id,
  kind: 'text',
  base: null,
  ours: shown('meine'),
  theirs: shown('andere'),
  decision: null,
  result: null,
  ...more,
});
const change = (path: string, more: Partial<FieldChange> = {}): FieldChange => ({
  path,
  letter: null,
  place: path,
  base: null,
  ours: shown('a'),
  theirs: shown('b'),
  result: shown('b'),
  side: 'theirs',
  ...more,
});
const row = (record: string, more: Partial<ImportRow> = {}): ImportRow => ({
  record,
  files: [],
  kind: 'activity',
  title: record,
  class: 'merged',
  deleted: false,
  follows: null,
  changes: [],
  ...more,
});
const preview = (more: Partial<ImportPreview> = {}): ImportPreview => ({
  files: [],
  mode: 'merge',
  can_merge: true,
  can_adopt: true,
  register: null,
  choosable: [],
  counts: { new: 0, changed_here: 0, changed_there: 0, merged: 0, unchanged: 0, conflicts: 0, decided: 0 },
  records: [],
  conflicts: [],
  joins: [],
  same_titles: [],
  replaced: [],
  leftovers: [],
  ...more,
});

test('a conflict put off is not decided and stays open', () => {
  const all = [
    conflict('a', { decision: 'ours' }),
    conflict('b', { decision: 'later' }),
    conflict('c', { decision: 'value' }),
    conflict('d'),
  ];
  expect(decidedCount(all)).toBe(2);
  expect(openCount(all)).toBe(2);
});

test('the way leads to the next untouched conflict, around the end, and stops when there is none', () => {
  const all = [conflict('a'), conflict('b', { decision: 'later' }), conflict('c')];
  expect(nextUntouched(all, 'a')).toBe('c');
  expect(nextUntouched(all, 'c')).toBe('a');
  expect(nextUntouched([conflict('a')], 'a')).toBeNull();
  expect(nextUntouched([conflict('a', { decision: 'ours' })], 'gone')).toBeNull();
});

test('taking one side for the rest leaves what was decided', () => {
  const all = [conflict('a', { decision: 'theirs' }), conflict('b', { decision: 'later' }), conflict('c')];
  expect(takeRest(all, 'ours')).toEqual([
    { conflict: 'b', take: 'ours', value: null },
    { conflict: 'c', take: 'ours', value: null },
  ]);
});

test('a typed result that equals a version is that version', () => {
  const one = conflict('a');
  expect(decisionFor(one, 'meine')).toEqual({ conflict: 'a', take: 'ours', value: null });
  expect(decisionFor(one, 'andere')).toEqual({ conflict: 'a', take: 'theirs', value: null });
  expect(decisionFor(one, 'beides')).toEqual({ conflict: 'a', take: 'value', value: 'beides' });
  // An emptied result is not the version that is missing on the other side.
  expect(decisionFor(conflict('a', { theirs: null }), '').take).toBe('value');
});

test('only items and records can be deleted; a field without a value is empty', () => {
  expect(isDeletion(conflict('a', { kind: 'item', theirs: null }))).toBe(true);
  expect(isDeletion(conflict('a', { kind: 'record', ours: null }))).toBe(true);
  expect(isDeletion(conflict('a', { kind: 'value', theirs: null }))).toBe(false);
  expect(isDeletion(conflict('a', { kind: 'item' }))).toBe(false);
});

test('a decision is not carried over to a question that has changed', () => {
  expect(sameQuestion(conflict('a'), conflict('a', { decision: 'ours' }))).toBe(true);
  expect(sameQuestion(conflict('a'), conflict('a', { theirs: shown('neu') }))).toBe(false);
});

const RULE = '/groups/01890000-0000-7000-8000-000000000001/retention/01890000-0000-7000-8000-000000000002';

test('fields of the same item stand together, those in conflict and those of other items left out', () => {
  expect(itemOf(`${RULE}/period`)).toBe(RULE);
  expect(itemOf('/title')).toBe('');
  expect(itemOf(RULE)).toBe('/groups/01890000-0000-7000-8000-000000000001');
  const asked = conflict('a', { path: `${RULE}/period` });
  const other = conflict('b', { path: `${RULE}/actor` });
  const records = [
    row('r1', { changes: [change(`${RULE}/start`), change(`${RULE}/actor`), change('/title')] }),
    row('r2', { changes: [change(`${RULE}/place`)] }),
  ];
  expect(siblings(asked, records, [asked, other]).map(({ path }) => path)).toEqual([`${RULE}/start`]);
});

test('both sides say the same only when both say something', () => {
  expect(saysTheSame(change('/a', { theirs: shown('a') }))).toBe(true);
  expect(saysTheSame(change('/a'))).toBe(false);
  expect(saysTheSame(change('/a', { ours: null, theirs: null }))).toBe(false);
});

test('fields in conflict are not counted among those merged without one', () => {
  const lists = listsOf(
    preview({
      conflicts: [conflict('title')],
      records: [
        row('r1', { changes: [change('/title'), change('/note')] }),
        row('r2', { class: 'changed_there', deleted: true }),
        row('r3', { class: 'new' }),
        row('r4', { class: 'changed_here', changes: [change('/note', { side: 'ours' })] }),
        row('r5'),
      ],
    }),
  );
  expect(lists.merged.map(({ record }) => record)).toEqual(['r1', 'r2']);
  expect(lists.fields).toBe(1);
  expect(lists.fresh.map(({ record }) => record)).toEqual(['r3']);
  expect(lists.kept.map(({ record }) => record)).toEqual(['r4']);
});

test('an import changes nothing when nothing comes from it, whatever was changed here', () => {
  const counts = preview().counts;
  expect(changesNothing(preview({ counts: { ...counts, changed_here: 3, unchanged: 9 } }))).toBe(true);
  expect(changesNothing(preview({ counts: { ...counts, merged: 1 } }))).toBe(false);
  expect(changesNothing(preview({ conflicts: [conflict('a')] }))).toBe(false);
});

test('the other side is called by the file unless that says nothing new', () => {
  const file = (title: string) => ({
    name: 'a.vvt.json',
    origin: 'register_file' as const,
    exporter: '',
    exported_at: null,
    title,
    encrypted: false,
  });
  expect(nameOfTheirs([file('Schulamt')], ['Grundschule'])).toBe('Schulamt');
  expect(nameOfTheirs([file('Grundschule')], ['Grundschule'])).toBeNull();
  expect(nameOfTheirs([file('A'), file('B')], [])).toBeNull();
  expect(nameOfTheirs([file(' ')], [])).toBeNull();
});

test('the other side names the files that hold its record', () => {
  const rows = [row('r1', { files: ['g.vvt.json', 'm.vvt.json'] }), row('r2')];
  expect(filesOf(conflict('a'), rows)).toEqual(['g.vvt.json', 'm.vvt.json']);
  expect(filesOf(conflict('a', { record: 'r2' }), rows)).toEqual([]);
  expect(filesOf(conflict('a', { record: 'unbekannt' }), rows)).toEqual([]);
});
