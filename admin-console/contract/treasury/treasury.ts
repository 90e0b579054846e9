import type { Account, Difference } from '../../../fleet-link/treasury/account.ts';
import type { MoneyCase } from '../../../fleet-link/treasury/told.ts';
import type { CaseKind, How } from '../../../fleet-link/treasury/ways.ts';
import type { CommandState } from '../commands/commands.ts';

/** Addresses of what the treasury reads and settles. */
export const TREASURY_ROUTES = {
  /** GET `?from=&to=&terminal=&payee=`: `ClosingView[]`, the newest first. */
  closings: (tenant: string) => `/api/tenants/${tenant}/treasury/closings` as const,
  /** GET, as before: all payments of these closings as one CSV. */
  csv: (tenant: string) => `/api/tenants/${tenant}/treasury/closings.csv` as const,
  /** GET, as before: a ZIP with a camt.054 for each of these closings in which money moved. */
  camt054: (tenant: string) => `/api/tenants/${tenant}/treasury/closings.camt054.zip` as const,
  /** GET: `Account`. */
  closing: (tenant: string, terminal: string, name: string) =>
    `/api/tenants/${tenant}/treasury/terminals/${terminal}/closings/${name}` as const,
  /** GET: `CaseView[]`, the oldest first. */
  cases: (tenant: string) => `/api/tenants/${tenant}/treasury/cases` as const,
  /** GET: `SettlementView[]`, the newest first. */
  settlements: (tenant: string) => `/api/tenants/${tenant}/treasury/settlements` as const,
  /** POST `NewSettlement`: `SettlementView`. */
  settlement: (tenant: string, terminal: string, caseId: string) =>
    `/api/tenants/${tenant}/treasury/terminals/${terminal}/cases/${caseId}/settlement` as const,
  /** GET, PUT `TreasuryRetention`. */
  retention: (tenant: string) => `/api/tenants/${tenant}/treasury/retention` as const,
} as const;

/** Sum in cents: what is given back counts negative. */
interface Moved {
  readonly count: number;
  readonly cents: number;
}

/** What a list shows of a closing. */
export interface ClosingSummary {
  readonly moved: Moved;
  readonly payees: readonly (Moved & {
    /** `null`: nobody knows whose money it is. */
    readonly payee: string | null;
    readonly name: string | null;
    readonly iban: string | null;
  })[];
  /** By the card's kind; `null` where the device has not told one. `isOnline`: paid on telephones, without any. */
  readonly cards: readonly (Moved & { readonly card: string | null; readonly isOnline?: true })[];
  /** What the terminal's journal and the payment terminal counted. */
  readonly journal: { readonly count: number; readonly total: number };
  readonly device: { readonly count: number | null; readonly total: number | null };
  readonly differences: readonly Pick<Difference, 'kind' | 'cents' | 'isCertain'>[];
}

/** One closing of one payment terminal. */
export interface ClosingView extends ClosingSummary {
  readonly terminalId: string;
  /** What people call it; `null`: by its id. */
  readonly terminalName: string | null;
  /** Of the place where the terminal stood then. */
  readonly location: string | null;
  /** Identifies it in every export. */
  readonly name: string;
  readonly number: number;
  /** Day that was closed, "2026-01-31". */
  readonly day: string;
  /** Epoch milliseconds. */
  readonly closedAt: number;
  readonly timeZone: string;
}
export type ClosingAccount = Account;

/** Something about money that a person has to decide. */
export interface CaseView extends MoneyCase {
  readonly kind: CaseKind;
  readonly terminalId: string;
  readonly terminalName: string | null;
  readonly tenantId: string;
  readonly location: string | null;
  readonly isLinked: boolean;
  /** The last decision about it that was made at the hub; it stands until the terminal has done it. */
  readonly settlement: SettlementView | null;
}

/** A decision made at the hub, and what became of it. */
export interface SettlementView {
  /** Of the command. */
  readonly id: string;
  readonly terminalId: string;
  readonly caseId: string;
  readonly how: How;
  readonly who: string;
  readonly why: string | null;
  readonly at: number;
  readonly state: CommandState;
  /** The terminal may still do it. */
  readonly isOpen: boolean;
  /** Why it failed or expired. */
  readonly outcome: string | null;
  readonly finishedAt: number | null;
}

/** Years after that in which a closing was made; then it is erased. */
export interface TreasuryRetention {
  readonly years: number;
}
