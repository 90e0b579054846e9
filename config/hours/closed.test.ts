import { expect, test } from 'vitest';
import { localTime } from '../../foundation/time/local-time.ts';
import { Hours } from '../schema/hours.ts';
import { closedAt, isOpenAt } from './closed.ts';

const OFFICE = [
  { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '12:00' },
  { days: ['tue', 'thu'], from: '14:00', to: '18:00' },
];
const hours = (change: object) => Hours.parse({ openingHours: OFFICE, ...change });
/** @param text "2026-05-04 08:00", on the wall in Berlin; told by an instant in UTC that shows it */
const at = (instant: string) => localTime(Date.parse(instant), 'Europe/Berlin');
const opens = (of: Hours, instant: string) => {
  const closed = closedAt(of, at(instant));
  return closed && [closed.why.kind, closed.opensAt && `${closed.opensAt.date} ${closed.opensAt.time}`];
};

test.each([
  ['a minute before it opens', '2026-05-04T05:59:00Z', ['hours', '2026-05-04 08:00']],
  ['the minute in which it opens', '2026-05-04T06:00:00Z', null],
  ['the last minute', '2026-05-04T09:59:59Z', null],
  ['the minute in which it closes', '2026-05-04T10:00:00Z', ['hours', '2026-05-05 08:00']],
  ['between two periods of a day', '2026-05-05T11:00:00Z', ['hours', '2026-05-05 14:00']],
  ['Friday evening', '2026-05-08T18:00:00Z', ['hours', '2026-05-11 08:00']],
  ['the last second before midnight', '2026-05-10T21:59:59Z', ['hours', '2026-05-11 08:00']],
  ['the first minute of the day', '2026-05-10T22:00:00Z', ['hours', '2026-05-11 08:00']],
])('%s', (_, instant, expected) => {
  expect(opens(hours({}), instant)).toEqual(expected);
});

test('a place without hours is open at every minute', () => {
  expect(closedAt(Hours.parse({}), at('2026-05-04T01:00:00Z'))).toBeNull();
});

test('a public holiday closes the place from midnight to midnight, and is named', () => {
  const saxony = hours({ openingHours: [], holidays: 'DE-SN' });
  // Repentance Day 2026, 18 November, in winter time.
  expect(closedAt(saxony, at('2026-11-17T22:59:59Z'))).toBeNull();
  expect(closedAt(saxony, at('2026-11-17T23:00:00Z'))).toEqual({
    why: { kind: 'holiday', holiday: 'repentance' },
    opensAt: { date: '2026-11-19', time: '00:00' },
  });
  expect(closedAt(saxony, at('2026-11-18T22:59:59Z'))?.why.kind).toBe('holiday');
  expect(closedAt(saxony, at('2026-11-18T23:00:00Z'))).toBeNull();
});

test('it opens after the holidays, not on them', () => {
  // Thursday 2026-04-02 evening; Good Friday, weekend, Easter Monday follow.
  expect(opens(hours({ holidays: 'DE-NW' }), '2026-04-02T18:00:00Z')).toEqual(['hours', '2026-04-07 08:00']);
});

test('a closure counts to the end of its last day and says its text; one day needs no end', () => {
  const closures = [{ from: '2026-05-04', to: '2026-05-05', text: 'site.closures.outing' }, { from: '2026-05-06' }];
  const closed = hours({ closures });
  expect(closedAt(closed, at('2026-05-05T21:59:59Z'))).toEqual({
    why: { kind: 'closure', text: 'site.closures.outing' },
    opensAt: { date: '2026-05-07', time: '08:00' },
  });
  expect(closedAt(closed, at('2026-05-05T22:00:00Z'))?.why).toEqual({ kind: 'closure', text: null });
  expect(isOpenAt(closed, at('2026-05-07T06:00:00Z'))).toBe(true);
});

test('a closure that lasts longer than a year has no next opening', () => {
  const closures = [{ from: '2026-01-01', to: '2027-12-31' }];
  expect(closedAt(hours({ closures }), at('2026-05-04T08:00:00Z'))?.opensAt).toBeNull();
});

test('the hour that daylight saving time skips opens nothing, the one it repeats is open twice', () => {
  const night = hours({ openingHours: [{ days: ['sun'], from: '02:00', to: '03:00' }] });
  // 2026-03-29: 02:00 becomes 03:00 at 01:00 UTC. 2026-10-25: 03:00 becomes 02:00 at 01:00 UTC.
  expect(['00:59', '01:00', '01:30'].map((time) => isOpenAt(night, at(`2026-03-29T${time}:00Z`)))).toEqual([
    false,
    false,
    false,
  ]);
  expect(
    ['00:00', '00:59', '01:00', '01:59', '02:00'].map((time) => isOpenAt(night, at(`2026-10-25T${time}:00Z`))),
  ).toEqual([true, true, true, true, false]);
});

test('the same instant is judged by the clock of the place', () => {
  const instant = Date.parse('2026-05-04T06:30:00Z');
  expect(isOpenAt(hours({}), localTime(instant, 'Europe/Berlin'))).toBe(true);
  expect(isOpenAt(hours({}), localTime(instant, 'Atlantic/Azores'))).toBe(false);
});

test('hours to midnight end with the day', () => {
  const late = hours({ openingHours: [{ days: ['mon'], from: '20:00', to: '24:00' }] });
  expect(isOpenAt(late, at('2026-05-04T21:59:59Z'))).toBe(true);
  expect(isOpenAt(late, at('2026-05-04T22:00:00Z'))).toBe(false);
});
