// Names and numbers of the open record's items, for references between them.
import { getContext, setContext } from 'svelte';
import type { Engagement } from '../bindings/Engagement';
import type { Organisation } from '../bindings/Organisation';
import type { Scope } from '../bindings/Scope';
import type { Place, ResolvedListView } from '../backend';
import { itemName } from '../lib/describe';
import { ownItems, placeKey, SCOPE_KINDS, scopeItems, type ListKind, type ScopeKind } from '../lib/scopes';
import { t } from '../texts';
import { app } from './app.svelte';
import type { RecordEditor } from './editor.svelte';

export interface Option {
  id: string;
  label: string;
}

interface Entry {
  kind: ListKind;
  name: string;
}

export class Catalogue {
  readonly editor: RecordEditor;
  /** The organisation whose defaults an activity may take over; null while its own record is open. */
  organisation: Organisation | null = $state.raw(null);

  constructor(editor: RecordEditor) {
    this.editor = editor;
  }

  /** The scopes of the record with their places, in printed order. */
  readonly #scopes: { place: Place; scope: Scope }[] = $derived.by(() => {
    const { activity, defaults } = this.editor;
    if (defaults) return [{ place: 'organisation', scope: defaults.scope }];
    if (!activity) return [];
    const groups = activity.groups.map(({ id, scope }) => ({ place: { group: id }, scope }));
    return [{ place: 'common', scope: activity.common }, ...groups];
  });

  readonly #engagements: Engagement[] = $derived.by(() => {
    const offered = this.editor.defaults ?? this.editor.activity;
    return offered ? ownItems(offered.engagements) : [];
  });

  readonly #entries: Map<string, Entry> = $derived.by(() => {
    const entries = new Map<string, Entry>();
    const add = (kind: ListKind, item: { id: string }) =>
      entries.set(item.id, { kind, name: itemName(kind, item, this.editor.opened, app.directory) });
    const resolved = this.editor.opened.resolved;
    if (resolved) {
      for (const scope of [resolved.common, ...resolved.groups.map((group) => group.scope)]) {
        for (const kind of SCOPE_KINDS) {
          for (const { item } of scope[kind].items) add(kind, item as { id: string });
        }
      }
      for (const { item } of resolved.engagements.items) add('engagements', item as { id: string });
    }
    for (const { scope } of this.#scopes) {
      for (const kind of SCOPE_KINDS) for (const item of scopeItems(scope, kind)) add(kind, item);
    }
    for (const item of this.#engagements) add('engagements', item);
    return entries;
  });

  /** "Nr. 3 Stammdaten". */
  label(id: string): string {
    const entry = this.#entries.get(id);
    if (!entry) return this.groupLabel(id) ?? t('unknown-item', { id });
    const number = this.number(id, entry.kind);
    const name = entry.name || t('unnamed');
    return number ? t('numbered-name', { number, name }) : name;
  }

  /** "Nr. 3", "E 2": the printed number; empty while the item has none yet. */
  number(id: string, kind: ListKind | undefined = this.#entries.get(id)?.kind): string {
    const number = this.editor.opened.numbers[id];
    if (number === undefined || !kind) return '';
    const family = kind === 'engagements' ? this.#roleOf(id) : kind;
    return t(`number-${family.replaceAll('_', '-')}`, { number: String(number) });
  }

  /** Parties taking part are numbered by their role. */
  #roleOf(id: string): string {
    const taken = this.editor.opened.resolved?.engagements.items ?? [];
    const all = [...this.#engagements, ...taken.map(({ item }) => item as Engagement)];
    const role = all.find((one) => one.id === id)?.role;
    return role === 'processor' || role === 'sub_processor' ? role : 'other-party';
  }

  groupLabel(id: string): string | null {
    const group = this.editor.activity?.groups.find((one) => one.id === id);
    if (!group) return null;
    const letter = this.editor.opened.letters[id];
    return letter ? t('group-tab', { letter, name: group.name || t('unnamed') }) : group.name || t('unnamed');
  }

  /** "aus Gruppe a". */
  origin(place: Place): string {
    if (place === 'organisation') return t('origin-organisation');
    if (place === 'common') return t('origin-common');
    const letter = this.editor.opened.letters[place.group];
    return letter ? t('origin-group', { letter }) : t('origin-new-group');
  }

  /** The resolved list as the store last knew it. */
  resolved(place: Place, kind: ScopeKind): ResolvedListView | null {
    const resolved = this.editor.opened.resolved;
    if (!resolved || place === 'organisation') return null;
    if (place === 'common') return resolved.common[kind];
    return resolved.groups.find((group) => group.id === place.group)?.scope[kind] ?? null;
  }

  /** All items a source offers, also those not taken over. */
  offered(source: Place, kind: ListKind): { id: string }[] {
    if (kind === 'engagements' || kind === 'measures') {
      const defaults = source === 'organisation' ? this.organisation?.defaults : undefined;
      if (!defaults) return [];
      return kind === 'engagements' ? ownItems(defaults.engagements) : ownItems(defaults.measures);
    }
    if (source === 'organisation') {
      return this.organisation ? scopeItems(this.organisation.defaults.scope, kind) : [];
    }
    const resolved = this.resolved(source, kind);
    if (resolved) return resolved.items.map(({ item }) => item as { id: string });
    const own = this.#scopes.find(({ place }) => placeKey(place) === placeKey(source));
    return own ? scopeItems(own.scope, kind) : [];
  }

  /**
   * What a field at this place may point to: for a group what is common and its own, otherwise everything; and what
   * it points to already.
   */
  options(kind: ScopeKind, place: Place | 'activity', selected: readonly string[] = []): Option[] {
    const ids = new Set<string>();
    const wanted = (at: Place) =>
      typeof place === 'string' || at === 'common' || placeKey(at) === placeKey(place);
    for (const { place: at, scope } of this.#scopes) {
      if (!wanted(at)) continue;
      for (const { item } of this.resolved(at, kind)?.items ?? []) {
        const { id } = item as { id: string };
        if (this.#isOwn(id, kind) || this.#isForeign(id)) ids.add(id);
      }
      for (const item of scopeItems(scope, kind)) ids.add(item.id);
    }
    for (const id of selected) ids.add(id);
    return [...ids].map((id) => ({ id, label: this.label(id) }));
  }

  #isOwn(id: string, kind: ScopeKind): boolean {
    return this.#scopes.some(({ scope }) => scopeItems(scope, kind).some((item) => item.id === id));
  }

  /** Whether the item stands in the organisation's defaults, not in this record. */
  #isForeign(id: string): boolean {
    const scope = this.organisation?.defaults.scope;
    return scope ? SCOPE_KINDS.some((kind) => scopeItems(scope, kind).some((item) => item.id === id)) : false;
  }

  engagementOptions(selected: readonly string[] = [], except?: string): Option[] {
    const taken = this.editor.opened.resolved?.engagements.items ?? [];
    const foreign = taken.filter(({ stated_in }) => stated_in === 'organisation');
    const ids = new Set([
      ...foreign.map(({ item }) => (item as { id: string }).id),
      ...this.#engagements.map((one) => one.id),
      ...selected,
    ]);
    return [...ids].filter((id) => id !== except).map((id) => ({ id, label: this.label(id) }));
  }

  groupOptions(selected: readonly string[] = []): Option[] {
    const groups = this.editor.activity?.groups.map((group) => group.id) ?? [];
    return [...new Set([...groups, ...selected])].map((id) => ({ id, label: this.label(id) }));
  }
}

const KEY = Symbol('catalogue');

export const provideCatalogue = (catalogue: Catalogue) => setContext(KEY, catalogue);
export const useCatalogue = () => getContext<Catalogue>(KEY);
