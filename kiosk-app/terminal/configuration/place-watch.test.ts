import { expect, test } from 'vitest';
import { Announcements } from '../../../config/schema/announcement.ts';
import { Hours } from '../../../config/schema/hours.ts';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { PlaceWatch } from './place-watch.ts';

const MINUTE = 60_000;
const OFFICE = [{ days: ['mon'], from: '08:00', to: '12:00' }];

/** @param at instant in UTC; Berlin is an hour ahead in January */
function watch(at: string, set: object, announcements: object[] = []) {
  const clock = new SimulatedClock(Date.parse(at));
  const place = { ...Hours.parse(set), announcements: Announcements.parse(announcements), timeZone: 'Europe/Berlin' };
  const watched = new PlaceWatch(place, clock);
  const told: unknown[] = [];
  watched.onChange(() => told.push(watched.now()));
  return { clock, watched, told };
}

test('a place that closes says so in the minute in which it does, and when it opens again', async () => {
  const { clock, watched, told } = watch('2026-01-05T10:58:30Z', { openingHours: OFFICE, outsideHours: 'close' });
  expect(watched.now().closed).toBeNull();
  await clock.advance(MINUTE);
  expect(told).toEqual([]);
  await clock.advance(MINUTE);
  expect(told).toEqual([
    { closed: { why: { kind: 'hours' }, opensAt: { date: '2026-01-12', time: '08:00' } }, announcements: [] },
  ]);
  await clock.advance(60 * MINUTE);
  expect(told).toHaveLength(1);
  watched.stop();
  expect(clock.waiting).toBe(0);
});

test('a terminal that serves at any time is never closed', () => {
  const { watched } = watch('2026-01-05T20:00:00Z', { openingHours: OFFICE });
  expect(watched.now().closed).toBeNull();
});

test('an announcement stands from the first minute of its first day to the last of its last', async () => {
  const announcements = [
    { kind: 'warning', text: 'a.b', from: '2026-01-06', until: '2026-01-06' },
    { kind: 'note', text: 'c.d' },
  ];
  const { clock, watched, told } = watch('2026-01-05T22:59:00Z', {}, announcements);
  const texts = () => watched.now().announcements.map(({ text }) => text);
  expect(texts()).toEqual(['c.d']);
  await clock.advance(MINUTE);
  expect(texts()).toEqual(['a.b', 'c.d']);
  await clock.advance(24 * 60 * MINUTE);
  expect([texts(), told.length]).toEqual([['c.d'], 2]);
});

test('a clock that is set tells the place of the new day', async () => {
  const { clock, told } = watch('2026-01-05T10:00:00Z', { closures: [{ from: '2026-02-01' }], outsideHours: 'close' });
  clock.jumpWallClock(Date.parse('2026-02-01T10:00:00Z') - clock.now());
  await clock.advance(MINUTE);
  expect(told).toMatchObject([{ closed: { why: { kind: 'closure', text: null } } }]);
});
