import { expect, test } from 'vitest';
import { localTime } from './local-time.ts';

const berlin = (at: number) => localTime(at, 'Europe/Berlin');

test('a date and its weekday are those of the place, not of UTC', () => {
  expect(berlin(Date.UTC(2026, 0, 4, 23, 15, 7))).toEqual({
    date: '2026-01-05',
    time: '00:15:07',
    offset: '+01:00',
    weekday: 1,
    minute: 15,
  });
  expect(localTime(0, 'UTC')).toEqual({
    date: '1970-01-01',
    time: '00:00:00',
    offset: '+00:00',
    weekday: 4,
    minute: 0,
  });
});
