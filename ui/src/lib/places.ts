// Paths in words, for telling the user where something stands.
import type { ProcessingActivity } from '../bindings/ProcessingActivity';
import { SCOPE_KINDS } from './scopes';
import type { Catalogue } from '../state/catalogue.svelte';
import { hasText, t } from '../texts';

/** "Gruppe b › Löschregeln › L 2 Protokolldaten". */
export function describePlace(path: string, catalogue: Catalogue): string {
  const steps = path
    .split('/')
    .filter(
      (step) => step && !['value', 'scope', 'only', 'ids', 'defaults'].includes(step) && !/^\d+$/.test(step),
    );
  const words = steps.map((step) => {
    const word = step.replaceAll('_', '-');
    const name = [`place-${word}`, `field-${word}`, `information-${word}`].find(hasText);
    if (name) return t(name);
    return step.includes('-') ? catalogue.label(step) : step;
  });
  return words.filter(Boolean).join(' › ');
}

/** The places in words, each once. */
export function describePlaces(paths: string[], catalogue: Catalogue): string[] {
  return [...new Set(paths.map((path) => describePlace(path, catalogue)))];
}

/** Fields that a Muster may leave to whoever adopts it: of its activity, or of its defaults. */
export function placesToFill(activity: ProcessingActivity | null): string[] {
  const within = (scope: string) => [...SCOPE_KINDS, 'remarks'].map((kind) => `${scope}/${kind}`);
  if (!activity) return [...within(''), '/engagements', '/measures', '/impact_assessment'];
  return [
    '/title',
    '/systems',
    '/department',
    '/contact',
    ...within('/common'),
    ...activity.groups.flatMap(({ id }) => within(`/groups/${id}`)),
    '/engagements',
    '/measures',
    '/impact_assessment',
    '/documents',
  ];
}
