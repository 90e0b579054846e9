import { expect, test } from 'vitest';
import type { OnCallRota, OnCallShift } from '../../contract/alerting/rota.ts';
import { onCall, onCallDays } from './on-call.ts';

const person = (id: string) => ({ id, name: id, channelIds: [] });
const rota = (shifts: readonly OnCallShift[], exceptions: OnCallRota['exceptions'] = []): OnCallRota => ({
  timeZone: 'Europe/Berlin',
  people: ['ada', 'ben', 'cem'].map(person),
  firstWeek: '2026-01-05',
  shifts,
  exceptions,
});
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const who = (of: OnCallRota, at: string) => onCall(of, Date.parse(at)).map(({ id }) => id);

test('a shift by day covers its hours and no more, on the clock of the place', () => {
  const weekdays = rota([{ days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00', turns: ['ada'] }]);
  // Monday in winter: Berlin is an hour ahead of UTC.
  expect(who(weekdays, '2026-01-05T06:59:59Z')).toEqual([]);
  expect(who(weekdays, '2026-01-05T07:00:00Z')).toEqual(['ada']);
  expect(who(weekdays, '2026-01-05T16:59:59Z')).toEqual(['ada']);
  expect(who(weekdays, '2026-01-05T17:00:00Z')).toEqual([]);
  expect(who(weekdays, '2026-01-10T10:00:00Z')).toEqual([]);
});

test('a shift by night belongs to the day on which it begins', () => {
  const fridayNight = rota([{ days: [5], from: '18:00', to: '08:00', turns: ['ben'] }]);
  expect(who(fridayNight, '2026-01-09T17:30:00Z')).toEqual(['ben']);
  expect(who(fridayNight, '2026-01-10T06:30:00Z')).toEqual(['ben']);
  expect(who(fridayNight, '2026-01-10T17:30:00Z')).toEqual([]);
  expect(who(fridayNight, '2026-01-09T06:30:00Z')).toEqual([]);
});

test('turns change with the week, also for the night from Sunday to Monday, and before the first week', () => {
  const nights = rota([{ days: EVERY_DAY, from: '18:00', to: '08:00', turns: ['ada', 'ben', 'cem'] }]);
  expect(who(nights, '2026-01-05T19:00:00Z')).toEqual(['ada']);
  expect(who(nights, '2026-01-12T05:00:00Z')).toEqual(['ada']);
  expect(who(nights, '2026-01-12T19:00:00Z')).toEqual(['ben']);
  expect(who(nights, '2026-01-26T19:00:00Z')).toEqual(['ada']);
  expect(who(nights, '2026-01-04T19:00:00Z')).toEqual(['cem']);
});

test('summer time begins: the hour that is left out is nobody’s, and the shift after it begins by the clock', () => {
  // Sunday 2026-03-29: 02:00 becomes 03:00.
  const parted = rota([
    { days: [7], from: '00:00', to: '02:30', turns: ['ada'] },
    { days: [7], from: '02:30', to: '08:00', turns: ['ben'] },
  ]);
  expect(who(parted, '2026-03-29T00:59:59Z')).toEqual(['ada']);
  expect(who(parted, '2026-03-29T01:00:00Z')).toEqual(['ben']);
  expect(who(parted, '2026-03-29T05:59:59Z')).toEqual(['ben']);
  expect(who(parted, '2026-03-29T06:00:00Z')).toEqual([]);
});

test('summer time ends: who is on call in the hour that comes twice is on call in both', () => {
  // Sunday 2026-10-25: 03:00 becomes 02:00.
  const parted = rota([
    { days: [7], from: '02:00', to: '03:00', turns: ['ada'] },
    { days: [7], from: '03:00', to: '04:00', turns: ['ben'] },
  ]);
  expect(who(parted, '2026-10-25T00:30:00Z')).toEqual(['ada']);
  expect(who(parted, '2026-10-25T01:30:00Z')).toEqual(['ada']);
  expect(who(parted, '2026-10-25T02:00:00Z')).toEqual(['ben']);
});

test('the week counts in days of the calendar, not in hours: summer time moves no turn', () => {
  const weekly = rota([{ days: EVERY_DAY, from: '00:00', to: '00:00', turns: ['ada', 'ben'] }]);
  for (const [monday, id] of [
    ['2026-03-23', 'ben'],
    ['2026-03-30', 'ada'],
    ['2026-10-19', 'ben'],
    ['2026-10-26', 'ada'],
  ] as const) {
    expect(who(weekly, `${monday}T10:00:00Z`), monday).toEqual([id]);
  }
});

test('an exception stands before every shift: somebody else, or nobody', () => {
  const shifts = [{ days: EVERY_DAY, from: '08:00', to: '18:00', turns: ['ada'] }];
  const holidays = rota(shifts, [
    { from: '2026-12-24T12:00', to: '2026-12-27T00:00', personId: null },
    { from: '2026-12-31T00:00', to: '2027-01-01T00:00', personId: 'cem' },
  ]);
  expect(who(holidays, '2026-12-24T10:00:00Z')).toEqual(['ada']);
  expect(who(holidays, '2026-12-24T11:00:00Z')).toEqual([]);
  expect(who(holidays, '2026-12-31T22:59:00Z')).toEqual(['cem']);
  expect(who(holidays, '2027-01-01T10:00:00Z')).toEqual(['ada']);
});

test('a week shows each span once, also a night that began the day before, and who stands in', () => {
  const rota = {
    timeZone: 'Europe/Berlin',
    firstWeek: '2026-11-30',
    people: ['ada', 'ben'].map((id) => ({ id, name: id, channelIds: [] })),
    shifts: [{ days: [1], from: '18:00', to: '07:00', turns: ['ada'] }],
    exceptions: [{ from: '2026-12-01T06:00', to: '2026-12-01T08:00', personId: 'ben' }],
  };
  const [monday, tuesday, wednesday] = onCallDays(rota, '2026-11-30', 3);
  expect(monday?.spans).toEqual([
    { from: '00:00', to: '18:00', names: [] },
    { from: '18:00', to: '24:00', names: ['ada'] },
  ]);
  expect(tuesday?.spans).toEqual([
    { from: '00:00', to: '06:00', names: ['ada'] },
    { from: '06:00', to: '08:00', names: ['ben'] },
    { from: '08:00', to: '24:00', names: [] },
  ]);
  expect(wednesday?.spans).toEqual([{ from: '00:00', to: '24:00', names: [] }]);
});
