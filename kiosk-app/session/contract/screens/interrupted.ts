import type { PrintState, RefundView } from './receipt.ts';

/** A payment that was left in the middle before, told to whoever stands there now. Nothing about a person. */
export interface InterruptedScreen {
  readonly kind: 'interrupted';
  /** Title of the service; `null` where it is no longer offered. */
  readonly service: string | null;
  readonly cents: number;
  /** Of the case. */
  readonly number: string;
  /** `asking`: the card device is being asked what happened. */
  readonly outcome: 'asking' | 'paid' | 'not-paid' | 'unclear';
  /** What became of the request; `null` where none was sent. */
  readonly request:
    | { readonly kind: 'on-its-way' }
    | { readonly kind: 'accepted' }
    | { readonly kind: 'rejected' | 'undeliverable'; readonly refund: RefundView }
    | null;
  /** Sent, and the fee is still due. */
  readonly isOwed: boolean;
  readonly print: PrintState | { readonly kind: 'none' };
  readonly canPrint: boolean;
  /** Nothing was charged, and services are offered: may begin anew. */
  readonly canStart: boolean;
}
