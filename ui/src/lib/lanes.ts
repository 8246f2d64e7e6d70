// The lanes that deadlines belong to, in the order in which they are offered.
import type { Lane } from '../backend';

export const LANES: Lane[] = ['erase', 'review', 'contract', 'open'];
export const LANE_ICONS: Record<Lane, string> = {
  erase: 'delete',
  review: 'checklist',
  contract: 'draft',
  open: 'warning',
};
