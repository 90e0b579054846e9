import type { RolloutKind, RolloutMemberState, RolloutState } from '../../contract/rollouts/rollouts.ts';

/** Rollouts of configuration and software. Times are epoch milliseconds on the hub's clock. */
export interface RolloutTables {
  rollout: {
    id: string;
    tenantId: string;
    kind: RolloutKind;
    releaseId: string;
    title: string;
    /** JSON: RolloutPlan. */
    plan: string;
    /** JSON: ids. */
    authors: string;
    state: RolloutState;
    resumesTo: RolloutState | null;
    ring: number;
    ringSince: number | null;
    soakSince: number | null;
    revision: number;
    createdAt: number;
    createdBy: string;
    startedAt: number | null;
    startedBy: string | null;
    stoppedAt: number | null;
    stoppedItself: number | null;
    stopReason: string | null;
    stopTerminalId: string | null;
    explainedAt: number | null;
    /** There is something to look at from then on. */
    dueAt: number;
    /** The hub process that drives it, and until when no other does. */
    holder: string | null;
    leaseUntil: number;
  };
  /** Each terminal of a rollout, from the first step that saw it. */
  rolloutTerminal: {
    rolloutId: string;
    terminalId: string;
    ring: number;
    state: RolloutMemberState;
    offeredAt: number | null;
    switchedAt: number | null;
    wellSince: number | null;
    reason: string | null;
    /** JSON: names of faults that stood when it was offered. */
    oldFaults: string;
    /** Version that it ran when it was offered another. */
    softwareBefore: string | null;
  };
  softwareRelease: {
    id: string;
    tenantId: string;
    version: string;
    channel: string;
    notes: string;
    digest: string;
    size: number;
    createdAt: number;
    createdBy: string;
    withdrawnAt: number | null;
  };
  /** What a terminal said last of its software, and since when it says so. */
  softwareTarget: {
    terminalId: string;
    running: string;
    version: string | null;
    state: string | null;
    reason: string | null;
    reportedAt: number;
  };
}
