import { expect, test } from 'vitest';
import { localTime } from '../../../../foundation/time/local-time.ts';
import { hourOf, startOfHour } from './hours.ts';

const hourIn = (at: number) => hourOf(localTime(at, 'Europe/Berlin'));

test('the hour that comes twice in autumn is two hours, each an hour long', () => {
  const first = Date.UTC(2026, 9, 25, 0, 30);
  const hours = [0, 1, 2].map((later) => hourIn(first + later * 3_600_000));
  expect(hours).toEqual(['2026-10-25T02+02:00', '2026-10-25T02+01:00', '2026-10-25T03+01:00']);
  expect(hours.map(startOfHour)).toEqual([0, 1, 2].map((later) => Date.UTC(2026, 9, 25, later)));
});

test('the hour that spring leaves out is not there', () => {
  const before = Date.UTC(2026, 2, 29, 0, 59);
  expect([hourIn(before), hourIn(before + 60_000)]).toEqual(['2026-03-29T01+01:00', '2026-03-29T03+02:00']);
});

test('an hour of UTC itself has an offset as any other', () => {
  expect(hourOf(localTime(0, 'UTC'))).toBe('1970-01-01T00+00:00');
});
