import { expect, test } from 'vitest';
import type { CountedPeriod } from '../../../fleet-link/statistics.ts';
import { SimulatedClock } from '../../../foundation/clock.ts';
import type { HubDatabase } from '../database.ts';
import { onEachDatabase } from '../test-support/on-each-database.ts';
import { rollUp } from './roll-up.ts';
import { createStatisticsStore } from './statistics-store.ts';

const DAY = 86_400_000;
const visits = (period: string, count: number): CountedPeriod => ({
  period,
  rows: [{ metric: 'visits', values: ['information'], count }],
});

async function terminal(db: HubDatabase, id: string, tenantId = 'default', locationId: string | null = null) {
  await db
    .insertInto('terminal')
    .values({ id, tenantId, locationId, fingerprint: id, enrolledAt: 0 } as never)
    .execute();
}
async function another(db: HubDatabase, id: string) {
  await db.insertInto('tenant').values({ id, name: id, createdAt: 0 }).execute();
}

onEachDatabase((databases) => {
  async function opened() {
    const db = await databases.open();
    const clock = new SimulatedClock(Date.UTC(2026, 5, 10, 12));
    await terminal(db, 'T-1');
    const store = createStatisticsStore(db, clock);
    const sum = async (tenants = ['default'], time: 'none' | 'hour' | 'weekday' | 'month' = 'none') =>
      (await store.counts({ tenants, metric: 'visits', from: '2020-01-01', to: '2030-12-31', time }))
        .map(({ words, time: at, count }) => `${words.join(' ')} ${at} ${count}`)
        .sort();
    return { db, clock, store, sum };
  }

  test('an hour that is told again replaces what stood there, and counts once', async () => {
    const { store, sum } = await opened();
    await store.take('T-1', [visits('2026-06-10T09+02:00', 3)]);
    expect(await store.take('T-1', [visits('2026-06-10T09+02:00', 4)])).toEqual({
      taken: ['2026-06-10T09+02:00'],
      refused: [],
    });
    expect(await sum()).toEqual(['information  4']);
  });

  test('the same hour under another distance from UTC replaces it too', async () => {
    const { store, sum } = await opened();
    await store.take('T-1', [visits('2026-06-10T09+02:00', 3)]);
    await store.take('T-1', [visits('2026-06-10T10+03:00', 5)]);
    expect(await sum()).toEqual(['information  5']);
  });

  test('one period that cannot be is refused by its name, the others of the call are kept', async () => {
    const { store, sum } = await opened();
    const answer = await store.take('T-1', [
      visits('2026-06-10T09+02:00', 3),
      visits('2027-06-10T09+02:00', 3),
      { period: '2026-06-10T08+02:00', rows: [{ metric: 'visits', values: ['Erika'], count: 1 }] },
    ]);
    expect(answer).toEqual({
      taken: ['2026-06-10T09+02:00'],
      refused: [
        { period: '2027-06-10T09+02:00', reason: 'future' },
        { period: '2026-06-10T08+02:00', reason: 'unknown-name' },
      ],
    });
    expect(await sum()).toEqual(['information  3']);
  });

  test('a terminal that is not enrolled keeps nothing', async () => {
    const { store, sum } = await opened();
    expect(await store.take('T-9', [visits('2026-06-10T09+02:00', 3)])).toEqual({
      taken: [],
      refused: [{ period: '2026-06-10T09+02:00', reason: 'not-enrolled' }],
    });
    expect(await sum()).toEqual([]);
  });

  test('another tenant sees nothing of it, also once the terminal is its own', async () => {
    const { db, store, sum } = await opened();
    await another(db, 'b');
    await terminal(db, 'T-2', 'b');
    await store.take('T-1', [visits('2026-06-10T09+02:00', 7)]);
    await db.updateTable('terminal').set({ tenantId: 'b' }).where('id', '=', 'T-1').execute();
    expect(await sum(['b'])).toEqual([]);
    await store.take('T-1', [visits('2026-06-10T11+02:00', 2)]);
    expect(await sum(['b'])).toEqual(['information  2']);
    expect(await sum()).toEqual(['information  7']);
  });

  test('by hour of the day, by weekday and by month, in local time', async () => {
    const { store, sum } = await opened();
    await store.take('T-1', [
      visits('2026-06-10T00+02:00', 1),
      visits('2026-06-09T00+02:00', 2),
      visits('2026-05-31T23+02:00', 4),
    ]);
    expect(await sum(['default'], 'hour')).toEqual(['information 0 3', 'information 23 4']);
    expect(await sum(['default'], 'weekday')).toEqual(['information 2 2', 'information 3 1', 'information 7 4']);
    expect(await sum(['default'], 'month')).toEqual(['information 2026-05 4', 'information 2026-06 3']);
  });

  test('hours become days and days months, and no count is lost or doubled, also with two processes at once', async () => {
    const { db, clock, store, sum } = await opened();
    await store.take('T-1', [
      visits('2026-06-09T09+02:00', 3),
      visits('2026-06-09T10+02:00', 4),
      visits('2026-06-10T09+02:00', 5),
    ]);
    await rollUp(db, clock);
    const grains = async () =>
      (await db.selectFrom('statisticCount').select(['grain', 'period']).orderBy('period').execute()).map(
        ({ grain, period }) => `${grain} ${period}`,
      );
    expect(await grains()).toHaveLength(3);
    await clock.advance(0);
    clock.jumpWallClock(101 * DAY);
    await Promise.all([rollUp(db, clock), rollUp(db, clock)]);
    expect(await grains()).toEqual(['day 2026-06-09', 'day 2026-06-10']);
    expect(await sum()).toEqual(['information  12']);
    clock.jumpWallClock(800 * DAY);
    await rollUp(db, clock);
    expect(await grains()).toEqual(['month 2026-06']);
    expect(await sum()).toEqual(['information  12']);
    clock.jumpWallClock(3_700 * DAY);
    await rollUp(db, clock);
    expect(await grains()).toEqual([]);
    expect(await db.selectFrom('statisticPeriod').selectAll().execute()).toEqual([]);
  });

  test('the first day with counts, and the days on which terminals were open, of one place or all', async () => {
    const { db, clock, store } = await opened();
    const open = (period: string): CountedPeriod => ({
      period,
      rows: [
        { metric: 'availability', values: ['parking', 'usable'], count: 50 },
        { metric: 'availability', values: ['dog', 'usable'], count: 50 },
      ],
    });
    await store.take('T-1', [open('2026-06-08T09+02:00'), open('2026-06-09T09+02:00'), open('2026-06-09T10+02:00')]);
    const tenants = ['default'];
    const span = { from: '2026-06-01', to: '2026-06-30' };
    expect(await store.keptDays({ tenants })).toEqual({ first: '2026-06-08', lastMonth: null });
    expect(await store.openDays({ tenants, ...span })).toEqual({ days: 2, terminalDays: 2 });
    expect(await store.openDays({ tenants, ...span, location: '' })).toEqual({ days: 2, terminalDays: 2 });
    expect(await store.openDays({ tenants, ...span, to: '2026-06-08' })).toEqual({ days: 1, terminalDays: 1 });
    expect(await store.openDays({ tenants, ...span, location: 'elsewhere' })).toEqual({ days: 0, terminalDays: 0 });
    const nothing = { first: null, lastMonth: null };
    expect(await store.keptDays({ tenants, location: 'elsewhere' })).toEqual(nothing);
    expect(await store.keptDays({ tenants: [] })).toEqual(nothing);
    clock.jumpWallClock(901 * DAY);
    await rollUp(db, clock);
    expect(await store.keptDays({ tenants })).toEqual({ first: '2026-06-01', lastMonth: '2026-06-01' });
  });

  test('what is added up already is not taken again', async () => {
    const { db, clock, store, sum } = await opened();
    await store.take('T-1', [visits('2026-06-09T09+02:00', 3)]);
    clock.jumpWallClock(101 * DAY);
    await rollUp(db, clock);
    expect((await store.take('T-1', [visits('2026-06-09T09+02:00', 3)])).refused).toEqual([
      { period: '2026-06-09T09+02:00', reason: 'too-old' },
    ]);
    expect(await sum()).toEqual(['information  3']);
  });

  test('the threshold is the tenant’s own, the strictest where several are asked for, and its change is audited', async () => {
    const { db, store } = await opened();
    await another(db, 'b');
    expect(await store.threshold(['default', 'b'])).toBe(5);
    await store.setThreshold('b', 10, 'Ute');
    expect([await store.threshold(['default']), await store.threshold(['default', 'b'])]).toEqual([5, 10]);
    const [entry] = await db.selectFrom('audit').selectAll().where('act', '=', 'statistics.threshold').execute();
    expect(entry).toMatchObject({ actor: 'Ute', tenantId: 'b', before: '5', after: '10' });
  });
});
