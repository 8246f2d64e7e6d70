// The lists of a scope and what they hold.
import type { DataCategory } from '../bindings/DataCategory';
import type { DataSubjectCategory } from '../bindings/DataSubjectCategory';
import type { Engagement } from '../bindings/Engagement';
import type { Field } from '../bindings/Field';
import type { LegalBasis } from '../bindings/LegalBasis';
import type { Measure } from '../bindings/Measure';
import type { Purpose } from '../bindings/Purpose';
import type { Recipient } from '../bindings/Recipient';
import type { RetentionRule } from '../bindings/RetentionRule';
import type { Scope } from '../bindings/Scope';
import type { Source } from '../bindings/Source';
import type { Statement } from '../bindings/Statement';
import type { Transfer } from '../bindings/Transfer';
import type { Place } from '../backend';

/** Items by the list they stand in. */
export interface ItemsOf {
  purposes: Purpose;
  legal_bases: LegalBasis;
  data_subjects: DataSubjectCategory;
  data_categories: DataCategory;
  recipients: Recipient;
  transfers: Transfer;
  retention: RetentionRule;
  engagements: Engagement;
  measures: Measure;
}
export type ListKind = keyof ItemsOf;
export type ScopeKind = Exclude<ListKind, 'engagements' | 'measures'>;
export const SCOPE_KINDS: readonly ScopeKind[] = [
  'purposes',
  'legal_bases',
  'data_subjects',
  'data_categories',
  'recipients',
  'transfers',
  'retention',
];

/** The field's own items: those given, or those added to what is taken over. */
export function ownItems<T>(field: Field<T[]> | Statement<T[]>): T[] {
  return field.state === 'given' || field.state === 'append' ? field.value : [];
}

export function scopeItems<K extends ScopeKind>(scope: Scope, kind: K): ItemsOf[K][] {
  return ownItems(scope[kind] as Field<ItemsOf[K][]>);
}

/** Text form of a place or source, for lists of choices and comparison. */
export function placeKey(place: Place | Source): string {
  return typeof place === 'string' ? place : place.group;
}

export function sourceOf(key: string): Source {
  return key === 'organisation' || key === 'common' ? key : { group: key };
}

/** Path of the scope at a place. */
export function placePath(place: Place | Source): string {
  if (place === 'organisation') return '/defaults';
  return place === 'common' ? '/common' : `/groups/${place.group}`;
}
