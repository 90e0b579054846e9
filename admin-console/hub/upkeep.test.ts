import { expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { createLog } from '../../foundation/log.ts';
import { RETENTION } from '../domain/retention.ts';
import { audit } from '../store/audit.ts';
import { openDatabase } from '../store/database.ts';
import { DELAYS } from './delays.ts';
import { keepTidy } from './upkeep.ts';

const auditKeptMs = RETENTION.audit.keptMs;

async function tidying() {
  const clock = new SimulatedClock();
  const db = await openDatabase({ kind: 'sqlite', file: ':memory:' });
  const lines: string[] = [];
  const log = createLog((line) => lines.push(line), clock);
  await audit(db, clock, 'anna', 'thing.done', 'x');
  const count = async (table: 'audit' | 'enrolmentCode') => (await db.selectFrom(table).selectAll().execute()).length;
  const code = { hash: 'h', terminalId: 'T-1', tenantId: 'default', locationId: null, usedAt: null };
  await db
    .insertInto('enrolmentCode')
    .values({ ...code, expiresAt: clock.now() })
    .execute();
  return { clock, db, lines, log, count };
}

test('old acts and codes are erased while the hub runs; younger ones stay', async () => {
  const { clock, db, lines, log, count } = await tidying();
  const stop = keepTidy({ db, auditKeptMs, clock, log });
  await clock.advance(DELAYS.upkeep);
  expect([await count('audit'), await count('enrolmentCode')]).toEqual([1, 1]);
  clock.jumpWallClock(RETENTION.enrolmentCodes.keptMs);
  await clock.advance(DELAYS.upkeep);
  expect([await count('audit'), await count('enrolmentCode')]).toEqual([1, 0]);
  clock.jumpWallClock(auditKeptMs);
  await clock.advance(DELAYS.upkeep);
  expect(await db.selectFrom('audit').select('act').execute()).toEqual([{ act: 'audit.erased' }]);
  expect(lines.join('')).toContain('"event":"hub.audit.erased","entries":1');
  await stop();
  expect(clock.waiting).toBe(0);
  await db.destroy();
});

test('one thing that cannot be erased keeps nothing else from it, and is told', async () => {
  const { clock, db, lines, log, count } = await tidying();
  await db.schema.dropTable('staffSession').execute();
  clock.jumpWallClock(RETENTION.enrolmentCodes.keptMs + 1);
  const stop = keepTidy({ db, auditKeptMs, clock, log });
  await clock.advance(1);
  expect(lines.join('')).toContain('"event":"hub.upkeep.failed","what":"access"');
  expect(await count('enrolmentCode')).toBe(0);
  await stop();
  await db.destroy();
});
