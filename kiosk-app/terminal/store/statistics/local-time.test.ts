import { expect, test } from 'vitest';
import { localTimeAt, startOfHour } from './local-time.ts';

const berlin = localTimeAt('Europe/Berlin');

test('the hour that comes twice in autumn is two hours, each an hour long', () => {
  const first = Date.UTC(2026, 9, 25, 0, 30);
  const hours = [0, 1, 2].map((later) => berlin(first + later * 3_600_000).hour);
  expect(hours).toEqual(['2026-10-25T02+02:00', '2026-10-25T02+01:00', '2026-10-25T03+01:00']);
  expect(hours.map(startOfHour)).toEqual([0, 1, 2].map((later) => Date.UTC(2026, 9, 25, later)));
});

test('the hour that spring leaves out is not there', () => {
  const before = Date.UTC(2026, 2, 29, 0, 59);
  expect([berlin(before).hour, berlin(before + 60_000).hour]).toEqual(['2026-03-29T01+01:00', '2026-03-29T03+02:00']);
});

test('a day and its weekday are those of the place, not of UTC', () => {
  expect(berlin(Date.UTC(2026, 0, 4, 23, 15))).toEqual({
    day: '2026-01-05',
    hour: '2026-01-05T00+01:00',
    weekday: 1,
    minute: 15,
  });
  expect(localTimeAt('UTC')(0)).toEqual({ day: '1970-01-01', hour: '1970-01-01T00+00:00', weekday: 4, minute: 0 });
});
