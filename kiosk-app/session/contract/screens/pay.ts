import type { NotPaidReason, PaymentPhase } from '../../../../device-drivers/payment/contract.ts';

/**
 * Why nothing was paid on the telephone. `failed`, `cancelled`: the portal says so. `expired`: its time on the screen is
 * over. `unreachable`, `refused`: no payment could be opened.
 */
export type OnlineFailure = 'failed' | 'cancelled' | 'expired' | 'unreachable' | 'refused';

/** `none`: the place does not have it. */
type PayWay = 'open' | 'down' | 'none';
export interface PayWays {
  readonly card: PayWay;
  readonly online: PayWay;
}

export interface PayScreen {
  readonly kind: 'pay';
  readonly cents: number;
  readonly purpose: string;
  /** The request is with the authority already: `finish` means to pay later. */
  readonly isSent: boolean;
  readonly phase: /** `isCodeOut`: a code was shown before, and whoever has its page on the telephone could still pay there. */
    | { readonly kind: 'ready'; readonly ways: PayWays; readonly isCodeOut: boolean }
    /** `text` is the payment terminal's own, verbatim. */
    | {
        readonly kind: 'running';
        readonly status: PaymentPhase;
        readonly text: string | null;
        readonly canAbort: boolean;
      }
    | { readonly kind: 'paid'; readonly cardName: string | null; readonly isOnline: boolean }
    /** The payment portal is being asked: for a code, or whether it is paid. `canLeave`: it does not answer. */
    | { readonly kind: 'online-asking'; readonly canLeave: boolean }
    /** `until`: epoch milliseconds. `isReachable`: the portal answers. */
    | {
        readonly kind: 'online-code';
        readonly address: string;
        readonly until: number;
        readonly isReachable: boolean;
      }
    /** Another way is wanted: what is on the telephone must not be used any more. */
    | { readonly kind: 'online-leave' }
    | { readonly kind: 'online-not-paid'; readonly reason: OnlineFailure; readonly ways: PayWays }
    | {
        readonly kind: 'not-paid';
        readonly reason: NotPaidReason;
        readonly text: string | null;
        readonly canRetry: boolean;
        readonly ways: PayWays;
      }
    /** Nobody knows whether money moved: staff decide, the citizen gets a slip. */
    | { readonly kind: 'unclear'; readonly number: string };
}
