/** Configuration as the API tells it. Times are epoch milliseconds on the hub's clock. */

/** What a layer of configuration is for: a whole tenant, one location, one terminal; each over the one before. */
export type ConfigurationScope = 'tenant' | 'location' | 'terminal';

/** Path → text of a file; `null`: the file of the layer below is not there. */
export type LayerFiles = Readonly<Record<string, string | null>>;

/** One layer of a place, with the files that its newest release has. */
export interface ConfigurationLayer {
  readonly scope: ConfigurationScope;
  readonly scopeId: string;
  /** `null`: nothing was released for it, and `files` is empty. */
  readonly releaseId: string | null;
  readonly files: LayerFiles;
}

export type DraftState = 'open' | 'submitted' | 'released' | 'discarded';

export interface ConfigurationDraft {
  readonly id: string;
  readonly tenantId: string;
  readonly scope: ConfigurationScope;
  readonly scopeId: string;
  readonly title: string;
  readonly state: DraftState;
  /** Rises with each change: who changes names the one that they saw. */
  readonly revision: number;
  /** Release it was begun from; `null`: the first of its layer. */
  readonly baseId: string | null;
  /** Release whose content it brings back. */
  readonly rollsBackTo: string | null;
  /** Ids of everybody who has changed it: none of them can release it. */
  readonly authors: readonly string[];
  readonly createdAt: number;
  readonly changedAt: number;
  readonly changedBy: string;
}

export interface ConfigurationRelease {
  readonly id: string;
  readonly tenantId: string;
  readonly scope: ConfigurationScope;
  readonly scopeId: string;
  /** From 1, within its layer. */
  readonly number: number;
  readonly title: string;
  readonly releasedAt: number;
  readonly releasedBy: string;
  /** It is in force from then on. */
  readonly activeFrom: number;
  readonly rollsBackTo: string | null;
  /** Why it was released by one person alone; `null`: it was not. */
  readonly emergency: string | null;
  /** False while only the terminals that a rollout has reached get it. */
  readonly isForAll: boolean;
  readonly withdrawnAt: number | null;
  /** Draft that it was; `null`: an emergency, or older than this is kept. */
  readonly draftId: string | null;
}

/** One difference between two sets of files; `null` where there is nothing on that side. */
export interface ConfigurationDifference {
  readonly file: string;
  /** Within the file, dotted; empty for the whole. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface ConfigurationFaultView {
  readonly reason: string;
  readonly file: string;
  readonly path: string;
  readonly detail: string;
  /** With its values what `faultWords` makes sentences of (`config/check/fault-words.ts`). */
  readonly word: string;
  readonly values: Readonly<Record<string, string | number>>;
  /** Layers with which the fault appears, lowest first, as `scope:id`. */
  readonly layers: readonly string[];
}

/** What runs on a terminal, and what should. */
export interface TerminalConfiguration {
  readonly terminalId: string;
  readonly tenantId: string;
  /** Version last made for it; `null`: none yet. */
  readonly wanted: number | null;
  /** The content of that version cannot be made: what ran before stays. */
  readonly fault: string | null;
  /** `null`: what lies on the machine, or it has not said yet. */
  readonly running: number | null;
  readonly staged: number | null;
  readonly isOnTrial: boolean;
  readonly refused: { readonly version: number; readonly reason: string; readonly detail: string } | null;
  readonly reportedAt: number | null;
  readonly isUpToDate: boolean;
}
