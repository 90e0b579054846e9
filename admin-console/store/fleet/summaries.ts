import type { TerminalCondition } from '../../contract/terminals/judgement.ts';
import type { SoftwareInUse, TerminalSummary, TerminalTotals } from '../../contract/terminals/terminal-view.ts';
import type { ChangedSummary, TerminalQuery } from '../../domain/fleet.ts';
import { type JudgedSummary, shown } from '../../domain/summary.ts';
import type { HubDatabase } from '../database.ts';
import { tagsOf } from '../tags/tags-of.ts';
import { jsonList } from './json-rows.ts';
import { pageOfIds, paperLeft } from './list-order.ts';

/** A part of the list, in its order. */
export async function pageOfSummaries(db: HubDatabase, query: TerminalQuery): Promise<readonly TerminalSummary[]> {
  const ids = await pageOfIds(db, query);
  if (ids.length === 0) return [];
  const rows = await summaryRows(db).where('terminal.id', 'in', jsonList(db, ids)).execute();
  const summaries = new Map((await summariesOf(db, rows)).map((summary) => [summary.id, summary]));
  return ids.flatMap((id) => summaries.get(id) ?? []);
}

/** Rows of all tenants. */
export async function summariesChangedSince(db: HubDatabase, at: number): Promise<readonly ChangedSummary[]> {
  const rows = await summaryRows(db).where('terminal.changedAt', '>=', at).orderBy('terminal.changedAt').execute();
  const summaries = await summariesOf(db, rows);
  return summaries.map((summary, n) => ({ changedAt: rows[n]?.changedAt ?? 0, summary }));
}

export async function totalsOf(db: HubDatabase, tenants: readonly string[]): Promise<TerminalTotals> {
  const conditions: Partial<Record<TerminalCondition, number>> = {};
  const totals = { terminals: 0, online: 0, help: 0, conditions };
  if (tenants.length === 0) return totals;
  const rows = await db
    .selectFrom('terminal')
    .leftJoin('link', 'link.terminalId', 'terminal.id')
    .leftJoin('help', 'help.terminalId', 'terminal.id')
    .select(({ fn }) => [
      'terminal.condition',
      fn.count<number>('terminal.id').as('terminals'),
      fn.count<number>('link.linkId').as('online'),
      fn.count<number>('help.id').as('help'),
    ])
    .where('terminal.tenantId', 'in', tenants)
    .groupBy('terminal.condition')
    .execute();
  const count = (condition: TerminalCondition, by: number) => {
    if (by > 0) conditions[condition] = (conditions[condition] ?? 0) + by;
  };
  for (const row of rows) {
    const [terminals, online] = [Number(row.terminals), Number(row.online)];
    totals.terminals += terminals;
    totals.online += online;
    totals.help += Number(row.help);
    count('unreachable', terminals - online);
    count((row.condition as TerminalCondition | null) ?? 'unreachable', online);
  }
  return totals;
}

/** The most used first. */
export async function softwareInUse(db: HubDatabase, tenants: readonly string[]): Promise<readonly SoftwareInUse[]> {
  if (tenants.length === 0) return [];
  const rows = await db
    .selectFrom('terminal')
    .select(({ fn }) => ['software', fn.countAll<number>().as('terminals')])
    .where('tenantId', 'in', tenants)
    .where('software', 'is not', null)
    .groupBy('software')
    .orderBy('terminals', 'desc')
    .execute();
  return rows.map(({ software, terminals }) => ({ version: software ?? '', terminals: Number(terminals) }));
}

const summaryRows = (db: HubDatabase) =>
  db
    .selectFrom('terminal')
    .leftJoin('link', 'link.terminalId', 'terminal.id')
    .leftJoin('help', 'help.terminalId', 'terminal.id')
    .leftJoin('terminalState', 'terminalState.terminalId', 'terminal.id')
    .select(paperLeft(db).as('paper'))
    .select([
      'terminal.id',
      'terminal.tenantId',
      'terminal.locationId',
      'terminal.name',
      'terminal.site',
      'terminal.software',
      'terminal.seenAt',
      'terminal.revokedAt',
      'terminal.condition',
      'terminal.judged',
      'terminal.changedAt',
      'link.linkId',
      'help.id as helpId',
      'help.since as helpSince',
      'help.takenAt as helpTakenAt',
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof summaryRows>['execute']>>[number];

/** In the order of the rows. */
async function summariesOf(db: HubDatabase, rows: readonly Row[]): Promise<readonly TerminalSummary[]> {
  const tags = await tagsOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({ ...summaryOf(row), tags: tags.get(row.id) ?? [] }));
}

function summaryOf(row: Row): Omit<TerminalSummary, 'tags'> {
  const online = row.linkId !== null;
  const judged = row.judged === null ? null : (JSON.parse(row.judged) as JudgedSummary);
  return {
    id: row.id,
    tenantId: row.tenantId,
    locationId: row.locationId,
    name: row.name,
    site: row.site,
    software: row.software,
    online,
    seenAt: row.seenAt,
    revokedAt: row.revokedAt,
    paper: row.paper === null ? null : Math.round(Number(row.paper) * 100) / 100,
    ...shown(online, row.condition as TerminalCondition | null, judged),
    help:
      row.helpId === null || row.helpSince === null
        ? null
        : { id: row.helpId, since: row.helpSince, takenAt: row.helpTakenAt },
  };
}
