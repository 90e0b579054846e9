import type { PagePrintFault } from '../../../../device-drivers/page-printer/contract.ts';
import type { PrintFault } from '../../../../device-drivers/receipt-printer/contract.ts';
import type { TakeAlongView } from './phone.ts';

/**
 * What becomes of the money of a request that will not be served. `not-applicable`: the service is free; `none`:
 * nothing was paid; `staff`: not by itself, the municipality decides.
 */
export type RefundView = 'not-applicable' | 'none' | 'reversing' | 'reversed' | 'staff';

export type PrintState =
  | { readonly kind: 'printing' }
  | { readonly kind: 'printed' }
  | { readonly kind: 'fault'; readonly reason: PrintFault; readonly canRetry: boolean }
  | { readonly kind: 'no-printer' };

export interface ReceiptScreen {
  readonly kind: 'receipt';
  /** Of the case: the same from the first word to the last, whatever became of it. */
  readonly number: string;
  /** `accepted` only after the authority's own signed event; `deferred`: safely kept, delivered later. */
  readonly delivery:
    | { readonly kind: 'accepted' }
    | { readonly kind: 'deferred' }
    | {
        readonly kind: 'rejected';
        readonly problems: readonly string[];
        readonly refund: RefundView;
      }
    /** Will never arrive by itself: staff have it. */
    | { readonly kind: 'undeliverable'; readonly refund: RefundView };
  readonly paid: { readonly cents: number } | null;
  /** Sent, and the fee is still due under this reference. */
  readonly owed: {
    readonly cents: number;
    readonly reference: string;
    /** Title of the service that takes it here later; `null` if there is none, or not yet. */
    readonly payLater: string | null;
  } | null;
  readonly print: PrintState;
  /** `null`: no page printer that works, no document, or none that is worth a copy (rejected). */
  readonly copy: CopyView | null;
  /** `null`: telephones cannot be linked here, or not now. */
  readonly takeAlong: TakeAlongView | null;
  /** What happens next: by post or not, when, what holds meanwhile. */
  readonly next: readonly string[];
  /** Address of the page on which the case can be looked up, as QR; no personal data. */
  readonly qr: string | null;
}

/** A copy of the document that was sent, on the page printer. */
export type CopyView =
  | { readonly kind: 'offered' }
  /** `done` of `pages` are out; `trouble`: it waits for a person to mend that. */
  | {
      readonly kind: 'printing';
      readonly done: number;
      readonly pages: number;
      readonly trouble: CopyFaultReason | null;
    }
  | { readonly kind: 'printed' }
  /** `partial`: sheets of it may lie in the tray, to be taken along or destroyed. */
  | { readonly kind: 'fault'; readonly reason: CopyFaultReason; readonly partial: boolean };

/** What a citizen can tell apart; a fault that only a technician understands is shown as `other`. */
export type CopyFaultReason = Exclude<
  PagePrintFault,
  'waste-full' | 'not-accepting' | 'held' | 'format-not-supported' | 'copies-not-supported' | 'protocol-error'
>;
