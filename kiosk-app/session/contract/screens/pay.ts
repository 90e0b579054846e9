import type { NotPaidReason, PaymentPhase } from '../../../../device-drivers/payment/contract.ts';

export interface PayScreen {
  readonly kind: 'pay';
  readonly cents: number;
  readonly purpose: string;
  /** The request is with the authority already: `finish` means to pay later. */
  readonly isSent: boolean;
  readonly phase:
    | { readonly kind: 'ready' }
    /** `text` is the payment terminal's own, verbatim. */
    | {
        readonly kind: 'running';
        readonly status: PaymentPhase;
        readonly text: string | null;
        readonly canAbort: boolean;
      }
    | { readonly kind: 'paid'; readonly cardName: string | null }
    | {
        readonly kind: 'not-paid';
        readonly reason: NotPaidReason;
        readonly text: string | null;
        readonly canRetry: boolean;
      }
    /** Nobody knows whether money moved: staff decide, the citizen gets a slip. */
    | { readonly kind: 'unclear'; readonly number: string };
}
