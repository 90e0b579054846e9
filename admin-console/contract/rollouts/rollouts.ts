/** Rollouts as the API tells them. Times are epoch milliseconds on the hub's clock. */

/** Whom a ring takes in. A terminal belongs to the first ring that selects it. */
export type RolloutSelection =
  /** Of the terminals of the rollout, by a stable hash: those of a smaller share are among those of a larger one. */
  | { readonly by: 'percentage'; readonly percent: number }
  | { readonly by: 'locations'; readonly ids: readonly string[] }
  /** Those that have any of these tags when they are taken in. */
  | { readonly by: 'tags'; readonly tags: readonly string[] }
  | { readonly by: 'terminals'; readonly ids: readonly string[] }
  /** Everything that no ring before has taken. */
  | { readonly by: 'rest' };

/** When terminals may be offered something, on the clock of the tenant; `to` before `from` ends on the next day. */
export interface RolloutWindow {
  /** ISO 8601: 1 is Monday. The day on which it begins. */
  readonly weekdays: readonly number[];
  /** "HH:MM". */
  readonly from: string;
  readonly to: string;
}

export interface RolloutRing {
  readonly selection: RolloutSelection;
  /** `null`: at any time. */
  readonly window: RolloutWindow | null;
  /** So many of this ring may be changing over at once; `null`: as many as there are. */
  readonly atOnce: number | null;
  /** What is waited for once all of the ring have changed over. */
  readonly after: { readonly kind: 'approval' } | { readonly kind: 'soak'; readonly minutes: number };
}

export interface RolloutPlan {
  readonly rings: readonly RolloutRing[];
  /** Never offered. */
  readonly excluded: { readonly terminalIds: readonly string[]; readonly locationIds: readonly string[] };
  /** So long a ring waits for terminals that are not linked, and a terminal may take to change over. */
  readonly patienceMinutes: number;
  /** A terminal is healthy once it has run so long without a new fault. */
  readonly healthyAfterMinutes: number;
  /** It stops itself when more than `percent` of those of a ring that were offered it, and at least `atLeast`, have failed. */
  readonly threshold: {
    readonly percent: number;
    readonly atLeast: number;
    /** Not linked for longer than this after it changed over: it has failed. */
    readonly offlineMinutes: number;
  };
  /** When it stops itself: those that have it keep it, or get back what was before. */
  readonly onStop: 'hold' | 'roll-back';
}

/** What each means and where it leads: `domain/rollouts/states.ts`. */
export type RolloutState =
  | 'draft'
  | 'running'
  | 'soaking'
  | 'awaiting-approval'
  | 'paused'
  | 'stopped'
  | 'rolling-back'
  | 'rolled-back'
  | 'completed'
  | 'superseded'
  | 'discarded';

/** What people do with a rollout. `explain`: the reason for which it stopped itself is known; its alert ends. */
export const ROLLOUT_ACTS = ['start', 'pause', 'resume', 'approve', 'stop', 'roll-back', 'explain', 'discard'] as const;
export type RolloutAct = (typeof ROLLOUT_ACTS)[number];

/** A release of configuration that is not for all, or a software release. */
export type RolloutKind = 'configuration' | 'software';

export interface RolloutView {
  readonly id: string;
  readonly tenantId: string;
  readonly kind: RolloutKind;
  readonly releaseId: string;
  readonly title: string;
  readonly plan: RolloutPlan;
  readonly state: RolloutState;
  /** From 0; the ring that is being offered it, or was last. */
  readonly ring: number;
  readonly ringSince: number | null;
  /** Rises with each act: who acts names the one that they saw. */
  readonly revision: number;
  /** Ids of everybody who has written it: none of them can start it. */
  readonly authors: readonly string[];
  readonly createdAt: number;
  readonly createdBy: string;
  readonly startedAt: number | null;
  readonly startedBy: string | null;
  readonly stop: RolloutStop | null;
}

export interface RolloutStop {
  readonly at: number;
  /** It stopped itself, or somebody stopped it. */
  readonly isByItself: boolean;
  /** `failed-2-of-3` with the ring, or as the person said. */
  readonly reason: string;
  /** The terminal whose failure was the one too many. */
  readonly terminalId: string | null;
}

/**
 * `pending`: not offered yet. `offered`: changes over. `switched`: runs it, not long enough to be called healthy.
 * `failed`: refused it, did not change over, or has a fault since. `went-back`: ran it and runs something else again.
 */
export type RolloutMemberState = 'pending' | 'offered' | 'switched' | 'healthy' | 'failed' | 'went-back' | 'excluded';

/** How many terminals of a ring are how far. `offline`: not linked, and therefore not offered it yet. */
export type RolloutCounts = Readonly<Record<RolloutMemberState | 'offline', number>>;

export interface RolloutProgress extends RolloutView {
  /** One for each ring of the plan; those that are in none stand in `inNoRing`. */
  readonly rings: readonly RolloutCounts[];
  /** Terminals that no ring selects: they are not offered it. */
  readonly inNoRing: number;
  /** What people can do with it in its state. */
  readonly acts: readonly RolloutAct[];
  /** Of a draft: why whoever asks cannot start it now, see `Rollouts.act`; `null`: they can, if they may. */
  readonly obstacle: string | null;
  /** Nothing has been left to do in the ring since then; `null`: something is. */
  readonly soakSince: number | null;
}

export interface RolloutTerminal {
  readonly terminalId: string;
  /** -1: in none. */
  readonly ring: number;
  readonly state: RolloutMemberState;
  readonly isLinked: boolean;
  readonly offeredAt: number | null;
  readonly switchedAt: number | null;
  /** Why it failed, went back or is excluded; kebab-case. */
  readonly reason: string | null;
}

/** A version of the terminals' software that can be rolled out. */
export interface SoftwareRelease {
  readonly id: string;
  readonly tenantId: string;
  /** As terminals report it: "1.2.3". */
  readonly version: string;
  readonly channel: 'stable' | 'beta';
  readonly notes: string;
  /** SHA-256 of the package, lower-case hex, and its bytes. */
  readonly digest: string;
  readonly size: number;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly withdrawnAt: number | null;
}
