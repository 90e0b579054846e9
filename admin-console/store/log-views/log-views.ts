import { randomUUID } from 'node:crypto';
import { LogBatch } from '../../../fleet-link/log-lines.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { LogViewPart } from '../../contract/terminals/log-views.ts';
import { LOG_VIEW, type LogArrivals, type LogViews } from '../../domain/log-views.ts';
import { RETENTION } from '../../domain/retention.ts';
import { audit } from '../audit.ts';
import type { Bell } from '../bell/bell.ts';
import type { HubDatabase } from '../database.ts';
import { leaveOrder } from '../fleet/link-orders.ts';
import { tenantOfTerminal } from '../tenants.ts';

/** Batches of one answer; whoever asks goes on where it ended. */
const BATCHES_AT_ONCE = 10;

/** Views of logs in the hub's database: any process serves the page, the one that holds the link asks the terminal. */
export function createLogViews(db: HubDatabase, bell: Bell, clock: Clock): LogViews & LogArrivals {
  const openViews = () => db.selectFrom('logView').where('until', '>', clock.now());

  async function ofPerson(terminalId: string, id: string, actor: string) {
    const view = await db
      .selectFrom('logView')
      .selectAll()
      .where('id', '=', id)
      .where('terminalId', '=', terminalId)
      .where('actor', '=', actor)
      .executeTakeFirst();
    if (!view) throw new Refusal('not-found');
    return view;
  }

  return {
    async begin(terminalId, actor, reason) {
      const now = clock.now();
      const view = {
        id: randomUUID(),
        terminalId,
        actor,
        until: now + LOG_VIEW.renewed,
        endsAt: now + LOG_VIEW.longest,
      };
      // The lines that a terminal has kept are sent to the first who reads.
      const others = await openViews().select('since').where('terminalId', '=', terminalId).execute();
      const since = Math.min(now, ...others.map((other) => other.since));
      const holder = await db.transaction().execute(async (tx) => {
        await tx
          .insertInto('logView')
          .values({ ...view, since, answer: null })
          .execute();
        const process = await leaveOrder(tx, terminalId, 'read-log', `${view.until}`);
        if (process === null) throw new Refusal('not-linked');
        await audit(tx, clock, actor, 'terminal.log-read', terminalId, {
          tenantId: await tenantOfTerminal(tx, terminalId),
          reason,
        });
        return process;
      });
      bell.ring(holder, 'links');
      return { id: view.id, endsAt: view.endsAt };
    },

    async renew(terminalId, id, actor) {
      const { until: before, endsAt } = await ofPerson(terminalId, id, actor);
      if (before <= clock.now()) throw new Refusal('not-found');
      const until = Math.min(endsAt, clock.now() + LOG_VIEW.renewed);
      const holder = await db.transaction().execute(async (tx) => {
        await tx.updateTable('logView').set({ until }).where('id', '=', id).execute();
        return leaveOrder(tx, terminalId, 'read-log', `${until}`);
      });
      if (holder !== null) bell.ring(holder, 'links');
    },

    async read(terminalId, id, actor, after) {
      const { until, since, answer } = await ofPerson(terminalId, id, actor);
      const rows = await db
        .selectFrom('logBatch')
        .select(['id', 'lines', 'omitted'])
        .where('terminalId', '=', terminalId)
        .where('id', '>', after)
        .where('arrivedAt', '>=', Math.max(since, clock.now() - RETENTION.logs.keptMs))
        .where('arrivedAt', '<=', until)
        .orderBy('id')
        .limit(BATCHES_AT_ONCE)
        .execute();
      const batches = rows.map(({ id: number, lines, omitted }) => ({
        ...{ number: Number(number), omitted },
        lines: LogBatch.shape.lines.parse(JSON.parse(lines)),
      }));
      if (until <= clock.now()) return { state: 'over', batches };
      const link = await db.selectFrom('link').select('linkId').where('terminalId', '=', terminalId).executeTakeFirst();
      // Written by this program only.
      const said = (answer ?? 'asked') as LogViewPart['state'];
      return { state: link ? said : 'away', batches };
    },

    async answered(terminalId, answer) {
      await db
        .updateTable('logView')
        .set({ answer })
        .where('terminalId', '=', terminalId)
        .where('until', '>', clock.now())
        .execute();
    },

    async arrived(terminalId, { lines, omitted }) {
      const row = { terminalId, arrivedAt: clock.now(), lines: JSON.stringify(lines), omitted };
      await db.insertInto('logBatch').values(row).execute();
    },
  };
}

/** @returns how many batches were erased */
export async function eraseOldLogs(db: HubDatabase, clock: Clock): Promise<number> {
  const before = clock.now() - RETENTION.logs.keptMs;
  await db.deleteFrom('logView').where('endsAt', '<', before).execute();
  const { numDeletedRows } = await db.deleteFrom('logBatch').where('arrivedAt', '<', before).executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
