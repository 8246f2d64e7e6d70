import { expect, test, vi } from 'vitest';
import type { ConflictView } from '../bindings/ConflictView';
import { app } from './app.svelte';

vi.mock('../backend', () => ({ backend: {}, asFailure: (error: unknown) => error }));
vi.mock('../texts', () => ({ t: (key: string) => key }));

const conflict = (id: string, register: string | null): ConflictView => ({
  id,
  record: `record-${id}`,
  title: 'Dienst-E-Mail',
  register,
  path: '/title',
  letter: null,
  place: 'Bezeichnung der Tätigkeit',
  kind: 'text',
  base: null,
  ours: null,
  theirs: null,
  decision: null,
  result: null,
});

test('of two registers with the same name each lists its own conflicts and what both share', () => {
  app.registers = [
    { id: 'one', name: 'Grundschule Musterhofen', activities: 1 },
    { id: 'two', name: 'Grundschule Musterhofen', activities: 1 },
  ];
  app.conflicts = [conflict('a', 'one'), conflict('b', 'two'), conflict('c', null)];
  app.register = 'one';
  expect(app.openConflicts.map(({ id }) => id)).toEqual(['a', 'c']);
  app.register = 'two';
  expect(app.openConflicts.map(({ id }) => id)).toEqual(['b', 'c']);
});
