import type { HelpRequest, HelpStage, StatusReport } from '../../fleet-link/contract.ts';
import type { AlertView } from '../contract/alerts.ts';
import type { HelpCall } from '../contract/terminal-view.ts';

/** What lasts of a terminal. Times are epoch milliseconds on the hub's clock. */
export interface KnownTerminal {
  readonly id: string;
  readonly tenantId: string;
  readonly locationId: string | null;
  readonly site: string | null;
  /** SHA-256 of its certificate (DER), lower-case hex. */
  readonly fingerprint: string;
  readonly enrolledAt: number;
  readonly seenAt: number | null;
  readonly software: string | null;
  readonly status: StatusReport | null;
  readonly alerts: readonly AlertView[];
  readonly help: HelpCall | null;
}

/** What the fleet asks of whatever keeps its terminals. Each method is one transaction. */
export interface FleetStore {
  idByFingerprint(fingerprint: string): Promise<string | undefined>;
  /** @param hello what the terminal said of itself; nothing when its link has ended */
  seen(id: string, hello?: { readonly site: string; readonly software: string }): Promise<void>;
  /** Takes over what a report says; alerts that it no longer has are gone. */
  report(id: string, status: StatusReport): Promise<void>;
  /** @returns how far that call has come here */
  help(id: string, request: HelpRequest | null): Promise<HelpStage | null>;
  /** @returns false if the call no longer stands, or somebody looks after it already */
  takeHelp(id: string, request: string, actor: string): Promise<boolean>;
  /** @returns false if nothing was to be explained */
  explainJournal(id: string, actor: string): Promise<boolean>;
  /** Those of these tenants. */
  terminals(tenants: readonly string[]): Promise<readonly KnownTerminal[]>;
  /** `undefined` for a terminal that is not known. */
  tenantOf(id: string): Promise<string | undefined>;
}
