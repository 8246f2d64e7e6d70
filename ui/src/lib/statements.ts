// Switching what a field states, without losing what was stated before.
import type { Field } from '../bindings/Field';
import type { Source } from '../bindings/Source';

export type FieldState = Field<unknown>['state'];

export const STATEMENT_STATES: readonly FieldState[] = [
  'given',
  'explicitly_none',
  'not_required',
  'by_reference',
  'announced_but_empty',
  'not_stated',
];

export const FIELD_STATES: readonly FieldState[] = [
  'given',
  'explicitly_none',
  'not_required',
  'by_reference',
  'inherit',
  'append',
  'announced_but_empty',
  'not_stated',
];

/**
 * The field in another state. What it held is kept in `left`; a state that was left before comes back as it was.
 * Own content is the same for "given" and "append".
 */
export function inState<T>(
  current: Field<T>,
  next: FieldState,
  left: Map<string, unknown>,
  create: () => T,
  source: Source,
): Field<T> {
  left.set(current.state, structuredClone(current));
  const before = left.get(next) as Field<T> | undefined;
  if ((next === 'given' || next === 'append') && (current.state === 'given' || current.state === 'append')) {
    return withValue(next, current.value, before, source);
  }
  if (before) return before;
  switch (next) {
    case 'given':
    case 'append': {
      const other = left.get(next === 'given' ? 'append' : 'given') as { value: T } | undefined;
      return withValue(next, other ? other.value : create(), current, source);
    }
    case 'inherit':
      return { ...takeover(current, source), state: 'inherit' };
    case 'explicitly_none':
      return { state: 'explicitly_none', note: null };
    case 'not_required':
      return { state: 'not_required', reason: '' };
    case 'by_reference':
      return { state: 'by_reference', to: { document: null, place: '' } };
    case 'announced_but_empty':
      return { state: 'announced_but_empty', note: null };
    case 'not_stated':
      return { state: 'not_stated' };
  }
}

function withValue<T>(
  state: 'given' | 'append',
  value: T,
  other: Field<T> | undefined,
  source: Source,
): Field<T> {
  return state === 'given' ? { state, value } : { ...takeover(other, source), state, value };
}

/** From where and what, as `other` had it. */
function takeover<T>(other: Field<T> | undefined, source: Source) {
  return other?.state === 'inherit' || other?.state === 'append'
    ? { from: other.from, only: other.only, seen: other.seen }
    : { from: source, only: 'all' as const, seen: null };
}

/** The field without own items: only what it takes over, or silence. */
export function emptied<T>(field: Field<T>): Field<T> {
  return field.state === 'append'
    ? { state: 'inherit', from: field.from, only: field.only, seen: field.seen }
    : { state: 'not_stated' };
}
