// Which column of a table goes into which field.
import type { TableColumn } from '../bindings/TableColumn';
import type { TableMapping } from '../bindings/TableMapping';
import type { TableTarget } from '../bindings/TableTarget';

export const targetOf = (mapping: TableMapping, index: number): string | null =>
  mapping.columns.find((column) => column.index === index)?.target ?? null;

/** The mapping with another target for one column. */
export function assign(mapping: TableMapping, index: number, target: string | null): TableMapping {
  const others = mapping.columns.filter((column) => column.index !== index);
  return {
    ...mapping,
    columns: [...others, { index, target }].sort((one, other) => one.index - other.index),
  };
}

/** The columns whose cells go into a note. */
export const unmapped = (columns: TableColumn[], mapping: TableMapping): TableColumn[] =>
  columns.filter(({ index }) => targetOf(mapping, index) === null);

/** Fields for one value that more than one column would fill. */
export const crowded = (mapping: TableMapping, targets: TableTarget[]): TableTarget[] =>
  targets.filter(({ id, list }) => !list && mapping.columns.filter(({ target }) => target === id).length > 1);

/** Separators as they can be typed: a line break cannot. */
export const writtenSeparators = (separators: string): { lines: boolean; signs: string } => ({
  lines: separators.includes('\n'),
  signs: separators.replaceAll('\n', ''),
});

export const readSeparators = (lines: boolean, signs: string): string => (lines ? '\n' : '') + signs;
