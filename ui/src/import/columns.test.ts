import { expect, test } from 'vitest';
import type { TableMapping } from '../bindings/TableMapping';
import type { TableTarget } from '../bindings/TableTarget';
import { assign, crowded, readSeparators, targetOf, unmapped, writtenSeparators } from './columns';

const mapping: TableMapping = {
  sheet: 0,
  header_row: 0,
  header_rows: 1,
  columns: [
    { index: 0, target: 'title' },
    { index: 1, target: null },
  ],
  separators: '\n;•',
};
const column = (index: number) => ({ index, letter: 'ABC'[index] ?? '', header: '', samples: [] });
const targets: TableTarget[] = [
  { id: 'title', label: 'Bezeichnung', letter: null, list: false },
  { id: 'purposes', label: 'Zwecke', letter: 'b', list: true },
];

test('a column changes its target and every other column keeps its own', () => {
  const changed = assign(assign(mapping, 2, 'purposes'), 1, 'purposes');
  expect(changed.columns.map(({ target }) => target)).toEqual(['title', 'purposes', 'purposes']);
  expect(targetOf(changed, 2)).toBe('purposes');
  expect(targetOf(mapping, 2)).toBeNull();
  expect(mapping.columns).toHaveLength(2);
});

test('columns without a target are known, so that their cells can be announced as a note', () => {
  expect(unmapped([column(0), column(1), column(2)], mapping).map(({ letter }) => letter)).toEqual([
    'B',
    'C',
  ]);
});

test('two columns may fill a list, but not a field for one value', () => {
  expect(crowded(assign(assign(mapping, 1, 'purposes'), 2, 'purposes'), targets)).toEqual([]);
  expect(crowded(assign(mapping, 1, 'title'), targets).map(({ id }) => id)).toEqual(['title']);
});

test('separators keep the line break that nobody can type into a field', () => {
  const { lines, signs } = writtenSeparators('\n;•');
  expect({ lines, signs }).toEqual({ lines: true, signs: ';•' });
  expect(readSeparators(lines, signs)).toBe('\n;•');
  expect(readSeparators(false, ',')).toBe(',');
});
