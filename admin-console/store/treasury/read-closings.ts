import type { Account } from '../../../fleet-link/treasury/account.ts';
import type { ClosingSummary, ClosingView } from '../../contract/treasury/treasury.ts';
import type { ClosingsAsked } from '../../domain/treasury/treasury-store.ts';
import type { HubDatabase } from '../database.ts';

/** Closings in one answer: three months of forty terminals that close every day. */
const MOST = 4_000;

export async function readClosings(
  db: HubDatabase,
  tenants: readonly string[],
  asked: ClosingsAsked,
): Promise<readonly ClosingView[]> {
  const rows = await found(db, tenants, asked)
    .leftJoin('location', 'location.id', 'treasuryClosing.locationId')
    .leftJoin('terminal', 'terminal.id', 'treasuryClosing.terminalId')
    .select(['terminalId', 'number', 'treasuryClosing.name', 'day', 'closedAt', 'timeZone', 'summary'])
    .select(['location.name as location', 'terminal.name as terminalName'])
    .orderBy('closedAt', 'desc')
    .orderBy('terminalId')
    .limit(MOST)
    .execute();
  return rows
    .map(({ summary, ...row }) => ({ ...row, ...(JSON.parse(summary) as ClosingSummary) }))
    .filter(({ payees }) => asked.payee === undefined || payees.some(({ payee }) => payee === asked.payee));
}

export async function readAccounts(
  db: HubDatabase,
  tenants: readonly string[],
  asked: ClosingsAsked,
): Promise<readonly Account[]> {
  const rows = await found(db, tenants, asked)
    .select('account')
    .orderBy('closedAt')
    .orderBy('terminalId')
    .limit(MOST)
    .execute();
  // Checked by the contract when it came in.
  return rows.map(({ account }) => JSON.parse(account) as Account);
}

export async function readAccount(
  db: HubDatabase,
  tenants: readonly string[],
  terminalId: string,
  name: string,
): Promise<Account | undefined> {
  if (tenants.length === 0) return undefined;
  const row = await db
    .selectFrom('treasuryClosing')
    .select('account')
    .where('terminalId', '=', terminalId)
    .where('name', '=', name)
    .where('tenantId', 'in', tenants)
    .executeTakeFirst();
  return row && (JSON.parse(row.account) as Account);
}

function found(db: HubDatabase, tenants: readonly string[], { from, to, terminal }: ClosingsAsked) {
  const query = db
    .selectFrom('treasuryClosing')
    .where('treasuryClosing.tenantId', 'in', tenants.length === 0 ? [''] : tenants)
    .where('day', '>=', from)
    .where('day', '<=', to);
  return terminal === undefined ? query : query.where('terminalId', '=', terminal);
}
