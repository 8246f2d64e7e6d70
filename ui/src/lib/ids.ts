import { v7 } from 'uuid';
import type { ItemId } from '../bindings/ItemId';

/** A fresh item id. */
export const newId = (): ItemId => v7();

/**
 * A copy of items under new ids; references among the copied items follow them, references to other items stay.
 */
export function copyWithNewIds<T>(content: T): T {
  const renamed = new Map<string, string>();
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(collect);
    else if (typeof value === 'object' && value !== null) {
      if ('id' in value && typeof value.id === 'string') renamed.set(value.id, newId());
      Object.values(value).forEach(collect);
    }
  };
  collect(content);
  const rename = (value: unknown): unknown => {
    if (typeof value === 'string') return renamed.get(value) ?? value;
    if (Array.isArray(value)) return value.map(rename);
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, rename(member)]));
    }
    return value;
  };
  return rename(content) as T;
}

/** All item ids within some content. */
export function idsWithin(value: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) value.forEach((item) => idsWithin(item, found));
  else if (typeof value === 'object' && value !== null) {
    if ('id' in value && typeof value.id === 'string') found.add(value.id);
    Object.values(value).forEach((member) => idsWithin(member, found));
  }
  return found;
}

/** Paths of the places in `record` that name one of these ids without bearing it themselves. */
export function placesNaming(ids: Set<string>, record: unknown, at = ''): string[] {
  if (typeof record === 'string') return ids.has(record) ? [at] : [];
  if (Array.isArray(record)) {
    return record.flatMap((item, index) => {
      const id = typeof item === 'object' && item !== null && 'id' in item ? String(item.id) : String(index);
      // References from within the ids' own content go with it.
      return ids.has(id) ? [] : placesNaming(ids, item, `${at}/${id}`);
    });
  }
  if (typeof record === 'object' && record !== null) {
    return Object.entries(record).flatMap(([name, member]) =>
      name === 'id' ? [] : placesNaming(ids, member, `${at}/${name}`),
    );
  }
  return [];
}
