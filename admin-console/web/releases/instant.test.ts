import { expect, test } from 'vitest';
import { instantOf } from './instant.ts';

test.each([
  ['in winter', '2026-12-01T06:00', 'Europe/Berlin', '2026-12-01T05:00:00Z'],
  ['in summer', '2026-07-01T06:00', 'Europe/Berlin', '2026-07-01T04:00:00Z'],
  ['the first of two', '2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00Z'],
  ['elsewhere', '2026-12-01T06:00', 'Atlantic/Azores', '2026-12-01T07:00:00Z'],
])('the time of the place, %s', (_, local, zone, expected) => {
  expect(instantOf(local, zone)).toBe(Date.parse(expected));
});

test.each(['2026-03-29T02:30', '', 'tomorrow'])('no such time: %s', (local) => {
  expect(instantOf(local, 'Europe/Berlin')).toBeNull();
});
