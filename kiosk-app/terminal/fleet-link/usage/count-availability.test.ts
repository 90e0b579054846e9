import { expect, test } from 'vitest';
import { Hours } from '../../../../config/schema/hours.ts';
import type { StatusReport } from '../../../../fleet-link/contract.ts';
import { SAMPLE_REPORT } from '../../../../fleet-link/test-support/sample-report.ts';
import { SimulatedClock } from '../../../../foundation/clock.ts';
import { silentLog } from '../../../../foundation/log.ts';
import { openBooks } from '../../test-support/books.ts';
import { countAvailability } from './count-availability.ts';

const MINUTE = 60_000;
const EID = { kind: 'eid', reason: null, model: null, firmware: null, seenAt: 1 } as const;
const SERVICE: StatusReport['services'][number] = {
  id: 'parking',
  devices: ['eid'],
  portals: ['parking'],
  wished: ['x'],
};
const OFFICE: Partial<Hours> = { openingHours: [{ days: ['mon'], from: '10:30', to: '11:30' }] };

/** Monday 2026-01-05 10:00 in Berlin. */
function terminal(set: Partial<Hours> = {}) {
  const books = openBooks(new SimulatedClock(Date.UTC(2026, 0, 5, 9, 0)));
  let now: StatusReport = { ...SAMPLE_REPORT, services: [SERVICE], devices: [{ ...EID, state: 'ready' }] };
  const start = () => countAvailability({ ...books, report: () => now, hours: Hours.parse(set), log: silentLog });
  return {
    ...books,
    start,
    is: (change: Partial<StatusReport>) => {
      now = { ...now, ...change };
    },
    rows: (hour: string) =>
      books.usage.rowsOf(`2026-01-05T${hour}+01:00`).map(({ values: [, state], count }) => `${state} ${count}`),
    [Symbol.dispose]: () => books[Symbol.dispose](),
  };
}

test('each minute is counted as the service could be used in it', async () => {
  using t = terminal();
  const counting = t.start();
  await t.clock.advance(20 * MINUTE);
  t.is({ devices: [{ ...EID, state: 'faulty' }] });
  await t.clock.advance(15 * MINUTE);
  t.is({ devices: [{ ...EID, state: 'ready' }], portals: { x: 'down' } });
  await t.clock.advance(10 * MINUTE);
  t.is({ mode: 'maintenance' });
  await t.clock.advance(15 * MINUTE);
  expect(t.rows('10')).toEqual(['limited 10', 'unusable 30', 'usable 20']);
  counting.stop();
  expect(t.clock.waiting).toBe(0);
});

test('minutes in which nobody can come are not counted', async () => {
  using t = terminal(OFFICE);
  const counting = t.start();
  await t.clock.advance(180 * MINUTE);
  expect([t.rows('10'), t.rows('11'), t.rows('12')]).toEqual([['usable 30'], ['usable 30'], []]);
  counting.stop();
});

test('hours in which the terminal did not run are time off, within the opening hours only', async () => {
  using t = terminal(OFFICE);
  const before = t.start();
  await t.clock.advance(45 * MINUTE);
  before.stop();
  await t.clock.advance(90 * MINUTE);
  const after = t.start();
  await t.clock.advance(10 * MINUTE);
  expect([t.rows('10'), t.rows('11'), t.rows('12')]).toEqual([['off 15', 'usable 15'], ['off 30'], []]);
  await t.clock.advance(120 * MINUTE);
  expect(t.rows('11')).toEqual(['off 30']);
  after.stop();
});

test('a terminal that is started for the first time was not off before', async () => {
  using t = terminal();
  const counting = t.start();
  await t.clock.advance(MINUTE);
  expect(t.rows('10')).toEqual(['usable 1']);
  counting.stop();
});

test('a day on which the place is closed counts for nothing', async () => {
  using t = terminal({ ...OFFICE, closures: [{ from: '2026-01-05', text: null }] });
  const counting = t.start();
  await t.clock.advance(120 * MINUTE);
  expect([t.rows('10'), t.rows('11')]).toEqual([[], []]);
  counting.stop();
});

test('what can be paid in two ways is usable with either, and unusable without both', async () => {
  using t = terminal();
  const either = { devices: ['payment' as const], portals: ['portal:payment'] };
  t.is({ services: [{ ...SERVICE, wished: [], either }] });
  const counting = t.start();
  await t.clock.advance(20 * MINUTE);
  t.is({ portals: { 'portal:payment': 'down' } });
  await t.clock.advance(40 * MINUTE);
  expect(t.rows('10')).toEqual(['unusable 40', 'usable 20']);
  counting.stop();
});
