// Where the answer to a letter of Art. 30(1) stands in an activity.
import type { Letter } from '../backend';

const FIELDS: Record<Exclude<Letter, 'a' | 'g'>, string> = {
  b: 'purposes',
  c: 'data_subjects',
  d: 'recipients',
  e: 'transfers',
  f: 'retention',
};

/** The path of the letter's field; `scope` is the group's place or "/common". */
export function letterPath(letter: Letter, scope: string): string {
  if (letter === 'a') return '/own_role';
  return letter === 'g' ? '/measures' : `${scope}/${FIELDS[letter]}`;
}
