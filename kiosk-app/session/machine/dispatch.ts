import type { Actor, AnyActorRef } from 'xstate';
import type { Intent, IntentName } from '../contract/intents.ts';
import type { Snapshot } from '../contract/snapshot.ts';
import { intentEvent, type StepEvent } from './events.ts';
import { canCancel, canHandOver, isCovered, mayTakeAlong, mayUsePhone } from './rules.ts';
import type { sessionMachine } from './session-machine.ts';
import { type SessionState, STEP_NAMES, stateOf } from './state.ts';

type SessionActor = Actor<typeof sessionMachine>;

/** Intents that are accepted while the screen is covered. Any other would act on something that nobody can see. */
const UNDER_COVER: readonly IntentName[] = [
  'uncover',
  'someone-else',
  'more-time',
  'call-help',
  'end-help',
  'choose-language',
];
const COMPANIONS: { readonly [N in IntentName]?: 'presence' | 'help' | 'copy' | 'takeAlong' } = {
  'more-time': 'presence',
  cover: 'presence',
  uncover: 'presence',
  'call-help': 'help',
  'end-help': 'help',
  'print-copy': 'copy',
  'stop-copy': 'copy',
  'take-along': 'takeAlong',
};
/** Intents that concern the session as a whole. They do not depend on what the screen shows, so any screen may send them. */
export const SCREENLESS: readonly IntentName[] = [
  'more-time',
  'cover',
  'uncover',
  'call-help',
  'end-help',
  'choose-language',
  'set-display',
];

/** Intents that are accepted while the screen asks "cancel?". */
const ANSWERS: readonly IntentName[] = ['confirm-cancel', 'someone-else'];

/** Sends an intent to whoever can do something with it now. @returns false if nobody can */
export function dispatch(actor: SessionActor, intent: Intent): boolean {
  const receiver = receiverOf(actor, intent);
  receiver?.send(intentEvent(intent));
  return receiver !== null;
}

function receiverOf(actor: SessionActor, intent: Intent): AnyActorRef | null {
  const state = stateOf(actor);
  const event = intentEvent(intent);
  if (isCovered(state) && !UNDER_COVER.includes(intent.name)) return null;
  if (intent.name === 'take-along' && !mayTakeAlong(state)) return null;
  if (intent.name === 'use-phone' && !mayUsePhone(state)) return null;
  const companion = COMPANIONS[intent.name];
  if (companion) return able(actor.getSnapshot().children[companion], event);
  if (intent.name === 'cancel' && !canCancel(state)) return null;
  if (intent.name === 'someone-else' && !(isCovered(state) && canHandOver(state))) return null;
  const isAsked = state.value.cancelling === 'open';
  if (isAsked && !SCREENLESS.includes(intent.name) && !ANSWERS.includes(intent.name)) return null;
  return able(stepOf(actor), event) ?? (actor.getSnapshot().can(event) ? actor : null);
}

/**
 * Passes on what the devices and the terminal report. The session gets it before the step, so that a step that ends
 * because of it finds it noted already.
 */
export function report(actor: SessionActor, event: StepEvent): void {
  actor.send(event);
  stepOf(actor)?.send(event);
  if (event.type === 'page-progress') actor.getSnapshot().children.copy?.send(event);
  if (event.type === 'phone') actor.getSnapshot().children.takeAlong?.send(event);
  if (event.type === 'help') actor.getSnapshot().children.help?.send(event);
  if (event.type === 'presence') actor.getSnapshot().children.presence?.send(event);
}

export function possibilities(actor: SessionActor): Snapshot['can'] {
  const state: SessionState = stateOf(actor);
  const can = (intent: Intent) => receiverOf(actor, intent) !== null;
  return {
    back: can({ name: 'back' }),
    cancel: can({ name: 'cancel' }) && state.value.flow !== 'attract',
    help: can({ name: 'call-help' }),
    language: state.value.flow !== 'wiping',
  };
}

function stepOf(actor: SessionActor): AnyActorRef | undefined {
  const { children } = actor.getSnapshot();
  return STEP_NAMES.map((name) => children[name]).find((child) => child?.getSnapshot().status === 'active');
}

function able(child: AnyActorRef | undefined, event: { readonly type: string }): AnyActorRef | null {
  const snapshot: { can?: (event: { readonly type: string }) => boolean } | undefined = child?.getSnapshot();
  return child && snapshot?.can?.(event) ? child : null;
}
