// Paths of fields, as findings, conflicts and deviations name them.
import type { ProcessingActivity } from '../bindings/ProcessingActivity';
import { SCOPE_KINDS } from './scopes';

/** Whether one path is the other or leads into it. */
export function isWithin(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
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
