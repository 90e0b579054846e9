import type { Checks, EidFailure, SecretKind } from '../../../../device-drivers/eid/contract.ts';
import type { IdentitySource } from '../../../../portals/identity/contract.ts';
import type { WalletPhase } from './wallet.ts';

export interface IdentifyScreen {
  readonly kind: 'identify';
  readonly phase: IdentifyPhase;
}

export type IdentifyPhase =
  | WalletPhase
  | { readonly kind: 'connecting' }
  /** Nothing is asked of a card that lay there before: it must be taken away first. */
  | { readonly kind: 'card-left' }
  /** Shown before the PIN by law: who asks, for what, which data. */
  | {
      readonly kind: 'consent';
      readonly provider: {
        readonly name: string;
        readonly url: string;
        readonly terms: string;
        readonly issuer: string;
        readonly issuerUrl: string;
        readonly validFrom: string;
        readonly validUntil: string;
        readonly purpose: string;
      };
      readonly required: readonly string[];
      /** What the card only answers with yes or no. */
      readonly checks: Checks;
      readonly optional: readonly { readonly right: string; readonly chosen: boolean }[];
    }
  | { readonly kind: 'insert-card' }
  | {
      readonly kind: 'enter';
      readonly secret: SecretKind;
      readonly triesLeft: number | null;
      readonly wrongBefore: boolean;
      readonly formatError: boolean;
      readonly onReader: boolean;
      readonly digits: { readonly min: number; readonly max: number };
    }
  | { readonly kind: 'reading'; readonly percent: number }
  | { readonly kind: 'paused' }
  | { readonly kind: 'done'; readonly greeting: string; readonly source: IdentitySource }
  /** Take the card back before going on: left cards are the commonest loss at such terminals. */
  | { readonly kind: 'take-card' }
  | {
      readonly kind: 'failed';
      readonly reason: EidFailureReason;
      readonly canRetry: boolean;
      /** A PIN of one's own may be what is missing, and can be set at this terminal now. */
      readonly canSetPin: boolean;
      /** There is a choice of ways to identify. */
      readonly hasOtherWay: boolean;
      /** A web site has begun it, and "back" leads there. */
      readonly isHandOff: boolean;
    };

/** The driver's reasons, and what the session itself finds out. */
export type EidFailureReason = EidFailure | 'under-16' | 'asks-too-much';

export type NoEidReason = 'no-card' | 'no-pin' | 'not-activated' | 'not-wanted';
