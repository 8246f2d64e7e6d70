// Of which Muster something new is known.
import type { DeviationRow, TemplateRow } from '../backend';

/** Muster that ship in a newer version than the one edited, and origins that have moved on since they were adopted. */
export function newsOf(templates: TemplateRow[], adopted: DeviationRow[]): number {
  const shipped = templates.filter(({ newer_shipped }) => newer_shipped !== null).map(({ title }) => title);
  const origins = adopted.filter(({ update }) => update).map((row) => row.origin_title);
  return new Set([...shipped, ...origins]).size;
}
