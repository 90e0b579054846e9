export interface PayScreen {
  readonly kind: 'pay';
  readonly cents: number;
  readonly purpose: string;
  /** The request is with the authority already: `finish` means to pay later. */
  readonly isSent: boolean;
  readonly phase:
    | { readonly kind: 'ready' }
    /** `text` is the payment terminal's own, verbatim. */
    | { readonly kind: 'running'; readonly status: PayStatus; readonly text: string | null; readonly canAbort: boolean }
    | { readonly kind: 'paid'; readonly cardName: string | null }
    | {
        readonly kind: 'not-paid';
        readonly reason: PayFailureReason;
        readonly text: string | null;
        readonly canRetry: boolean;
      }
    /** Nobody knows whether money moved: staff decide, the citizen gets a slip. */
    | { readonly kind: 'unclear'; readonly number: string };
}

export type PayStatus =
  | 'connecting'
  | 'insert-card'
  | 'enter-pin'
  | 'remove-card'
  | 'please-wait'
  | 'authorising'
  | 'contactless-failed-insert'
  | 'pin-wrong'
  | 'approved'
  | 'declined'
  | 'recovering'
  | 'other';

export type PayFailureReason =
  | 'declined'
  | 'card-unreadable'
  | 'card-expired'
  | 'aborted'
  | 'device-busy'
  | 'end-of-day-required'
  | 'diagnosis-required'
  | 'device-error'
  | 'no-answer'
  | 'offline';
