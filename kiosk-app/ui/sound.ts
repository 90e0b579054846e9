import type { Overlay } from '../session/contract/snapshot.ts';

/** Two falling tones, as a gong at a station: heard by who looks away, startling nobody. Hertz and seconds. */
const GONG = [
  { frequency: 784, at: 0, lasts: 0.5 },
  { frequency: 622, at: 0.22, lasts: 0.7 },
] as const;
/** Part of full volume. */
const LOUDNESS = 0.25;
/** It rings again after so many seconds of a countdown. */
const STEP = 10;
/** A cover that still lies for longer than this, in seconds, says nothing yet. */
const LAST = 30;

/**
 * Changes whenever it shall ring; `null` where there is nothing to warn of. Whoever does not see the warning hears it:
 * before everything is wiped there are two senses to notice it by.
 */
export function ringOf(overlay: Overlay | null): string | null {
  if (overlay?.kind !== 'idle-warning' && overlay?.kind !== 'cover') return null;
  const { kind, secondsLeft } = overlay;
  if (secondsLeft === 0 || (kind === 'cover' && secondsLeft > LAST)) return null;
  return `${kind}.${Math.ceil(secondsLeft / STEP)}`;
}

let context: AudioContext | null = null;

/** Without a loudspeaker, or before the first touch, nothing is heard and nothing fails. */
export function ring(): void {
  if (typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  void context.resume();
  const now = context.currentTime;
  for (const { frequency, at, lasts } of GONG) {
    const tone = context.createOscillator();
    const gain = context.createGain();
    tone.frequency.value = frequency;
    gain.gain.setValueAtTime(LOUDNESS, now + at);
    gain.gain.exponentialRampToValueAtTime(0.001, now + at + lasts);
    tone.connect(gain).connect(context.destination);
    tone.start(now + at);
    tone.stop(now + at + lasts);
  }
}
