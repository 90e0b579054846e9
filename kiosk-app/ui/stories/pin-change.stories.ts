import type { EidFailureReason } from '../../session/contract/screens/identify.ts';
import type { PinChangePhase } from '../../session/contract/screens/pin-change.ts';
import { pinJourneyAt, type Story, story } from './fixture.ts';

const pin = (name: string, phase: PinChangePhase, at: 'old-pin' | 'new-pin' | null = 'old-pin'): Story =>
  story(name, { kind: 'pin-change', phase }, { journey: pinJourneyAt(at) });

type Enter = Extract<PinChangePhase, { kind: 'enter' }>;
const enter = (name: string, over: Partial<Enter>, at: 'old-pin' | 'new-pin' = 'old-pin'): Story =>
  pin(
    name,
    {
      kind: 'enter',
      secret: 'pin',
      triesLeft: 3,
      wrongBefore: false,
      formatError: false,
      onReader: false,
      digits: { min: 6, max: 6 },
      weak: false,
      canSwitch: false,
      ...over,
    },
    at,
  );

const LETTER: Partial<Enter> = { secret: 'transport-pin', digits: { min: 5, max: 5 }, canSwitch: true };
const NEW: Partial<Enter> = { secret: 'new-pin', triesLeft: null };
const FAILURES: readonly EidFailureReason[] = ['cancelled', 'card-removed', 'card-deactivated', 'pin-blocked', 'other'];

export const pinChangeStories: readonly Story[] = [
  pin('pin-choose', { kind: 'choose' }),
  pin('pin-lost', { kind: 'lost' }),
  pin('pin-connecting', { kind: 'connecting' }),
  pin('pin-insert-card', { kind: 'insert-card' }),
  enter('pin-letter', LETTER),
  enter('pin-letter-wrong', { ...LETTER, triesLeft: 2, wrongBefore: true }),
  enter('pin-own', { canSwitch: true }),
  enter('pin-can', { secret: 'can', triesLeft: 1, wrongBefore: true }),
  enter('pin-puk', { secret: 'puk', triesLeft: 0, wrongBefore: true, digits: { min: 10, max: 10 } }),
  enter('pin-reader', { onReader: true }),
  pin('pin-checking', { kind: 'working', step: 'checking' }),
  enter('pin-new', NEW, 'new-pin'),
  enter('pin-new-differed', { ...NEW, wrongBefore: true }, 'new-pin'),
  enter('pin-again', { ...NEW, secret: 'new-pin-again' }, 'new-pin'),
  enter('pin-again-weak', { ...NEW, secret: 'new-pin-again', weak: true }, 'new-pin'),
  pin('pin-saving', { kind: 'working', step: 'saving' }, 'new-pin'),
  pin('pin-paused', { kind: 'paused' }, 'new-pin'),
  pin('pin-changed', { kind: 'changed', waiting: null }, null),
  pin('pin-changed-waiting', { kind: 'changed', waiting: 'Bewohnerparkausweis' }, null),
  pin('pin-take-card', { kind: 'take-card' }, null),
  ...FAILURES.map((reason) =>
    pin(`pin-failed-${reason}`, { kind: 'failed', reason, canRetry: reason !== 'card-deactivated', pin: 'unchanged' }),
  ),
  pin('pin-failed-unclear', { kind: 'failed', reason: 'card-removed', canRetry: true, pin: 'unclear' }, 'new-pin'),
];
