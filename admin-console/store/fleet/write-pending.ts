import { sql } from 'kysely';
import type { Clock } from '../../../foundation/clock.ts';
import { JUDGED_SECTIONS } from '../../domain/kept-sections.ts';
import { recordAlerts } from '../alerts.ts';
import type { HubDatabase } from '../database.ts';
import { noteUnreachable } from '../history/note-changes.ts';
import { recordJournalHeads } from '../journal-heads.ts';
import { int, jsonList, jsonRows, text } from './json-rows.ts';
import { judgeAgain } from './judge-again.ts';
import type { Pending } from './pending.ts';
import { insertSections, updateSections } from './sections.ts';

export interface Written {
  /** Ids of the terminals whose hello was taken. */
  readonly taken: ReadonlySet<string>;
  /** Hub processes for which there are orders now. */
  readonly ring: readonly string[];
}

/** Writes what some terminals told, as one transaction of a few statements however many they are. */
export async function writePending(
  db: HubDatabase,
  clock: Clock,
  processId: string,
  all: readonly Pending[],
): Promise<Written> {
  return db.transaction().execute(async (tx) => {
    const helloes = all.flatMap(({ opened, sections, clockOffMs }) =>
      opened ? [{ ...opened, clockOffMs, software: sections.software?.version ?? null }] : [],
    );
    const { taken, ring } = helloes.length > 0 ? await open(tx, clock, processId, helloes) : NOBODY;
    const isRefused = ({ terminalId, opened }: Pending) => opened !== null && !taken.has(terminalId);
    const told = all.filter((pending) => !isRefused(pending) && Object.keys(pending.sections).length > 0);
    const whole = told.filter(({ opened }) => opened);
    const parts = told.filter(({ opened }) => !opened);
    if (whole.length > 0) await insertSections(tx, whole);
    const isCurrent = parts.length > 0 ? await updateSections(tx, parts) : NOBODY.taken;
    const current = [...whole, ...parts.filter(({ terminalId }) => isCurrent.has(terminalId))];
    await recordAlerts(tx, clock, current);
    await recordJournalHeads(tx, clock, current);
    const judged = current.filter(({ sections }) => JUDGED_SECTIONS.some((name) => sections[name] !== undefined));
    await judgeAgain(
      tx,
      clock,
      judged.map(({ terminalId }) => terminalId),
    );
    await keepClocksOff(tx, clock, all);
    await close(tx, clock, all);
    return { taken, ring };
  });
}

const NOBODY: Written = { taken: new Set(), ring: [] };

type Hello = NonNullable<Pending['opened']> & Pick<Pending, 'clockOffMs'> & { readonly software: string | null };

async function open(tx: HubDatabase, clock: Clock, processId: string, helloes: readonly Hello[]): Promise<Written> {
  const now = clock.now();
  // First, because it locks the row: of two processes to which the same terminal comes, the second sees the first's link.
  const taken = await sql<{ id: string }>`
    update "terminal" set "seenAt" = ${now}, "changedAt" = ${now},
      "site" = ${text('site')}, "software" = ${text('software')}, "fingerprint" = ${text('fingerprint')},
      "certificateExpiresAt" = ${int('certificateExpiresAt')}, "clockOffMs" = ${int('clockOffMs')},
      "nextFingerprint" = case
        when "terminal"."nextFingerprint" = ${text('fingerprint')} then null else "terminal"."nextFingerprint" end
    from ${jsonRows(tx, helloes)}
    where "terminal"."id" = ${text('terminalId')} and "terminal"."revokedAt" is null
      and ("terminal"."fingerprint" = ${text('fingerprint')} or "terminal"."nextFingerprint" = ${text('fingerprint')})
    returning "terminal"."id"`.execute(tx);
  const ids = new Set(taken.rows.map(({ id }) => id));
  const elsewhere = await tx
    .selectFrom('link')
    .select(['terminalId', 'linkId', 'processId'])
    .where('terminalId', 'in', jsonList(tx, [...ids]))
    .where('processId', '!=', processId)
    .execute();
  if (elsewhere.length > 0) {
    const orders = elsewhere.map((link) => ({ ...link, kind: 'close', detail: 'replaced' }));
    await tx.insertInto('linkOrder').values(orders).execute();
  }
  const links = helloes.filter(({ terminalId }) => ids.has(terminalId));
  await sql`
    insert into "link" ("terminalId", "processId", "linkId", "since")
    select ${text('terminalId')}, cast(${processId} as text), ${text('linkId')}, cast(${now} as bigint)
    from ${jsonRows(tx, links)} where true
    on conflict ("terminalId") do update set
      "processId" = excluded."processId", "linkId" = excluded."linkId", "since" = excluded."since"`.execute(tx);
  return { taken: ids, ring: [...new Set(elsewhere.map((link) => link.processId))] };
}

/** Of terminals whose clock was set, or drifts, while they are linked. */
async function keepClocksOff(tx: HubDatabase, clock: Clock, all: readonly Pending[]): Promise<void> {
  const changed = all.flatMap(({ terminalId, linkId, opened, clockOffMs }) =>
    opened === null && clockOffMs !== null ? [{ terminalId, linkId, clockOffMs }] : [],
  );
  if (changed.length === 0) return;
  await sql`
    update "terminal" set "clockOffMs" = ${int('clockOffMs')}, "changedAt" = ${clock.now()}
    from ${jsonRows(tx, changed)}, "link" as l
    where "terminal"."id" = ${text('terminalId')}
      and l."terminalId" = ${text('terminalId')} and l."linkId" = ${text('linkId')}`.execute(tx);
}

/** Of a link that another has replaced there is no row any more: the terminal stays online then. */
async function close(tx: HubDatabase, clock: Clock, all: readonly Pending[]): Promise<void> {
  const ended = all.flatMap(({ closed }) => closed);
  if (ended.length === 0) return;
  const gone = await tx
    .deleteFrom('link')
    .where(
      'terminalId',
      'in',
      jsonList(
        tx,
        all.filter(({ closed }) => closed.length > 0).map((one) => one.terminalId),
      ),
    )
    .where('linkId', 'in', jsonList(tx, ended))
    .returning('terminalId')
    .execute();
  if (gone.length === 0) return;
  await noteUnreachable(
    tx,
    clock,
    gone.map(({ terminalId }) => terminalId),
  );
  await tx
    .updateTable('terminal')
    .set({ seenAt: clock.now(), changedAt: clock.now() })
    .where(
      'id',
      'in',
      jsonList(
        tx,
        gone.map(({ terminalId }) => terminalId),
      ),
    )
    .execute();
}
