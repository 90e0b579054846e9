import type { Clock } from '../../../foundation/clock.ts';
import type { TreasuryStore } from '../../domain/treasury/treasury-store.ts';
import type { HubDatabase } from '../database.ts';
import { readCases, readSettlements } from './read-cases.ts';
import { readAccount, readAccounts, readClosings } from './read-closings.ts';
import { keptYears, setKeptYears } from './retention.ts';
import { takeClosing } from './take-closing.ts';
import { toldCases } from './told-cases.ts';

/** The money of the fleet in the hub's database. */
export const createTreasuryStore = (db: HubDatabase, clock: Clock): TreasuryStore => ({
  take: (terminalId, account, summary) => takeClosing(db, clock, terminalId, account, summary),
  told: (terminalId, cases) => toldCases(db, terminalId, cases),
  closings: (tenants, asked) => readClosings(db, tenants, asked),
  accounts: (tenants, asked) => readAccounts(db, tenants, asked),
  account: (tenants, terminalId, name) => readAccount(db, tenants, terminalId, name),
  cases: (tenants) => readCases(db, tenants),
  case: async (tenantId, terminalId, id) => (await readCases(db, [tenantId], { terminalId, id }))[0],
  settlements: (tenants, most) => readSettlements(db, tenants, most),
  years: (tenantId) => keptYears(db, tenantId),
  setYears: (tenantId, years, actor) => setKeptYears(db, clock, tenantId, years, actor),
});
