// Items in words: a name for references, and their content for reading where it cannot be edited.
import type { Citation } from '../bindings/Citation';
import type { Selection } from '../bindings/Selection';
import type { Directory, OpenRecord } from '../backend';
import { hasText, t } from '../texts';
import { countryName } from './countries';
import { germanDate } from './dates';
import type { ItemsOf, ListKind } from './scopes';

/** The title of a shared record. */
export function recordTitle(id: string, directory: Directory): string {
  const { parties, systems, documents, measure_sets, organisations } = directory;
  const all = [...parties, ...systems, ...documents, ...measure_sets, ...organisations];
  return all.find((named) => named.id === id)?.title ?? t('unknown-item', { id });
}

type Namer<K extends ListKind> = (item: ItemsOf[K], opened: OpenRecord, directory: Directory) => string;

const namers: { [K in ListKind]: Namer<K> } = {
  purposes: (purpose) => purpose.text,
  legal_bases: (basis) =>
    [
      basis.ground ? t(`ground-${basis.ground.replaceAll('_', '-')}`) : '',
      basis.chain.map((citation) => citation.wording).join(t('chain-joint')),
      basis.unnamed_norm ?? '',
    ]
      .filter(Boolean)
      .join(t('chain-joint')),
  data_subjects: (subject) => subject.name,
  data_categories: (category) => category.name,
  recipients: (recipient) => recipient.name,
  transfers: (transfer, opened, directory) => {
    const { destination } = transfer;
    const where =
      destination.kind === 'country'
        ? countryName(destination.country)
        : destination.kind === 'international_organisation'
          ? destination.name
          : t('destination-unnamed');
    const engagement = transfer.engagement
      ? (engagementName(transfer.engagement, opened, directory) ?? '')
      : '';
    return [where, transfer.recipient ?? engagement].filter(Boolean).join(': ');
  },
  retention: (rule, opened) => rule.name ?? opened.sentences[rule.id] ?? rule.attribute ?? '',
  engagements: (engagement, _, directory) =>
    (engagement.party ? recordTitle(engagement.party, directory) : engagement.described_as) ??
    engagement.service ??
    '',
  measures: (measure, _, directory) =>
    [measure.set ? recordTitle(measure.set, directory) : '', measure.text].filter(Boolean).join(': '),
};

function engagementName(id: string, opened: OpenRecord, directory: Directory): string | null {
  const placed = opened.resolved?.engagements.items.find(({ item }) => (item as { id: string }).id === id);
  return placed ? itemName('engagements', placed.item as { id: string }, opened, directory) : null;
}

/** What an item is called in lists and references. */
export function itemName(
  kind: ListKind,
  item: { id: string },
  opened: OpenRecord,
  directory: Directory,
): string {
  return (namers[kind] as Namer<ListKind>)(item as ItemsOf[ListKind], opened, directory);
}

export interface Detail {
  label: string;
  text: string;
}

/** Members whose value is a choice, the prefix of its texts, and the value that goes without saying. */
const CHOICES: Record<string, { texts: string; unsaid: string | null }> = {
  enumeration: { texts: 'enumeration', unsaid: 'closed' },
  sensitivity: { texts: 'sensitivity', unsaid: 'ordinary' },
  identifiability: { texts: 'identifiability', unsaid: 'personal' },
  placement: { texts: 'placement', unsaid: null },
  access: { texts: 'access', unsaid: 'not_stated' },
  instrument: { texts: 'instrument', unsaid: null },
  automation: { texts: 'automation', unsaid: 'not_stated' },
  limit: { texts: 'limit', unsaid: 'duty_to_erase' },
};
const ROLES: Partial<Record<ListKind, string>> = { recipients: 'recipient-role', engagements: 'role' };
/** Members that the item's name already says, or that mean nothing to a reader. */
const NAMING: Record<ListKind, readonly string[]> = {
  purposes: ['text'],
  legal_bases: ['ground', 'chain', 'unnamed_norm'],
  data_subjects: ['name'],
  data_categories: ['name'],
  recipients: ['name'],
  transfers: ['destination', 'recipient'],
  retention: ['period', 'start', 'anchor', 'bound', 'action'],
  engagements: ['party', 'described_as', 'engaged_by'],
  measures: ['text', 'set', 'goals'],
};

/** All that an item says beyond its name. */
export function itemDetails(
  kind: ListKind,
  item: { id: string },
  opened: OpenRecord,
  directory: Directory,
  label: (id: string) => string,
): Detail[] {
  const details: Detail[] = [];
  if (kind === 'retention' && opened.sentences[item.id]) {
    details.push({ label: t('field-sentence'), text: opened.sentences[item.id] ?? '' });
  }
  for (const [member, value] of Object.entries(item)) {
    if (member === 'id' || NAMING[kind].includes(member)) continue;
    const text = words(kind, member, value, directory, label);
    const name =
      kind === 'recipients' && member === 'provisions'
        ? 'field-recipient-provisions'
        : `field-${member.replaceAll('_', '-')}`;
    if (text) details.push({ label: hasText(name) ? t(name) : member, text });
  }
  return details;
}

function words(
  kind: ListKind,
  member: string,
  value: unknown,
  directory: Directory,
  label: (id: string) => string,
): string {
  if (value === null || value === undefined || value === 'all') return '';
  const choice = member === 'role' ? { texts: ROLES[kind] ?? 'role', unsaid: null } : CHOICES[member];
  if (choice && typeof value === 'string') {
    return value === choice.unsaid ? '' : t(`${choice.texts}-${value.replaceAll('_', '-')}`);
  }
  if (typeof value === 'string') {
    if (member === 'party' || member === 'system') return recordTitle(value, directory);
    return member === 'engagement' ? label(value) : germanDate(value);
  }
  if (Array.isArray(value)) {
    return value
      .map((one: unknown) =>
        typeof one === 'string'
          ? one
          : ((one as Partial<Citation & { name: string }>).wording ?? (one as { name?: string }).name ?? ''),
      )
      .filter(Boolean)
      .join('; ');
  }
  if (typeof value !== 'object') return String(value);
  if ('only' in value) return (value as Exclude<Selection, 'all'>).only.map(label).join(', ');
  if ('kind' in value && typeof value.kind === 'string') {
    if (value.kind === 'not_stated') return '';
    if ('country' in value) return countryName(String(value.country));
    const name = `${member}-${value.kind}`.replaceAll('_', '-');
    return hasText(name) ? t(name) : '';
  }
  if ('from' in value || 'until' in value) {
    const { from, until } = value as { from: string | null; until: string | null };
    return [
      from && t('from-day', { day: germanDate(from) }),
      until && t('until-day', { day: germanDate(until) }),
    ]
      .filter(Boolean)
      .join(' ');
  }
  if ('state' in value)
    return value.state === 'not_stated' ? '' : t(`state-${String(value.state).replaceAll('_', '-')}`);
  return '';
}
