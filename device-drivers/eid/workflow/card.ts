import type { CardInfo, ReaderInfo, SdkMessageOf } from '../codec/messages.ts';
import type { EidFailure } from '../contract.ts';
import { cancelWith, failed, go, type State, send, stay, tell, timer, type WorkflowStep } from './machine.ts';

/** Name of the card the app brings along itself (1.26; from 2.0 on as "Simulator" reader). */
const BUILT_IN = 'Simulator';

const isKnown = (card: ReaderInfo['card']): card is CardInfo =>
  card !== null && card !== undefined && 'retryCounter' in card;

/** Why the card on a reader can never do what is wanted; `null` for none, and for one with which it may go on. */
export function unusable(card: ReaderInfo['card']): { readonly reason: EidFailure; readonly detail: string } | null {
  if (card === null || card === undefined) return null;
  if (!isKnown(card)) return { reason: 'not-an-eid-card', detail: 'unknown-card' };
  if (card.deactivated) return { reason: 'card-deactivated', detail: 'eid-switched-off' };
  return card.inoperative ? { reason: 'card-blocked', detail: 'puk-used-up' } : null;
}

/** Tries left of the PIN, or `null` where there is no eID card, or it has not said. */
export const triesOf = (reader: ReaderInfo | undefined): number | null =>
  isKnown(reader?.card) ? reader.card.retryCounter : null;

/** READER: something happened to a reader or the card on it. */
export function onCard(state: State, reader: ReaderInfo): WorkflowStep {
  const present = reader.attached && reader.card !== null && reader.card !== undefined;
  if (!present) return reader.name === state.reader ? onRemoved(state, reader) : stay(state);
  if (state.phase === 'cancelling' || state.phase === 'retrying') return stay(state);
  // What lies on another reader is none of a workflow that has its card.
  if (state.reader !== null && state.reader !== reader.name) return stay(state);
  const hindrance = unusable(reader.card);
  if (hindrance) return cancelWith(state, hindrance.reason, hindrance.detail);
  if (state.reader === null) return onLaid(state, reader);
  return stay(state);
}

function onLaid(state: State, reader: ReaderInfo): WorkflowStep {
  if (state.phase === 'working' && state.sent !== null && !state.proven) {
    // A secret waits in the app for whatever card comes next; this may be another one.
    return cancelWith(state, 'card-removed', 'card-swapped');
  }
  return go(
    state,
    { reader: reader.name, phase: state.phase === 'insert-card' ? 'working' : state.phase },
    ...(state.phase === 'insert-card' ? [timer('workWithin')] : []),
    tell({ kind: 'card', present: true, triesLeft: triesOf(reader) }),
  );
}

function onRemoved(state: State, reader: ReaderInfo): WorkflowStep {
  const gone = go(state, { reader: null }, tell({ kind: 'card', present: false, triesLeft: null }));
  switch (state.phase) {
    case 'secret': {
      // The app says nothing more and would try the next secret on the next card: end it before there is one.
      const reason = reader.attached ? 'card-removed' : 'reader-gone';
      const cancel = cancelWith(gone.state, reason, 'while-asking');
      return { state: cancel.state, effects: [...gone.effects, ...cancel.effects] };
    }
    case 'working':
      return state.sent === null || state.proven
        ? gone
        : { state: gone.state, effects: [...gone.effects, timer('removalVerdict')] };
    case 'cancelling':
    case 'retrying':
      return go(state, { reader: null });
    default:
      return gone;
  }
}

/** INSERT_CARD: the app has no card to go on with. */
export function onInsertCard(state: State, message: SdkMessageOf<'INSERT_CARD'>): WorkflowStep {
  if (message.error !== undefined) return cancelWith(state, 'other', 'virtual-card-refused');
  if (state.sent !== null && !state.proven) return cancelWith(state, 'card-removed', 'card-asked-again');
  // Whatever lay on a reader was no card for it.
  const asked = go(
    state,
    { phase: 'insert-card', asked: null, reader: null },
    timer(null),
    tell({ kind: 'insert-card' }),
  );
  return state.builtInSimulatorCard
    ? { state: asked.state, effects: [...asked.effects, send({ cmd: 'SET_CARD', name: BUILT_IN })] }
    : asked;
}

export const lostRace = (state: State): boolean =>
  // It shows as an end right after the card was laid, before any secret was asked for.
  state.builtInSimulatorCard && state.phase === 'working' && state.sent === null && state.asked === null;

/**
 * "Card is already connected" of the built-in simulator: measured 12–43 % of the runs lost to its race, depending on
 * how busy a two-core machine was (1.26.2). Whether one run is independent of the one before has not been shown, so
 * the number of retries is patience, not a computed certainty. Real cards never come here.
 */
export const MAX_RACES = 12;

export function retryRace(state: State): WorkflowStep {
  return state.races < MAX_RACES
    ? go(state, { phase: 'retrying', races: state.races + 1, reader: null }, timer('raceRetry'))
    : failed(state, 'other', 'simulator-race-lost-too-often');
}
