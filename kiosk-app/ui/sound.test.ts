import { expect, test } from 'vitest';
import type { Overlay } from '../session/contract/snapshot.ts';
import { ringOf } from './sound.ts';

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

test.each<Overlay | null>([null, { kind: 'help', state: 'told' }, { kind: 'confirm-cancel', losesPayment: false }])(
  'nothing runs out, nothing rings',
  (overlay) => {
    expect(ringOf(overlay)).toBeNull();
  },
);
