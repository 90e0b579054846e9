import type { SnapshotFrom } from 'xstate';
import type { copyMachine } from './copy.ts';
import type { helpMachine } from './help.ts';
import type { presenceMachine } from './presence.ts';
import type { SessionContext } from './session-context.ts';
import type { billMachine } from './steps/bill.ts';
import type { catalogueMachine } from './steps/catalogue.ts';
import type { evidenceMachine } from './steps/evidence.ts';
import type { farewellMachine } from './steps/farewell.ts';
import type { formMachine } from './steps/form.ts';
import type { identifyMachine } from './steps/identify.ts';
import type { interruptedMachine } from './steps/interrupted.ts';
import type { orientMachine } from './steps/orient.ts';
import type { payMachine } from './steps/pay.ts';
import type { pinChangeMachine } from './steps/pin-change.ts';
import type { receiptMachine } from './steps/receipt.ts';
import type { reviewMachine } from './steps/review.ts';
import type { submitMachine } from './steps/submit.ts';

export interface Steps {
  readonly interrupted: SnapshotFrom<typeof interruptedMachine>;
  readonly orient: SnapshotFrom<typeof orientMachine>;
  readonly catalogue: SnapshotFrom<typeof catalogueMachine>;
  readonly identify: SnapshotFrom<typeof identifyMachine>;
  readonly pinChange: SnapshotFrom<typeof pinChangeMachine>;
  readonly bill: SnapshotFrom<typeof billMachine>;
  readonly form: SnapshotFrom<typeof formMachine>;
  readonly evidence: SnapshotFrom<typeof evidenceMachine>;
  readonly review: SnapshotFrom<typeof reviewMachine>;
  readonly pay: SnapshotFrom<typeof payMachine>;
  readonly submit: SnapshotFrom<typeof submitMachine>;
  readonly receipt: SnapshotFrom<typeof receiptMachine>;
  readonly farewell: SnapshotFrom<typeof farewellMachine>;
}
export interface Companions {
  readonly presence: SnapshotFrom<typeof presenceMachine>;
  readonly help: SnapshotFrom<typeof helpMachine>;
  readonly copy: SnapshotFrom<typeof copyMachine>;
}
export type StepName = keyof Steps;
export const STEP_NAMES: readonly StepName[] = [
  'interrupted',
  'orient',
  'catalogue',
  'identify',
  'pinChange',
  'bill',
  'form',
  'evidence',
  'review',
  'pay',
  'submit',
  'receipt',
  'farewell',
];

export type FlowName = StepName | 'attract' | 'route' | 'serviceInfo' | 'noEid' | 'livesElsewhere' | 'wiping';

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
}

/** The running step's own snapshot; `undefined` unless the session is in that step. */
export function stepState<N extends keyof (Steps & Companions)>(
  state: SessionState,
  name: N,
): (Steps & Companions)[N] | undefined {
  return state.children[name]?.getSnapshot();
}

/**
 * The snapshot of the session machine's own reference. Inside its own configuration xstate knows that reference only
 * by its general type; what it really holds is what this module declares, and the model test would notice otherwise.
 */
export const stateOf = (self: { getSnapshot(): unknown }): SessionState => self.getSnapshot() as SessionState;
