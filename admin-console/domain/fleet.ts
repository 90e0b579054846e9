import type { Dialling } from '../contract/terminals/dialling.ts';
import type { TerminalFilter } from '../contract/terminals/terminal-filter.ts';
import type {
  ServiceTitle,
  SoftwareInUse,
  TerminalNamed,
  TerminalSort,
  TerminalSummary,
  TerminalTotals,
  TerminalView,
} from '../contract/terminals/terminal-view.ts';

/** Which part of the list of terminals is wanted. */
export interface TerminalQuery {
  /** Ids of those whose terminals are wanted. */
  readonly tenants: readonly string[];
  readonly filter: TerminalFilter;
  /** The id after which it begins; only for the order of ids. */
  readonly after: string | null;
  /** So many rows are left out before it begins. */
  readonly from: number;
  /** Most rows. */
  readonly limit: number;
  readonly sort: TerminalSort;
  readonly isDescending: boolean;
}

/** A row of the list with the time at which anything in it changed, on the clock of the hub process that changed it. */
export interface ChangedSummary {
  readonly changedAt: number;
  readonly summary: TerminalSummary;
}

/** The terminals as people ask for them, and what people do about what they tell. */
export interface Fleet {
  page(query: TerminalQuery): Promise<readonly TerminalSummary[]>;
  /** How many rows the list has in all. */
  count(tenants: readonly string[], filter: TerminalFilter): Promise<number>;
  /** Versions that terminals run, the most used first. */
  software(tenants: readonly string[]): Promise<readonly SoftwareInUse[]>;
  totals(tenants: readonly string[]): Promise<TerminalTotals>;
  /** Rows of all tenants that changed at that time or later. */
  changedSince(at: number): Promise<readonly ChangedSummary[]>;
  /** @throws Refusal `not-found` if there is no such terminal or it is another tenant's */
  terminal(tenants: readonly string[], id: string): Promise<TerminalView>;
  /** @throws Refusal `not-found` as above */
  mustBeOf(tenants: readonly string[], id: string): Promise<void>;
  /** Somebody looks after a call for help; false if it no longer stands, or somebody does already. */
  takeHelp(id: string, request: string, actor: string): Promise<boolean>;
  /** A person has found out why a terminal's journal went back; false if it had not. */
  explainJournal(id: string, actor: string): Promise<boolean>;
  /** Who opens its connections from now on; a link that stands is left. */
  setDialling(id: string, dialling: Dialling, actor: string): Promise<void>;
  /** What people call it from now on; `null`: by its id. @throws Refusal `name-taken` by another of its tenant */
  setName(id: string, name: string | null, actor: string): Promise<void>;
  /** Those of these terminals that have a name and are of these tenants. */
  namesOf(tenants: readonly string[], ids: readonly string[]): Promise<readonly TerminalNamed[]>;
  /** What services are called at the terminals of these tenants, by id. */
  serviceTitles(tenants: readonly string[]): Promise<readonly ServiceTitle[]>;
  /** Ends the terminal's link wherever it is, and takes no other from it until it is enrolled again; false if it was so. */
  revoke(id: string, actor: string, reason: string): Promise<boolean>;
}
