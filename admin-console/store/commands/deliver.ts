import type { ExpressionBuilder } from 'kysely';
import type { Clock } from '../../../foundation/clock.ts';
import type { CommandView } from '../../contract/commands/commands.ts';
import { LIMITS } from '../../domain/commands/limits.ts';
import type { HubDatabase } from '../database.ts';
import type { HubTables } from '../tables/index.ts';
import { viewOf } from './command-rows.ts';
import { mayBecome } from './moves.ts';

type Where = ExpressionBuilder<HubTables, 'command'>;

/** Due, and not sent yet; or sent so long ago that it must be sent again. */
const isDue = (now: number) => (where: Where) =>
  where.and([
    where('notBefore', '<=', now),
    where('expiresAt', '>', now),
    where.or([
      where('state', '=', 'queued'),
      where.and([where('state', '=', 'delivered'), where('deliveredAt', '<=', now - LIMITS.deliverAgainAfter)]),
    ]),
  ]);

/** For terminals whose newest link this process holds. */
export function claimLinked(db: HubDatabase, clock: Clock, processId: string, most: number): Promise<CommandView[]> {
  const now = clock.now();
  const due = db
    .selectFrom('command')
    .select('id')
    .where('state', 'in', ['queued', 'delivered'])
    .where(isDue(now))
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('link')
          .select('link.linkId')
          .whereRef('link.terminalId', '=', 'command.terminalId')
          .where('link.processId', '=', processId),
      ),
    )
    .orderBy('createdAt')
    .limit(most);
  return mark(db, now, processId, (where) => where.and([where('id', 'in', due), isDue(now)(where)]));
}

/** For one terminal, whose link is new: whether it has got what was sent over the one before, nobody knows. */
export function claimFor(
  db: HubDatabase,
  clock: Clock,
  processId: string,
  terminalId: string,
  most: number,
): Promise<CommandView[]> {
  const now = clock.now();
  const due = db
    .selectFrom('command')
    .select('id')
    .where('terminalId', '=', terminalId)
    .where('state', 'in', ['queued', 'delivered'])
    .where('notBefore', '<=', now)
    .where('expiresAt', '>', now)
    .orderBy('createdAt')
    .limit(most);
  return mark(db, now, processId, (where) =>
    where.and([where('id', 'in', due), where('state', 'in', ['queued', 'delivered'])]),
  );
}

async function mark(
  db: HubDatabase,
  now: number,
  processId: string,
  which: (where: Where) => ReturnType<Where['and']>,
): Promise<CommandView[]> {
  // The condition stands in the UPDATE too: of two processes that find the same row one gets it.
  const rows = await db
    .updateTable('command')
    .set({ state: 'delivered', deliveredAt: now, deliveredBy: processId })
    .where(which)
    .returningAll()
    .execute();
  return rows
    .map(viewOf)
    .toSorted((a, b) => a.createdAt - b.createdAt || a.notBefore - b.notBefore || (a.id < b.id ? -1 : 1));
}

export async function acknowledged(db: HubDatabase, clock: Clock, terminalId: string, id: string): Promise<void> {
  await db
    .updateTable('command')
    .set({ state: 'acknowledged', acknowledgedAt: clock.now(), finishedAt: null, outcome: null })
    .where('id', '=', id)
    .where('terminalId', '=', terminalId)
    .where(mayBecome('acknowledged'))
    .execute();
}
