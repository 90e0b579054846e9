import type { TerminalCondition } from '../../contract/judgement.ts';
import type { TerminalSummary, TerminalTotals } from '../../contract/terminal-view.ts';
import type { ChangedSummary, TerminalQuery } from '../../domain/fleet.ts';
import { type JudgedSummary, shown } from '../../domain/summary.ts';
import type { HubDatabase } from '../database.ts';

/** A part of the list, by id. */
export async function pageOfSummaries(db: HubDatabase, query: TerminalQuery): Promise<readonly TerminalSummary[]> {
  const { tenants, after, limit, condition, location, text } = query;
  if (tenants.length === 0) return [];
  let rows = summaryRows(db).where('terminal.tenantId', 'in', tenants).orderBy('terminal.id').limit(limit);
  if (after !== null) rows = rows.where('terminal.id', '>', after);
  if (location !== undefined) rows = rows.where('terminal.locationId', '=', location);
  if (condition === 'unreachable') {
    rows = rows.where((or) => or.or([or('link.linkId', 'is', null), or('terminal.condition', 'is', null)]));
  } else if (condition !== undefined) {
    rows = rows.where('terminal.condition', '=', condition).where('link.linkId', 'is not', null);
  }
  if (text !== undefined) {
    const upTo = `${text}\u{10ffff}`;
    rows = rows.where((or) =>
      or.or([
        or.and([or('terminal.id', '>=', text), or('terminal.id', '<', upTo)]),
        or.and([or('terminal.site', '>=', text), or('terminal.site', '<', upTo)]),
      ]),
    );
  }
  return (await rows.execute()).map(summaryOf);
}

/** Rows of all tenants. */
export async function summariesChangedSince(db: HubDatabase, at: number): Promise<readonly ChangedSummary[]> {
  const rows = await summaryRows(db).where('terminal.changedAt', '>=', at).orderBy('terminal.changedAt').execute();
  return rows.map((row) => ({ changedAt: row.changedAt, summary: summaryOf(row) }));
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

const summaryRows = (db: HubDatabase) =>
  db
    .selectFrom('terminal')
    .leftJoin('link', 'link.terminalId', 'terminal.id')
    .leftJoin('help', 'help.terminalId', 'terminal.id')
    .select([
      'terminal.id',
      'terminal.tenantId',
      'terminal.locationId',
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

function summaryOf(row: Row): TerminalSummary {
  const online = row.linkId !== null;
  const judged = row.judged === null ? null : (JSON.parse(row.judged) as JudgedSummary);
  return {
    id: row.id,
    tenantId: row.tenantId,
    locationId: row.locationId,
    site: row.site,
    software: row.software,
    online,
    seenAt: row.seenAt,
    revokedAt: row.revokedAt,
    ...shown(online, row.condition as TerminalCondition | null, judged),
    help:
      row.helpId === null || row.helpSince === null
        ? null
        : { id: row.helpId, since: row.helpSince, takenAt: row.helpTakenAt },
  };
}
