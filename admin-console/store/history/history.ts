import type { Clock } from '../../../foundation/clock.ts';
import type { TerminalChange, TerminalHistory, TerminalIdentity } from '../../contract/terminals/terminal-history.ts';
import { RETENTION } from '../../domain/retention.ts';
import type { HubDatabase } from '../database.ts';

const DAY = 86_400_000;
/** Most changes of one answer, the newest: a month of a terminal that changes once in an hour has a tenth of them. */
const MOST = 5_000;

/** What held at a terminal in the last days. */
export async function historyOf(
  db: HubDatabase,
  clock: Clock,
  terminalId: string,
  days: number,
): Promise<TerminalHistory> {
  const to = clock.now();
  const from = to - days * DAY;
  const changesOf = () => db.selectFrom('terminalChange').select(['kind', 'at', 'value']);
  const within = await changesOf()
    .where('terminalId', '=', terminalId)
    .where('at', '>', from)
    .orderBy('at', 'desc')
    .limit(MOST)
    .execute();
  const newestBefore = db
    .selectFrom('terminalChange')
    .select(['kind as k', (e) => e.fn.max('at').as('newest')])
    .where('terminalId', '=', terminalId)
    .where('at', '<=', from)
    .groupBy('kind');
  const before = await changesOf()
    .innerJoin(newestBefore.as('b'), (join) => join.onRef('b.k', '=', 'kind').onRef('b.newest', '=', 'at'))
    .where('terminalId', '=', terminalId)
    .execute();
  // Written by this program only.
  const changes = [...before, ...within].sort((a, b) => a.at - b.at) as TerminalChange[];
  return { from, to, changes };
}

/** How a terminal is reached, and by what it is known. */
export async function identityOf(db: HubDatabase, terminalId: string): Promise<TerminalIdentity> {
  const row = await db
    .selectFrom('terminal')
    .leftJoin('link', 'link.terminalId', 'terminal.id')
    .leftJoin('terminalDial', 'terminalDial.terminalId', 'terminal.id')
    .select(['fingerprint', 'certificateExpiresAt', 'clockOffMs', 'link.since', 'by', 'host', 'port'])
    .where('terminal.id', '=', terminalId)
    .executeTakeFirstOrThrow();
  const { fingerprint, certificateExpiresAt, clockOffMs, since: linkedSince } = row;
  const by = row.by === 'hub' || row.by === 'relay' ? row.by : 'terminal';
  const address = row.host === null ? null : `${row.host}:${row.port}`;
  return { fingerprint, certificateExpiresAt, clockOffMs, linkedSince, dialling: { by, address } };
}

/** Forgets changes and notes after their time; what still holds is kept, however long it has held. */
export async function eraseOldHistory(db: HubDatabase, clock: Clock): Promise<void> {
  const before = clock.now() - RETENTION.terminalHistory.keptMs;
  await db
    .deleteFrom('terminalChange')
    .where('at', '<', before)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('terminalChange as newer')
          .select('newer.at')
          .whereRef('newer.terminalId', '=', 'terminalChange.terminalId')
          .whereRef('newer.kind', '=', 'terminalChange.kind')
          .whereRef('newer.at', '>', 'terminalChange.at')
          .where('newer.at', '<', before),
      ),
    )
    .execute();
  await db.deleteFrom('terminalNote').where('at', '<', before).execute();
}
