// Blank records, as a user begins them.
import type { Contact } from '../bindings/Contact';
import type { Record as RegisterRecord } from '../bindings/Record';
import type { RecordId } from '../bindings/RecordId';
import type { Directory, Named } from '../backend';

/** Kinds of records that stand beside the activities. */
export const SHARED_KINDS = ['party', 'system', 'document', 'measure_set'] as const;
export type SharedKind = (typeof SHARED_KINDS)[number];

export const blankContact = (): Contact => ({
  function: null,
  addresses: [],
  phone: null,
  fax: null,
  email: null,
  web: null,
});

/** A new record with nothing but its name; `position` places it last. */
export function blankRecord(
  kind: SharedKind,
  name: string,
  register: RecordId,
  position: number,
): RegisterRecord {
  switch (kind) {
    case 'party':
      return {
        type: 'party',
        name,
        short_name: null,
        kind: 'company',
        contact: blankContact(),
        country: null,
        registration: null,
        note: null,
      };
    case 'system':
      return { type: 'system', name, vendor: null, part_of: null, web: null, description: null };
    case 'document':
      return {
        type: 'document',
        register,
        position,
        title: name,
        kind: 'other',
        availability: 'available',
        dated: null,
        next_check: null,
        ends_on: null,
        web: null,
        filed_at: null,
        note: null,
      };
    case 'measure_set':
      return { type: 'measure_set', register, position, name, measures: { state: 'not_stated' }, note: null };
  }
}

export function recordsOf(kind: SharedKind, directory: Directory): Named[] {
  switch (kind) {
    case 'party':
      return directory.parties;
    case 'system':
      return directory.systems;
    case 'document':
      return directory.documents;
    case 'measure_set':
      return directory.measure_sets;
  }
}
