import { expect, test } from 'vitest';
import type { ProcessingActivity } from '../bindings/ProcessingActivity';
import { isWithin, placesToFill } from './paths';

test('the places of a Muster are those of what it offers', () => {
  const activity = { groups: [{ id: 'g1' }] } as unknown as ProcessingActivity;
  expect(placesToFill(activity)).toContain('/groups/g1/retention');
  expect(placesToFill(activity)).toContain('/common/retention');
  // Defaults are one scope: their paths begin with its lists.
  expect(placesToFill(null)).toContain('/retention');
  expect(placesToFill(null)).not.toContain('/common/retention');
});

test('a field whose name begins like another one is not within it', () => {
  expect(isWithin('/title', '/title')).toBe(true);
  expect(isWithin('/common/retention/r1/period', '/common/retention')).toBe(true);
  expect(isWithin('/documents_old', '/documents')).toBe(false);
  expect(isWithin('/', '/title')).toBe(false);
});
