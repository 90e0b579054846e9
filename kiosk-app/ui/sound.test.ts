import { expect, test } from 'vitest';
import type { Overlay } from '../session/contract/overlay.ts';
import type { Screen } from '../session/contract/snapshot.ts';
import { cardRingOf, ringOf } from './sound.ts';

/** Seconds of a countdown at which it rings. */
function rings(overlay: (secondsLeft: number) => Overlay, from: number): number[] {
  const heard: number[] = [];
  let last: string | null = null;
  for (let seconds = from; seconds >= 0; seconds--) {
    const ring = ringOf(overlay(seconds));
    if (ring !== null && ring !== last) heard.push(seconds);
    last = ring;
  }
  return heard;
}

test('the warning is heard at once, and again while it stands', () => {
  expect(rings((secondsLeft) => ({ kind: 'idle-warning', secondsLeft, extensionsLeft: 10 }), 30)).toEqual([30, 20, 10]);
});

test('a cover is heard towards its end, not when the citizen asks for it', () => {
  expect(rings((secondsLeft) => ({ kind: 'cover', secondsLeft, canHandOver: true }), 120)).toEqual([30, 20, 10]);
});

test.each<Overlay | null>([null, { kind: 'help', state: 'told' }, { kind: 'confirm-cancel' }])(
  'nothing runs out, nothing rings',
  (overlay) => {
    expect(ringOf(overlay)).toBeNull();
  },
);

const farewell = (takeCard: boolean, secondsLeft: number): Screen => ({
  kind: 'farewell',
  takeReceipt: false,
  takeCopy: false,
  takeCard,
  takeDocument: false,
  rating: 'asked',
  secondsLeft,
});

test('a card on the reader is heard at the farewell, and again while it lies there', () => {
  const heard = [15, 14, 10, 5].map((seconds) => cardRingOf({ screen: farewell(true, seconds), cardLeft: false }));
  expect(new Set(heard).size).toBe(3);
  expect(cardRingOf({ screen: farewell(false, 15), cardLeft: false })).toBeNull();
});

test('a card left by somebody is heard on the start screen, not in the middle of another visit', () => {
  expect(cardRingOf({ screen: { kind: 'attract', services: [] }, cardLeft: true })).not.toBeNull();
  expect(cardRingOf({ screen: { kind: 'attract', services: [] }, cardLeft: false })).toBeNull();
  expect(cardRingOf({ screen: { kind: 'orient' }, cardLeft: true })).toBeNull();
});

test('the request to take the card back is heard', () => {
  expect(cardRingOf({ screen: { kind: 'identify', phase: { kind: 'take-card' } }, cardLeft: false })).not.toBeNull();
  expect(cardRingOf({ screen: { kind: 'pin-change', phase: { kind: 'take-card' } }, cardLeft: false })).not.toBeNull();
});
