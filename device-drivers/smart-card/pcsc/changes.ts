import type { CardEvent, CardPresence } from '../contract.ts';
import type { ReaderState } from './reader-state.ts';

const isMute = (state: ReaderState) => state.present && state.atr.length === 0;

/** The card of a slot; `null` where there is none that answers. */
export const cardOf = (state: ReaderState): CardPresence | null =>
  state.present && !isMute(state) ? { reader: state.name, atr: state.atr, insertion: state.events } : null;

/** What happened between two tables, removals first. A card taken and laid between them was removed and inserted. */
export function changesBetween(before: readonly ReaderState[], after: readonly ReaderState[]): readonly CardEvent[] {
  const removed: CardEvent[] = [];
  const inserted: CardEvent[] = [];
  const old = new Map(before.map((state) => [state.name, state]));
  const now = new Map(after.map((state) => [state.name, state]));
  for (const state of before) {
    const card = cardOf(state);
    const later = now.get(state.name);
    if (card && !(later && isSame(state, later))) removed.push({ kind: 'removed', card });
  }
  for (const state of after) {
    const earlier = old.get(state.name);
    if (earlier && isSame(earlier, state)) continue;
    const card = cardOf(state);
    if (card) inserted.push({ kind: 'inserted', card });
    else if (isMute(state)) inserted.push({ kind: 'mute', reader: state.name });
  }
  return [...removed, ...inserted];
}

const isSame = (a: ReaderState, b: ReaderState) =>
  a.present === b.present && a.events === b.events && isMute(a) === isMute(b);
