import type { Clock } from '../../../foundation/clock.ts';
import type { PaperHistory } from '../../contract/terminals/terminal-history.ts';
import type { WatchedTerminal } from '../../domain/alerting/observed.ts';
import { paperLasts } from '../../domain/alerting/paper-forecast.ts';
import { usualDaysSince } from '../../domain/alerting/unused.ts';
import { paperOf } from '../../domain/alerting/watched.ts';
import { standingTick } from '../../domain/paper-tick.ts';
import { currentSetting } from '../alerting/settings.ts';
import { audit } from '../audit.ts';
import type { HubDatabase } from '../database.ts';
import { tenantOfTerminal } from '../tenants.ts';

/** Rolls of these tenants' terminals as they stand; of terminals that count no paper there is no row. */
export async function paperIn(
  db: HubDatabase,
  clock: Clock,
  tenants: readonly string[],
  terminalId?: string,
): Promise<readonly PaperHistory[]> {
  if (tenants.length === 0) return [];
  let query = db
    .selectFrom('terminal')
    .innerJoin('terminalState', 'terminalState.terminalId', 'terminal.id')
    .leftJoin('alertWatched', 'alertWatched.terminalId', 'terminal.id')
    .leftJoin('link', 'link.terminalId', 'terminal.id')
    .select(['terminal.id', 'tenantId', 'locationId', 'counts', 'memory', 'link.linkId'])
    .where('tenantId', 'in', tenants)
    .where('revokedAt', 'is', null);
  if (terminalId !== undefined) query = query.where('terminal.id', '=', terminalId);
  const rows = await query.execute();
  const ticks = new Map((await db.selectFrom('paperTick').selectAll().execute()).map((one) => [one.terminalId, one]));
  const now = clock.now();
  const rules = new Map(
    await Promise.all(
      [...new Set(rows.map(({ tenantId }) => tenantId))].map(
        async (id) => [id, (await currentSetting(db, id, 'rules')).body] as const,
      ),
    ),
  );
  return rows.flatMap((row) => {
    const paper = paperOf({ counts: JSON.parse(row.counts) }, now);
    const rulesHere = rules.get(row.tenantId);
    if (!paper || !rulesHere) return [];
    const samples = row.memory === null ? [] : (JSON.parse(row.memory) as WatchedTerminal).paper;
    const days = paperLasts(samples, paper, (since) => usualDaysSince(since, now, rulesHere));
    const tick = ticks.get(row.id) ?? null;
    return [
      {
        ...{ terminalId: row.id, tenantId: row.tenantId, locationId: row.locationId, isOnline: row.linkId !== null },
        ...{ leftMm: paper.leftMm, rollMm: paper.leftMm + paper.onRollMm, days, samples },
        tick: tick && standingTick(tick, paper),
      },
    ];
  });
}

/** Somebody says to have put a new roll in. @returns false if the terminal does not count its paper */
export function tickPaper(db: HubDatabase, clock: Clock, terminalId: string, actor: string): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const state = await tx
      .selectFrom('terminalState')
      .select('counts')
      .where('terminalId', '=', terminalId)
      .executeTakeFirst();
    const paper = state ? paperOf({ counts: JSON.parse(state.counts) }, clock.now()) : null;
    if (!paper) return false;
    const row = { at: clock.now(), actor, usedMm: paper.usedMm, onRollMm: paper.onRollMm };
    await tx
      .insertInto('paperTick')
      .values({ terminalId, ...row })
      .onConflict((c) => c.column('terminalId').doUpdateSet(row))
      .execute();
    await audit(tx, clock, actor, 'terminal.paper-ticked', terminalId, {
      tenantId: await tenantOfTerminal(tx, terminalId),
    });
    return true;
  });
}

/** @returns false if there was none */
export function untickPaper(db: HubDatabase, clock: Clock, terminalId: string, actor: string): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const removed = await tx.deleteFrom('paperTick').where('terminalId', '=', terminalId).executeTakeFirst();
    if (Number(removed.numDeletedRows) !== 1) return false;
    await audit(tx, clock, actor, 'terminal.paper-unticked', terminalId, {
      tenantId: await tenantOfTerminal(tx, terminalId),
    });
    return true;
  });
}
