import { expect, test } from 'vitest';
import { Hours } from '../../../config/schema/hours.ts';
import { silentLog } from '../../../foundation/log.ts';
import { createTexts } from '../texts.ts';
import { openingRows } from './opening-hours.ts';

type OfDays = Hours['openingHours'][number];

const rows = (periods: Hours['openingHours'], language = 'de') =>
  openingRows(periods, createTexts({}, silentLog), language).map(({ days, times }) => `${days}: ${times}`);

test('days with the same hours are one row, as at a door', () => {
  const { openingHours } = Hours.parse({
    openingHours: [
      { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '12:00' },
      { days: ['thu', 'tue'], from: '14:00', to: '18:00' },
      { days: ['sat'], from: '09:00', to: '24:00' },
    ],
  });
  const [morning, afternoon, saturday] = openingHours as [OfDays, OfDays, OfDays];
  expect(rows([afternoon, morning])).toEqual([
    'Montag, Mittwoch und Freitag: 08:00 bis 12:00 Uhr',
    'Dienstag und Donnerstag: 08:00 bis 12:00 Uhr, 14:00 bis 18:00 Uhr',
  ]);
  expect(rows([morning, saturday], 'en')).toEqual(['Monday to Friday: 08:00 to 12:00', 'Saturday: 09:00 to 24:00']);
});

test('no hours are no rows', () => {
  expect(rows([])).toEqual([]);
});
