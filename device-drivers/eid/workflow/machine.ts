import type { SdkCommand } from '../codec/commands.ts';
import type { SdkMessage } from '../codec/messages.ts';
import type { AccessRight, Checks, EidEvent, EidFailure, SecretKind } from '../contract.ts';
import type { DELAYS } from '../delays.ts';

/**
 * One identification or PIN change as an explicit machine: `step(state, input)` gives the next state and what to do,
 * and does nothing itself. The order of messages is that of the AusweisApp SDK ("Workflow").
 */
export type WorkflowPhase =
  /** RUN_… sent. */
  | 'starting'
  /** The app fetches token and certificate from the portal. */
  | 'fetching-rights'
  | 'fetching-certificate'
  /** A person reads the data request. */
  | 'consent'
  | 'setting-rights'
  | 'insert-card'
  /** A person has a secret to enter. */
  | 'secret'
  /** The app works with card and portal. */
  | 'working'
  | 'paused'
  /** CANCEL sent; `verdict` says what will be reported. */
  | 'cancelling'
  /** The built-in simulator's race was lost; RUN_… follows again. */
  | 'retrying'
  | 'ended';

export type WorkflowKind = 'auth' | 'change-pin';

export interface Rights {
  readonly required: readonly AccessRight[];
  readonly optional: readonly AccessRight[];
  readonly effective: readonly AccessRight[];
  /** Optional rights that are set but have no name on the screen: switched off before ACCEPT. */
  readonly unnamed: readonly string[];
  readonly checks: Checks;
  readonly transactionInfo: string | null;
}

export interface State {
  readonly kind: WorkflowKind;
  readonly phase: WorkflowPhase;
  readonly level: number;
  /** RUN_AUTH or RUN_CHANGE_PIN, for the race's retry. */
  readonly run: SdkCommand;
  readonly builtInSimulatorCard: boolean;
  readonly races: number;
  readonly rights: Rights | null;
  /** Optional rights the person accepted; kept so that a race's retry does not ask again. */
  readonly consented: readonly AccessRight[] | null;
  /** Reader in use; `null` until a card is seen. */
  readonly reader: string | null;
  readonly asked: { readonly secret: SecretKind; readonly triesLeft: number | null; readonly onReader: boolean } | null;
  /** The last secret handed to the app and the tries left then. */
  readonly sent: { readonly secret: SecretKind; readonly triesLeft: number | null } | null;
  /** Our own new PIN went to the app: only then may a CHANGE_PIN{success} be believed. */
  readonly newPinSent: boolean;
  /** The app has gone on after the last secret: it was right. */
  readonly proven: boolean;
  readonly verdict: { readonly reason: EidFailure; readonly detail: string } | null;
}

export type Input =
  | { readonly from: 'app'; readonly message: SdkMessage }
  | { readonly from: 'person'; readonly answer: 'accept'; readonly optional: readonly AccessRight[] }
  | { readonly from: 'person'; readonly answer: 'secret'; readonly secret: SecretKind; readonly value: string | null }
  | { readonly from: 'person'; readonly answer: 'continue' | 'cancel' }
  | { readonly from: 'driver'; readonly event: 'timer' }
  | { readonly from: 'driver'; readonly event: 'readers-gone' }
  | { readonly from: 'driver'; readonly event: 'client-gone' };

export type DelayName = keyof typeof DELAYS;

export type Effect =
  | { readonly do: 'send'; readonly command: SdkCommand }
  | { readonly do: 'tell'; readonly event: EidEvent }
  /** Replaces the running timer; a step without this effect leaves it alone. */
  | { readonly do: 'timer'; readonly delay: DelayName | null }
  /** The app no longer answers: drop the link, which ends its workflow. */
  | { readonly do: 'drop-client' };

export interface WorkflowStep {
  readonly state: State;
  readonly effects: readonly Effect[];
}

export const send = (command: SdkCommand): Effect => ({ do: 'send', command });
export const tell = (event: EidEvent): Effect => ({ do: 'tell', event });
export const timer = (delay: DelayName | null): Effect => ({ do: 'timer', delay });

/** Nothing to do. */
export const stay = (state: State): WorkflowStep => ({ state, effects: [] });
export const go = (state: State, change: Partial<State>, ...effects: readonly Effect[]): WorkflowStep => ({
  state: { ...state, ...change },
  effects,
});

export const ended = (state: State, event: EidEvent, ...effects: readonly Effect[]): WorkflowStep =>
  go(state, { phase: 'ended' }, timer(null), ...effects, tell(event));

export const failed = (state: State, reason: EidFailure, detail: string, ...effects: readonly Effect[]): WorkflowStep =>
  ended(state, { kind: 'failed', reason, detail }, ...effects);

/** Likewise, where the client says at which address a portal is to learn of it. */
export const failedWith = (
  state: State,
  reason: EidFailure,
  detail: string,
  returnUrl: string | undefined,
): WorkflowStep => ended(state, { kind: 'failed', reason, detail, ...(returnUrl !== undefined && { returnUrl }) });

/** Sends CANCEL and reports `reason` once the app has ended the workflow. */
export const cancelWith = (state: State, reason: EidFailure, detail: string): WorkflowStep =>
  go(state, { phase: 'cancelling', verdict: { reason, detail } }, send({ cmd: 'CANCEL' }), timer('cancelWithin'));
