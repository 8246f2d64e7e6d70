import { expect, test } from 'vitest';
import type { DeviationRow, TemplateRow } from '../backend';
import { newsOf } from './news';

const adopted = (record: string, origin: string, update: boolean): DeviationRow => ({
  record,
  title: 'Dienst-E-Mail',
  register: 'school',
  register_name: 'Schule',
  origin_title: origin,
  origin_kind: 'template',
  origin_version: 1,
  newest_version: update ? 2 : 1,
  update,
  fields: [],
});

const template = (title: string, newer: number | null): TemplateRow => ({
  id: title,
  key: title,
  title,
  version: 1,
  audience: null,
  offers: 'activity',
  source: '',
  verification: 'to_check',
  edited: newer !== null,
  shipped: true,
  adopted: 0,
  newer_shipped: newer,
});

test('a Muster with something new counts once, however many schools follow it', () => {
  const rows = [adopted('1', 'E-Mail', true), adopted('2', 'E-Mail', true), adopted('3', 'KIX', false)];
  expect(newsOf([template('E-Mail', 2), template('KIX', null)], rows)).toBe(1);
  expect(newsOf([template('E-Mail', 2), template('KIX', 5)], rows)).toBe(2);
});
