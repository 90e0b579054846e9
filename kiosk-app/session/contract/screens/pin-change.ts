import type { EidFailureReason } from './identify.ts';

/** Setting or changing the PIN of the identity card ("PIN setzen"). */
export interface PinChangeScreen {
  readonly kind: 'pin-change';
  readonly phase: PinChangePhase;
}

export type PinChangePhase =
  /** What the citizen has: the letter with five digits, an own PIN, or neither. */
  | { readonly kind: 'choose' }
  /** Neither: not possible here, and what is possible. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'connecting' }
  /** As in the identification. */
  | { readonly kind: 'card-left' }
  | { readonly kind: 'insert-card' }
  | {
      readonly kind: 'enter';
      /** `new-pin-again`: the new one a second time, compared in the session before the card hears of it. */
      readonly secret: 'pin' | 'transport-pin' | 'can' | 'puk' | 'new-pin' | 'new-pin-again';
      readonly triesLeft: number | null;
      /** The last secret was wrong; at `new-pin`: the two entries differed. */
      readonly wrongBefore: boolean;
      readonly formatError: boolean;
      readonly onReader: boolean;
      readonly digits: { readonly min: number; readonly max: number };
      /** Easily guessed. Said, not refused: the card takes any six digits. */
      readonly weak: boolean;
      /** The other of letter and own PIN may be chosen here (`choose-old-pin`). */
      readonly canSwitch: boolean;
    }
  /** `saving`: the card writes the new PIN and must not be moved; nothing can be cancelled. */
  | { readonly kind: 'working'; readonly step: 'checking' | 'saving' }
  | { readonly kind: 'paused' }
  /** `waiting`: title of the service that was left for this, to go on with. */
  | { readonly kind: 'changed'; readonly waiting: string | null }
  | { readonly kind: 'take-card' }
  | {
      readonly kind: 'failed';
      readonly reason: EidFailureReason;
      readonly canRetry: boolean;
      /** `unclear`: the new PIN was on its way to the card; which one counts shows at the next try. */
      readonly pin: 'unchanged' | 'unclear';
    };
