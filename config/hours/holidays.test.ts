import { expect, test } from 'vitest';
import { FEDERAL_STATES } from '../schema/hours.ts';
import { holidayOn } from './holidays.ts';

/** Dates of the states' laws on public holidays, checked by hand. */
test.each([
  ['2026-01-01', 'DE-HH', 'new-year'],
  ['2026-01-06', 'DE-ST', 'epiphany'],
  ['2026-01-06', 'DE-SN', null],
  ['2026-03-08', 'DE-BE', 'womens-day'],
  ['2026-03-08', 'DE-MV', 'womens-day'],
  ['2026-03-08', 'DE-BB', null],
  ['2022-03-08', 'DE-MV', null],
  ['2026-04-03', 'DE-SL', 'good-friday'],
  ['2027-03-28', 'DE-BB', 'easter-sunday'],
  ['2027-03-28', 'DE-NW', null],
  ['2027-03-29', 'DE-NW', 'easter-monday'],
  ['2026-05-01', 'DE-HB', 'labour-day'],
  ['2026-05-14', 'DE-RP', 'ascension'],
  ['2026-05-24', 'DE-BB', 'whit-sunday'],
  ['2026-05-25', 'DE-TH', 'whit-monday'],
  ['2026-06-04', 'DE-HE', 'corpus-christi'],
  ['2026-06-04', 'DE-NI', null],
  ['2026-08-15', 'DE-SL', 'assumption'],
  ['2026-08-15', 'DE-BW', null],
  ['2026-09-20', 'DE-TH', 'childrens-day'],
  ['2018-09-20', 'DE-TH', null],
  ['2026-10-03', 'DE-SH', 'german-unity'],
  ['2026-10-31', 'DE-SN', 'reformation'],
  ['2026-10-31', 'DE-NI', 'reformation'],
  ['2026-10-31', 'DE-BE', null],
  ['2017-10-31', 'DE-BY', 'reformation'],
  ['2026-11-01', 'DE-NW', 'all-saints'],
  ['2026-11-18', 'DE-SN', 'repentance'],
  ['2026-11-18', 'DE-TH', null],
  ['2027-11-17', 'DE-SN', 'repentance'],
  ['2026-12-25', 'DE-BW', 'christmas-day'],
  ['2028-12-26', 'DE-BY', 'boxing-day'],
  ['2026-12-24', 'DE-BY', null],
] as const)('%s in %s: %s', (date, state, holiday) => {
  expect(holidayOn(date, state)).toBe(holiday);
});

test.each([
  ['2026-08-15', 'DE-BY', undefined, 'assumption'],
  ['2026-08-15', 'DE-BY', true, 'assumption'],
  ['2026-08-15', 'DE-BY', false, null],
  ['2026-06-04', 'DE-SN', undefined, null],
  ['2026-06-04', 'DE-SN', true, 'corpus-christi'],
  ['2026-06-04', 'DE-TH', false, null],
  // All towns of these have it, or none.
  ['2026-08-15', 'DE-SL', false, 'assumption'],
  ['2026-08-15', 'DE-BE', true, null],
  ['2026-06-04', 'DE-BY', false, 'corpus-christi'],
] as const)('%s in a town of %s with %s for its own holiday: %s', (date, state, has, holiday) => {
  expect(holidayOn(date, state, has)).toBe(holiday);
});

test('the Peace Festival of Augsburg closes no other town', () => {
  expect(holidayOn('2026-08-08', 'DE-BY')).toBeNull();
});

test.each(FEDERAL_STATES)('%s has nine holidays or more, and Unity Day among them', (state) => {
  const days = Array.from({ length: 365 }, (_, day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10));
  const found = days.map((date) => holidayOn(date, state)).filter((holiday) => holiday !== null);
  expect(found.length).toBeGreaterThanOrEqual(9);
  expect(found).toContain('german-unity');
});
