import type { Account } from '../../../fleet-link/treasury/account.ts';
import type { AccountMark, MoneyCase } from '../../../fleet-link/treasury/told.ts';
import type { CaseView, ClosingSummary, ClosingView, SettlementView } from '../../contract/treasury/treasury.ts';

export interface ClosingsAsked {
  /** Days that were closed, "2026-01-31", both included. */
  readonly from: string;
  readonly to: string;
  readonly terminal?: string | undefined;
  /** Only closings in which money moved for this payee. */
  readonly payee?: string | undefined;
}

/** What the link and the API ask of whatever keeps the money of the fleet. */
export interface TreasuryStore {
  /**
   * Keeps a closing of this terminal; the same one again changes nothing.
   * @throws Refusal `not-enrolled`; `changed` if there is another one with its number, from after the last enrolment
   */
  take(terminalId: string, account: Account, summary: ClosingSummary): Promise<void>;
  /** Takes over which cases stand at this terminal. @returns its last closing that is here */
  told(terminalId: string, cases: readonly MoneyCase[]): Promise<AccountMark | null>;
  /** The newest first. */
  closings(tenants: readonly string[], asked: ClosingsAsked): Promise<readonly ClosingView[]>;
  /** Whole accounts, oldest first. */
  accounts(tenants: readonly string[], asked: ClosingsAsked): Promise<readonly Account[]>;
  account(tenants: readonly string[], terminalId: string, name: string): Promise<Account | undefined>;
  /** The oldest first. */
  cases(tenants: readonly string[]): Promise<readonly CaseView[]>;
  case(tenantId: string, terminalId: string, caseId: string): Promise<CaseView | undefined>;
  /** The newest first. */
  settlements(tenants: readonly string[], most: number): Promise<readonly SettlementView[]>;
  /** Years that closings are kept after the one in which they were made. */
  years(tenantId: string): Promise<number>;
  setYears(tenantId: string, years: number, actor: string): Promise<void>;
}
