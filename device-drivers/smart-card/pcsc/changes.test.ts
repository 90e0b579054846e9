import { expect, test } from 'vitest';
import type { CardEvent } from '../contract.ts';
import { changesBetween } from './changes.ts';
import type { ReaderState } from './reader-state.ts';

const ATR = Uint8Array.from([0x3b, 0x00]);
const empty = (name: string, events = 0): ReaderState => ({ name, events, present: false, atr: new Uint8Array() });
const laid = (name: string, events = 1): ReaderState => ({ name, events, present: true, atr: ATR });
const mute = (name: string, events = 1): ReaderState => ({ name, events, present: true, atr: new Uint8Array() });

const names = (events: readonly CardEvent[]) =>
  events.map((event) => `${event.kind} ${event.kind === 'mute' ? event.reader : event.card.reader}`);

test.each<[string, ReaderState[], ReaderState[], string[]]>([
  ['nothing happened', [laid('A')], [laid('A')], []],
  ['a card is laid', [empty('A')], [laid('A')], ['inserted A']],
  ['a card is taken away', [laid('A')], [empty('A', 2)], ['removed A']],
  ['a card is taken and laid again faster than we look', [laid('A', 1)], [laid('A', 3)], ['removed A', 'inserted A']],
  ['a reader is attached with a card on it', [], [laid('A')], ['inserted A']],
  ['a reader is attached without a card', [], [empty('A')], []],
  ['a reader is pulled out with a card on it', [laid('A')], [], ['removed A']],
  ['a card that does not answer is laid', [empty('A')], [mute('A')], ['mute A']],
  ['a card that did not answer does so now', [mute('A')], [laid('A')], ['inserted A']],
  ['a card that did not answer is taken away', [mute('A')], [empty('A', 2)], []],
  [
    'a card moves from one reader to another',
    [laid('A'), empty('B')],
    [empty('A', 2), laid('B')],
    ['removed A', 'inserted B'],
  ],
])('%s', (_what, before, after, expected) => {
  expect(names(changesBetween(before, after))).toEqual(expected);
});
