// The criteria of the threshold test for an impact assessment, from the shipped reference list.
import reference from '../../../assets/reference/dpia.json';

export interface Criterion {
  id: string;
  label: string;
  norm: string;
}

/** The criteria of the list, and those already answered that it does not know. */
export function thresholdCriteria(answered: readonly string[]): Criterion[] {
  const known = reference.entries.map(({ id, text, norm }) => ({ id, label: text, norm }));
  const foreign = answered.filter((id) => !known.some((one) => one.id === id));
  return [...known, ...foreign.map((id) => ({ id, label: id, norm: '' }))];
}
