// The protection goals of the standard data-protection model, from the shipped reference list.
import reference from '../../../assets/reference/protection_goals.json';
import type { Option } from '../state/catalogue.svelte';

/** The goals of the list, and those already named that it does not know. */
export function protectionGoals(named: readonly string[]): Option[] {
  const known = reference.entries.map(({ id, name }) => ({ id, label: name }));
  const foreign = named
    .filter((id) => !known.some((goal) => goal.id === id))
    .map((id) => ({ id, label: id }));
  return [...known, ...foreign];
}
