import { expect, test } from 'vitest';
import { SAMPLE } from '../../../fleet-link/test-support/sample-account.ts';
import type { Account } from '../../../fleet-link/treasury/account.ts';
import type { MoneyCase } from '../../../fleet-link/treasury/told.ts';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { summaryOf } from '../../domain/treasury/summary.ts';
import { onEachDatabase } from '../test-support/on-each-database.ts';
import { enrolledRow } from '../test-support/terminal-row.ts';
import { eraseOldClosings } from './retention.ts';
import { createTreasuryStore } from './treasury-store.ts';

const T = SAMPLE.terminalId;
const ALL_DAYS = { from: '2000-01-01', to: '2099-12-31' };
const CASE: MoneyCase = {
  ...{ id: 'a1', kind: 'payment-unclear', since: 1, number: 'MS-1', reference: 'K-1', cents: 3070 },
  ...{ payee: 'stadtkasse', reason: null },
};

onEachDatabase((databases) => {
  async function opened() {
    const db = await databases.open();
    const clock = new SimulatedClock(Date.UTC(2026, 0, 6));
    await enrolledRow(db, T);
    const store = createTreasuryStore(db, clock);
    const take = (account: Account) => store.take(account.terminalId, account, summaryOf(account));
    return { db, clock, store, take };
  }

  test('a closing that is told again changes nothing; its sums by payee and card are listed', async () => {
    const { store, take } = await opened();
    await take(SAMPLE);
    await take(SAMPLE);
    const listed = await store.closings(['default'], ALL_DAYS);
    expect(listed).toMatchObject([
      {
        ...{ terminalId: T, number: 7, day: '2026-01-05', name: 'MSRH01-00007-A1B2C3D4', location: null },
        moved: { count: 5, cents: 5475 },
        payees: [
          { payee: 'stadtkasse', count: 4, cents: 3975 },
          { payee: 'stadtwerke', count: 1, cents: 1500 },
        ],
        cards: [
          { card: 'girocard', count: 3, cents: 3070 },
          { card: 'Visa', count: 1, cents: 1500 },
          { card: null, count: 1, cents: 905 },
        ],
        differences: [],
      },
    ]);
    expect(await store.account(['default'], T, 'MSRH01-00007-A1B2C3D4')).toEqual(SAMPLE);
    expect(await store.closings(['default'], { ...ALL_DAYS, payee: 'stadtbad' })).toEqual([]);
    expect(await store.closings(['default'], { ...ALL_DAYS, to: '2026-01-04' })).toEqual([]);
  });

  test('a terminal cannot change a closing: neither what stands in it, nor by another one of the same number', async () => {
    const { store, take } = await opened();
    await take(SAMPLE);
    await expect(take({ ...SAMPLE, items: [] })).rejects.toThrow('changed');
    await expect(take({ ...SAMPLE, head: 'b'.repeat(64) })).rejects.toThrow('changed');
    expect(await store.accounts(['default'], ALL_DAYS)).toEqual([SAMPLE]);
  });

  test('a machine that was enrolled again after its disk was replaced counts its closings anew', async () => {
    const { db, clock, store, take } = await opened();
    await take(SAMPLE);
    await clock.advance(1_000);
    await db.updateTable('terminal').set({ enrolledAt: clock.now() }).execute();
    await take({ ...SAMPLE, head: 'b'.repeat(64) });
    expect(await store.closings(['default'], ALL_DAYS)).toHaveLength(2);
    expect(await store.told(T, [])).toEqual({ number: 7, head: 'b'.repeat(64) });
  });

  test('another tenant sees neither closings nor cases', async () => {
    const { store, take } = await opened();
    await take(SAMPLE);
    await store.told(T, [CASE]);
    expect(await store.closings(['other'], ALL_DAYS)).toEqual([]);
    expect(await store.account(['other'], T, 'MSRH01-00007-A1B2C3D4')).toBeUndefined();
    expect(await store.cases(['other'])).toEqual([]);
    expect(await store.case('other', T, 'a1')).toBeUndefined();
  });

  test('a case stands until the terminal tells it no more, with the last decision about it', async () => {
    const { db, store } = await opened();
    await store.told(T, [CASE]);
    expect(await store.cases(['default'])).toMatchObject([
      { ...CASE, terminalId: T, isLinked: false, settlement: null },
    ]);
    const nothing = { batchId: null, deliveredAt: null, deliveredBy: null, acknowledgedAt: null, startedAt: null };
    const command = (id: string, createdAt: number, how: string) => ({
      ...{ id, tenantId: 'default', terminalId: T, kind: 'settle-case', createdAt, state: 'queued', ...nothing },
      ...{ order: JSON.stringify({ kind: 'settle-case', caseId: 'a1', how }), urgent: 1, actor: 'kasse', reason: 'r' },
      ...{ notBefore: 0, expiresAt: 9, finishedAt: null, outcome: null, result: null },
    });
    await db
      .insertInto('command')
      .values([command('c1', 1, 'paid'), command('c2', 2, 'not-paid')] as never)
      .execute();
    expect((await store.cases(['default']))[0]?.settlement).toMatchObject({ id: 'c2', how: 'not-paid', who: 'kasse' });
    await store.told(T, []);
    expect(await store.cases(['default'])).toEqual([]);
    expect(await store.settlements(['default'], 10)).toMatchObject([{ id: 'c2' }, { id: 'c1' }]);
  });

  test('closings are erased when the years that their tenant says are over, counted from the end of the year', async () => {
    const { clock, db, store, take } = await opened();
    await take(SAMPLE);
    await store.setYears('default', 6, 'eva');
    await clock.advance(Date.UTC(2032, 11, 31) - clock.now());
    expect(await eraseOldClosings(db, clock)).toBe(0);
    await clock.advance(Date.UTC(2033, 0, 1) - clock.now());
    expect(await eraseOldClosings(db, clock)).toBe(1);
    expect(await store.closings(['default'], ALL_DAYS)).toEqual([]);
  });
});
