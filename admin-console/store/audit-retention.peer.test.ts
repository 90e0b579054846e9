import { expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { audit } from './audit.ts';
import { auditEntries, proveChain } from './audit-log.ts';
import { eraseOldAudit } from './audit-retention.ts';
import type { HubDatabase } from './database.ts';
import { onEachDatabase } from './test-support/on-each-database.ts';

const YEAR = 365 * 86_400_000;

onEachDatabase((databases) => {
  async function written(...years: number[]) {
    const db = await databases.open();
    const clock = new SimulatedClock();
    const act = async (year: number) => {
      clock.jumpWallClock(year * YEAR);
      await audit(db, clock, 'anna', 'thing.done', `${year}`, { tenantId: 'default' });
      clock.jumpWallClock(-year * YEAR);
    };
    for (const year of years) await act(year);
    return { db, clock, act };
  }
  const seqs = async (db: HubDatabase) => (await auditEntries(db, { tenants: null }, 100)).map(({ seq }) => seq);

  test('what is old enough is erased, the chain holds from there, and the erasing is an act', async () => {
    const { db, clock, act } = await written(-12, -11, -3, -1);
    expect(await eraseOldAudit(db, clock, 10 * YEAR)).toBe(2);
    expect(await auditEntries(db, { tenants: null }, 1)).toMatchObject([
      { seq: 5, actor: 'hub', act: 'audit.erased', tenantId: null, after: '{"upTo":2,"entries":2}' },
    ]);
    expect(await seqs(db)).toEqual([5, 4, 3]);
    await act(0);
    expect(await proveChain(db)).toMatchObject({ from: { seq: 2 }, to: { seq: 6 }, broken: null });
  });

  test('nothing old: nothing happens, and nothing is written', async () => {
    const { db, clock } = await written(-3, -1);
    expect(await eraseOldAudit(db, clock, 10 * YEAR)).toBe(0);
    expect(await seqs(db)).toEqual([2, 1]);
  });

  test('an old entry behind a younger one stays: no gap is made', async () => {
    const { db, clock } = await written(-12, -3, -11, -1);
    expect(await eraseOldAudit(db, clock, 10 * YEAR)).toBe(1);
    expect(await seqs(db)).toEqual([5, 4, 3, 2]);
    expect(await proveChain(db)).toMatchObject({ broken: null });
  });

  test('everything old: only that it was erased is left', async () => {
    const { db, clock } = await written(-12, -11);
    expect(await eraseOldAudit(db, clock, 10 * YEAR)).toBe(2);
    expect(await seqs(db)).toEqual([3]);
    expect(await proveChain(db)).toMatchObject({ from: { seq: 2 }, to: { seq: 3 }, broken: null });
  });

  test('two processes at once erase each entry once', async () => {
    const { db, clock } = await written(-12, -11, -1);
    const counts = await Promise.all([eraseOldAudit(db, clock, 10 * YEAR), eraseOldAudit(db, clock, 10 * YEAR)]);
    expect(counts.toSorted()).toEqual([0, 2]);
    expect(await proveChain(db)).toMatchObject({ broken: null });
  });

  test('a chain from which somebody took entries is not shortened over the gap', async () => {
    const { db, clock } = await written(-12, -11, -1);
    await db.deleteFrom('audit').where('seq', '=', 2).execute();
    expect(await eraseOldAudit(db, clock, 10 * YEAR)).toBe(0);
    expect(await proveChain(db)).toMatchObject({ broken: { seq: 2, fault: 'missing' } });
  });
});
