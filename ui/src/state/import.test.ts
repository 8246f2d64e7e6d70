// Files let go over the window, from the event on: the shell keeps their paths and reads them when it is asked to.
import { beforeEach, expect, test, vi } from 'vitest';
import type { Failure } from '../backend';
import type { ConflictView } from '../bindings/ConflictView';
import type { ImportStep } from '../bindings/ImportStep';
import { app } from './app.svelte';
import { importing } from './import.svelte';

const dropped = vi.hoisted(() => vi.fn<() => Promise<unknown>>());
vi.mock('../backend', () => ({
  backend: { importDropped: dropped },
  asFailure: (error: unknown) => error,
}));
vi.mock('../texts', () => ({ t: (key: string) => key }));

const conflict = { id: 'c', decision: 'ours' } as ConflictView;
const preview = (names: string[], conflicts: ConflictView[] = []) =>
  ({ kind: 'preview', files: names.map((name) => ({ name })), conflicts }) as unknown as ImportStep;

beforeEach(() => {
  vi.stubGlobal('location', { hash: '#/activities' });
  dropped.mockReset();
  app.editor = null;
  importing.step = null;
  importing.failure = null;
  importing.question = null;
  importing.busy = false;
  importing.drafts.clear();
});

test('several files dropped at once are read together, and the import is shown', async () => {
  dropped.mockResolvedValue(preview(['a.vvt.json', 'b.vvt.json']));
  await importing.dropped();
  expect(dropped).toHaveBeenCalledOnce();
  expect(location.hash).toBe('#/import');
  expect(importing.title).toBe('a.vvt.json, b.vvt.json');
});

test('a folder or a file of unknown kind is refused with a reason, and what was being read stays', async () => {
  const before = preview(['a.vvt.json']);
  importing.step = before;
  const refusal = { code: 'E-FORMAT', message: 'Das ist ein Ordner.' } as Failure;
  dropped.mockRejectedValue(refusal);
  await importing.dropped();
  expect(importing.failure).toBe(refusal);
  expect(importing.step).toBe(before);
  expect(importing.busy).toBe(false);
});

test('a drop that brings no file changes nothing', async () => {
  const before = preview(['a.vvt.json']);
  importing.step = before;
  dropped.mockResolvedValue(null);
  await importing.dropped();
  expect(importing.step).toBe(before);
});

test('decisions are not thrown away by a drop without a question', async () => {
  const before = preview(['a.vvt.json'], [conflict]);
  importing.step = before;
  dropped.mockResolvedValue(preview(['b.vvt.json']));
  await importing.dropped();
  expect(importing.question).toBe('replace');
  expect(dropped).not.toHaveBeenCalled();
  expect(importing.step).toBe(before);
  await importing.replace();
  expect(importing.question).toBeNull();
  expect(importing.title).toBe('b.vvt.json');
});

test('a drop while a question is open asks the newer one', async () => {
  importing.step = preview(['a.vvt.json'], [conflict]);
  importing.question = 'cancel';
  await importing.dropped();
  expect(importing.question).toBe('replace');
  expect(dropped).not.toHaveBeenCalled();
});

test('files are not read while an entry cannot be saved', async () => {
  app.editor = { flush: () => Promise.resolve(false) } as unknown as typeof app.editor;
  await importing.dropped();
  expect(dropped).not.toHaveBeenCalled();
  expect(location.hash).toBe('#/activities');
});
