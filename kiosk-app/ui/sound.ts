import type { Overlay } from '../session/contract/overlay.ts';
import type { Snapshot } from '../session/contract/snapshot.ts';

/** Two falling tones, as a gong at a station: a person who looks away hears them and is not startled. Hertz, seconds. */
const GONG = [
  { frequency: 784, at: 0, lasts: 0.5 },
  { frequency: 622, at: 0.22, lasts: 0.7 },
] as const;
/** Part of full volume. */
const LOUDNESS = 0.25;
/** It rings again after so many seconds of a countdown. */
const STEP = 10;
/** A cover rings only in its last seconds, this many. */
const LAST = 30;

/** At the farewell it rings again after so many seconds while the card lies there. */
const CARD_STEP = 5;

/** Screens before which somebody may walk past. */
const NOBODY_SERVED: ReadonlySet<Snapshot['screen']['kind']> = new Set(['attract', 'closed', 'out-of-service']);

/**
 * Changes whenever it shall ring for a card on the reader that must not stay there: whoever walks away does not see the
 * screen. `null` where there is none, or it is still needed.
 */
export function cardRingOf({ screen, cardLeft }: Pick<Snapshot, 'screen' | 'cardLeft'>): string | null {
  if (screen.kind === 'farewell')
    return screen.takeCard ? `farewell.${Math.ceil(screen.secondsLeft / CARD_STEP)}` : null;
  const takes = (screen.kind === 'identify' || screen.kind === 'pin-change') && screen.phase.kind === 'take-card';
  if (takes) return 'take-card';
  return cardLeft && NOBODY_SERVED.has(screen.kind) ? 'card-left' : null;
}

/**
 * Changes whenever it shall ring; `null` where there is nothing to warn of. A person who does not
 * see the warning before everything is wiped can hear it.
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
