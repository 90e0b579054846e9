import type {
  AuthoriseRequest,
  PaymentHooks,
  PaymentOutcome,
  PaymentRecord,
  RecoverRequest,
  ReverseOutcome,
} from '../../../device-drivers/payment/contract.ts';
import { FakePaymentTerminal, OFFLINE, paymentRecord, READY, UNCLEAR } from './fakes.ts';

/** Where a payment or reversal loses its driver; the device goes on by itself. */
export const LOSSES = ['none', 'before', 'booked', 'committed'] as const;
export type Loss = (typeof LOSSES)[number];

interface Booking {
  readonly receiptNo: number;
  readonly amount: number;
  readonly kind: 'payment' | 'reversal';
  /** Of a reversal: what it undid. */
  readonly of: number | null;
  /** The device undid it by itself, for want of an acknowledgement. */
  isUndone: boolean;
}

const NO_RECEIPTS = { merchant: [], customer: [] };

/**
 * A payment terminal with a memory of its own, which outlives the terminal that talks to it: the witness of what was
 * charged. It refuses what is reversed already with or without result B4, and undoes unacknowledged payments or not.
 */
export class LedgerTerminal extends FakePaymentTerminal {
  readonly bookings: Booking[] = [];
  knowsB4 = true;
  undoesUnacknowledged = false;
  /** Of the next act. */
  loss: Loss = 'none';
  declines = false;
  /** Whoever loses it loses it for longer. */
  staysAway = false;

  /** Amounts are unique in a test: whose money is here. */
  balance(amount: number): number {
    let balance = 0;
    for (const booking of this.bookings) {
      if (booking.amount === amount && !booking.isUndone) balance += booking.kind === 'payment' ? 1 : -1;
    }
    return balance;
  }

  charges(amount: number): number {
    return this.bookings.filter((it) => it.kind === 'payment' && it.amount === amount && !it.isUndone).length;
  }

  setOnline(isOnline: boolean): void {
    this.setHealth(isOnline ? READY : OFFLINE);
  }

  override lastReceipt() {
    const last = this.bookings.at(-1);
    return { receiptNo: last?.receiptNo ?? 1, trace: last?.receiptNo ?? 1 };
  }

  override async authorise({ amount }: AuthoriseRequest, hooks: PaymentHooks): Promise<PaymentOutcome> {
    const loss = this.#takeLoss();
    if (this.health().state === 'offline') return notPaid('offline');
    if (loss === 'before') return UNREACHABLE;
    if (this.declines) return notPaid('declined');
    const booking = this.#book(amount, 'payment', null);
    const acknowledged = await this.#acknowledged(booking, loss, hooks);
    if (!acknowledged) return UNREACHABLE;
    return { kind: 'paid', record: recordOf(booking), receipts: NO_RECEIPTS };
  }

  override async recover({ amount, before, committed }: RecoverRequest): Promise<PaymentOutcome> {
    if (this.health().state === 'offline') return UNREACHABLE;
    const last = this.bookings.at(-1);
    if (!last || last.receiptNo === before.receiptNo) return notPaid('aborted');
    const isNext = last.receiptNo === (before.receiptNo ?? 0) + 1 || last.receiptNo === committed?.receiptNo;
    if (!isNext || last.kind !== 'payment') return UNCLEAR;
    if (last.isUndone || last.amount !== amount) return notPaid('aborted');
    return { kind: 'paid', record: recordOf(last), receipts: NO_RECEIPTS };
  }

  override async reverse(record: PaymentRecord, hooks: PaymentHooks): Promise<ReverseOutcome> {
    const loss = this.#takeLoss();
    if (this.health().state === 'offline') return { kind: 'not-reversed', reason: 'offline' };
    if (loss === 'before') return { kind: 'unclear', reason: 'unreachable' };
    const isDone = this.bookings.some((it) => it.of === record.receiptNo && !it.isUndone);
    if (isDone && this.knowsB4) return { kind: 'reversed', record: null, receipts: NO_RECEIPTS };
    if (isDone) return { kind: 'not-reversed', reason: 'reversal-not-possible' };
    const booking = this.#book(record.amount ?? 0, 'reversal', record.receiptNo);
    const acknowledged = await this.#acknowledged(booking, loss, hooks);
    if (!acknowledged) return { kind: 'unclear', reason: 'unreachable' };
    return { kind: 'reversed', record: recordOf(booking), receipts: NO_RECEIPTS };
  }

  #takeLoss(): Loss {
    const { loss } = this;
    this.loss = 'none';
    if (loss !== 'none' && this.staysAway) queueMicrotask(() => this.setOnline(false));
    return loss;
  }

  #book(amount: number, kind: Booking['kind'], of: number | null): Booking {
    const receiptNo = (this.lastReceipt().receiptNo ?? 0) + 1;
    const booking = { receiptNo, amount, kind, of, isUndone: false };
    this.bookings.push(booking);
    return booking;
  }

  async #acknowledged(booking: Booking, loss: Loss, hooks: PaymentHooks): Promise<boolean> {
    const wasCommitted =
      loss !== 'booked' &&
      (await hooks.commit(recordOf(booking)).then(
        () => true,
        () => false,
      ));
    if (wasCommitted && loss === 'none') return true;
    // Whether an acknowledgement after the commit still got through is the device's secret.
    booking.isUndone = this.undoesUnacknowledged;
    return false;
  }
}

const recordOf = ({ receiptNo, amount }: Booking): PaymentRecord =>
  paymentRecord({ receiptNo, trace: receiptNo, amount });

const UNREACHABLE: PaymentOutcome = { ...UNCLEAR, kind: 'unclear', reason: 'unreachable' };

const notPaid = (reason: 'offline' | 'declined' | 'aborted'): PaymentOutcome => ({
  kind: 'not-paid',
  reason,
  record: null,
  receipts: NO_RECEIPTS,
});
