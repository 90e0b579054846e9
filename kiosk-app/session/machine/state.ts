import type { SnapshotFrom } from 'xstate';
import type { copyMachine } from './copy.ts';
import type { helpMachine } from './help.ts';
import type { presenceMachine } from './presence.ts';
import type { SessionContext } from './session-context.ts';
import type { FlowMeta, FlowTag, StepMeta, StepTag } from './state-tags.ts';
import { stepMachines } from './steps/index.ts';
import type { takeAlongMachine } from './take-along.ts';

export type Steps = { readonly [N in keyof typeof stepMachines]: SnapshotFrom<(typeof stepMachines)[N]> };
/** Machines that run beside the step. */
export interface Companions {
  readonly presence: SnapshotFrom<typeof presenceMachine>;
  readonly help: SnapshotFrom<typeof helpMachine>;
  readonly copy: SnapshotFrom<typeof copyMachine>;
  readonly takeAlong: SnapshotFrom<typeof takeAlongMachine>;
}
export type StepName = keyof Steps;
export const STEP_NAMES = Object.keys(stepMachines) as readonly StepName[];

export type FlowName =
  | StepName
  | 'attract'
  | 'route'
  | 'serviceInfo'
  | 'ways'
  | 'noEid'
  | 'livesElsewhere'
  | 'wiping'
  | 'portalEid'
  | 'portalScan'
  | 'information'
  | 'lookupTold'
  | 'printout';

interface Holder<T> {
  getSnapshot(): T;
}

/** The session machine's snapshot as rules and screens read it; the machine itself imports them, so they cannot import it. */
export interface SessionState {
  readonly context: SessionContext;
  readonly value: { readonly flow: FlowName; readonly cancelling: 'closed' | 'open' };
  readonly children: {
    readonly [N in keyof (Steps & Companions)]?: Holder<(Steps & Companions)[N]> | undefined;
  };
  hasTag(tag: FlowTag): boolean;
  getMeta(): Readonly<Record<string, FlowMeta<SessionContext> | undefined>>;
}

/** The running step's own snapshot; `undefined` unless the session is in that step. */
export function stepState<N extends keyof (Steps & Companions)>(
  state: SessionState,
  name: N,
): (Steps & Companions)[N] | undefined {
  return state.children[name]?.getSnapshot();
}

/** True if the running step, or a machine beside it, is in a state with this tag. */
export const hasStepTag = (state: SessionState, tag: StepTag): boolean =>
  Object.values(state.children).some((child) => child?.getSnapshot().hasTag(tag));

/** What the running step says of itself under `name`; `null` if it says nothing now. */
export function stepSays<K extends keyof StepMeta<unknown>>(
  state: SessionState,
  name: K,
): ReturnType<NonNullable<StepMeta<unknown>[K]>> | null {
  for (const child of Object.values(state.children)) {
    const snapshot = child?.getSnapshot();
    if (!snapshot) continue;
    // Each machine's meta takes that machine's own context, which the union of all machines cannot express.
    for (const meta of Object.values(snapshot.getMeta()) as readonly (StepMeta<unknown> | undefined)[]) {
      const said = meta?.[name]?.(snapshot.context) as ReturnType<NonNullable<StepMeta<unknown>[K]>> | undefined;
      if (said !== undefined && said !== null) return said;
    }
  }
  return null;
}

/** What the state of the flow says of itself under `name`; `undefined` if it says nothing. */
export function flowSays<K extends keyof FlowMeta<SessionContext>>(
  state: SessionState,
  name: K,
): FlowMeta<SessionContext>[K] | undefined {
  return Object.values(state.getMeta()).find((meta) => meta?.[name] !== undefined)?.[name];
}

/**
 * The snapshot of the session machine's own reference. Inside its own configuration xstate knows that reference only
 * by its general type; what it really holds is what this module declares, and the model test would notice otherwise.
 */
export const stateOf = (self: { getSnapshot(): unknown }): SessionState => self.getSnapshot() as SessionState;
