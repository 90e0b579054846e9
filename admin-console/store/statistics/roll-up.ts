import type { Clock, Timer } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import { RETENTION } from '../../domain/retention.ts';
import type { HubDatabase } from '../database.ts';
import { DELAYS } from '../delays.ts';
import type { StatisticsTables } from '../tables/statistics.ts';

type Count = StatisticsTables['statisticCount'];

/** Rows of one transaction. */
const SLICE = 5_000;

/**
 * Adds up old hours to days and old days to months, and erases old months. What becomes coarser is gone as it was. Two
 * hub processes may do so at once: whoever deletes a row adds it.
 */
export async function rollUp(db: HubDatabase, clock: Clock): Promise<void> {
  const before = (keptMs: number) => new Date(clock.now() - keptMs).toISOString().slice(0, 10);
  while ((await addUp(db, 'hour', before(RETENTION.statisticHours.keptMs))) === SLICE);
  while ((await addUp(db, 'day', before(RETENTION.statisticDays.keptMs))) === SLICE);
  await db
    .deleteFrom('statisticCount')
    .where('grain', '=', 'month')
    .where('day', '<', before(RETENTION.statisticMonths.keptMs))
    .execute();
  await db
    .deleteFrom('statisticPeriod')
    .where('takenAt', '<', clock.now() - RETENTION.statisticPeriods.keptMs)
    .execute();
}

/** Does so now and then, for as long as the hub runs. */
export function keepRolledUp(db: HubDatabase, clock: Clock, log: Log): { stop(): Promise<void> } {
  let timer: Timer | undefined;
  let isStopped = false;
  let running: Promise<void> = Promise.resolve();
  const later = () => {
    if (isStopped) return;
    timer = clock.setTimeout(() => {
      running = rollUp(db, clock)
        .catch((thrown) => log.event('error', 'hub.statistics.roll-up-failed', { reason: code(reasonOf(thrown)) }))
        .then(later);
    }, DELAYS.statisticsRollUp);
  };
  later();
  return {
    async stop() {
      isStopped = true;
      clock.clearTimeout(timer);
      await running;
    },
  };
}

/** @returns how many rows were taken up */
function addUp(db: HubDatabase, grain: 'hour' | 'day', before: string): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const old = await tx
      .selectFrom('statisticCount')
      .selectAll()
      .where('grain', '=', grain)
      .where('day', '<', before)
      // In one order, so that two processes never wait for each other in a circle.
      .orderBy('terminalId')
      .orderBy('period')
      .orderBy('metric')
      .orderBy('word1')
      .orderBy('word2')
      .orderBy('word3')
      .limit(SLICE)
      .execute();
    const sums = new Map<string, Count>();
    for (const row of old) {
      const gone = await deleteRow(tx, row);
      if (!gone) continue;
      const coarser = coarserOf(gone);
      const key = JSON.stringify({ ...coarser, count: 0 });
      sums.set(key, { ...coarser, count: coarser.count + (sums.get(key)?.count ?? 0) });
    }
    for (const sum of sums.values()) {
      await tx
        .insertInto('statisticCount')
        .values(sum)
        .onConflict((c) =>
          c
            .columns(['terminalId', 'period', 'metric', 'word1', 'word2', 'word3', 'tenantId', 'locationId'])
            .doUpdateSet((eb) => ({ count: eb('statisticCount.count', '+', eb.ref('excluded.count')) })),
        )
        .execute();
    }
    return old.length;
  });
}

async function deleteRow(tx: HubDatabase, row: Count): Promise<Count | undefined> {
  return tx
    .deleteFrom('statisticCount')
    .where('terminalId', '=', row.terminalId)
    .where('period', '=', row.period)
    .where('metric', '=', row.metric)
    .where('word1', '=', row.word1)
    .where('word2', '=', row.word2)
    .where('word3', '=', row.word3)
    .where('tenantId', '=', row.tenantId)
    .where('locationId', '=', row.locationId)
    .returningAll()
    .executeTakeFirst();
}

function coarserOf(row: Count): Count {
  if (row.grain === 'hour') return { ...row, grain: 'day', period: row.day, hour: -1 };
  const month = row.day.slice(0, 7);
  return { ...row, grain: 'month', period: month, day: `${month}-01` };
}
