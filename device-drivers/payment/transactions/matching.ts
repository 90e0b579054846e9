import { localTime } from '../../../foundation/time/local-time.ts';
import { MAX_RECEIPT_NO, RESULT } from '../codec/index.ts';
import type { LastReceipt, MatchDoubt, PaymentRecord, RecoverRequest } from '../contract.ts';
import { DELAYS } from '../delays.ts';

/** What the device's last payment says about an intent. */
export type MatchVerdict =
  | { readonly verdict: 'paid' }
  | { readonly verdict: 'not-paid' /** 0 if the device booked nothing at all. */; readonly resultCode: number }
  | { readonly verdict: 'unclear'; readonly reason: MatchDoubt };

export interface MatchOptions {
  /** IANA name of the zone the device's clock shows. */
  readonly timeZone: string;
  readonly trustClock: boolean;
}

/**
 * Second half of the recovery that `recovery.ts` begins: compares the device's last payment with the journal. Every
 * doubt ends in `unclear`, never in a second charge.
 */
export function matchPayment(last: PaymentRecord | null, request: RecoverRequest, options: MatchOptions): MatchVerdict {
  const { committed, before } = request;
  // The device refused before the connection was lost.
  if (committed && committed.resultCode !== RESULT.ok) return verdictOf(committed);
  if (last === null || last.amount === null || !isKnown(last)) return { verdict: 'unclear', reason: 'no-status' };
  if (committed) {
    if (committed.terminalId !== null && last.terminalId !== null && committed.terminalId !== last.terminalId) {
      return { verdict: 'unclear', reason: 'other-terminal' };
    }
    if (isSame(last, committed) && last.amount === committed.amount) return verdictOf(last);
    // The last receipt is the one from before the payment, so the device undid the payment, acknowledged or not.
    if (isSame(last, before)) return { verdict: 'not-paid', resultCode: RESULT.ok };
    return { verdict: 'unclear', reason: 'other-payment-since' };
  }
  if (isKnown(before)) {
    if (isSame(last, before)) return { verdict: 'not-paid', resultCode: RESULT.ok };
    if (last.amount !== request.amount) {
      return follows(last, before)
        ? { verdict: 'not-paid', resultCode: RESULT.ok }
        : { verdict: 'unclear', reason: 'other-payment-since' };
    }
    if (last.resultCode !== RESULT.ok) return verdictOf(last);
    // This is the next receipt number with the same amount, so it is our payment, whatever the clocks show.
    if (follows(last, before)) return verdictOf(last);
    if (options.trustClock && isNear(last, request.intendedAt, options.timeZone) === false) {
      return { verdict: 'unclear', reason: 'time-mismatch' };
    }
    return verdictOf(last);
  }
  const near = options.trustClock ? isNear(last, request.intendedAt, options.timeZone) : null;
  if (near === null) return { verdict: 'unclear', reason: 'unknown-predecessor' };
  if (!near) {
    // The amount fits and only the time differs: a wrong clock must not hide a booked payment, so it is unclear.
    const mayBeOurs = last.amount === request.amount && last.resultCode === RESULT.ok;
    return mayBeOurs ? { verdict: 'unclear', reason: 'time-mismatch' } : { verdict: 'not-paid', resultCode: RESULT.ok };
  }
  return last.amount === request.amount ? verdictOf(last) : { verdict: 'unclear', reason: 'other-payment-since' };
}

/**
 * The device's last act was a reversal: what it says is not a payment, however well the amount fits. A device that undid
 * a payment nobody acknowledged keeps such a record too. Receipt numbers follow without a gap, so it can be told what
 * happened between `before` and this.
 * @param original BMP 37, the payment that was undone: its trace, on some devices its receipt number
 */
export function matchReversal(
  last: PaymentRecord,
  original: number,
  request: RecoverRequest,
  options: MatchOptions,
): MatchVerdict {
  const { committed, before } = request;
  const notPaid: MatchVerdict = { verdict: 'not-paid', resultCode: RESULT.ok };
  if (committed && committed.resultCode !== RESULT.ok) return verdictOf(committed);
  const ofThisAmount = last.amount === request.amount;
  if (committed) {
    if (committed.trace === original) return notPaid;
    if (committed.receiptNo === original && ofThisAmount && follows(last, committed)) return notPaid;
  }
  if (isKnown(before)) {
    if (isSame(last, before)) return notPaid;
    // The very next receipt: nothing but this reversal happened, and no payment of ours has a number.
    if (!committed && follows(last, before)) return notPaid;
    if (committed && before.trace === original && follows(last, before)) return notPaid;
    // The one after it: between them was one payment, ours or another, and it is the one that was undone.
    const between = before.receiptNo === null ? null : nextReceipt(before.receiptNo);
    const isSecond = between !== null && follows(last, { receiptNo: between, trace: null });
    if (!committed && isSecond && isOneAfter(original, before, last)) return notPaid;
    if (!committed && isSecond && original === between && ofThisAmount) return notPaid;
    return { verdict: 'unclear', reason: 'other-payment-since' };
  }
  // It had no payment to tell of, and its numbers begin with one of this amount at this time, and its reversal.
  const isFirst = last.receiptNo !== null && last.receiptNo <= 2 && ofThisAmount;
  if (!committed && isFirst && options.trustClock && isNear(last, request.intendedAt, options.timeZone)) return notPaid;
  return { verdict: 'unclear', reason: 'other-payment-since' };
}

/** Whether the trace lies between two others, whose counter may have started over. */
function isOneAfter(trace: number, before: LastReceipt, last: LastReceipt): boolean {
  if (before.trace === null || last.trace === null) return false;
  return before.trace < last.trace
    ? before.trace < trace && trace < last.trace
    : trace > before.trace || trace < last.trace;
}

const verdictOf = (record: PaymentRecord): MatchVerdict =>
  record.resultCode === RESULT.ok ? { verdict: 'paid' } : { verdict: 'not-paid', resultCode: record.resultCode };

const isKnown = (receipt: LastReceipt): boolean => receipt.receiptNo !== null || receipt.trace !== null;

/** Same payment: every number both sides know is equal, and there is at least one. */
export function isSame(a: LastReceipt, b: LastReceipt): boolean {
  const pairs = [
    [a.receiptNo, b.receiptNo],
    [a.trace, b.trace],
  ].filter(([x, y]) => x !== null && y !== null);
  return pairs.length > 0 && pairs.every(([x, y]) => x === y);
}

/** Directly after: nothing can have happened in between. Receipt numbers start over after 9999. */
const follows = (last: LastReceipt, before: LastReceipt): boolean =>
  last.receiptNo !== null && before.receiptNo !== null && last.receiptNo === nextReceipt(before.receiptNo);

const nextReceipt = (receiptNo: number): number => (receiptNo % MAX_RECEIPT_NO) + 1;

/** Whether the device's date and time are within the tolerance; `null` if it gave none. */
function isNear(record: PaymentRecord, at: number, timeZone: string): boolean | null {
  if (record.date === null || record.time === null) return null;
  const years = [at - DELAYS.clockTolerance, at, at + DELAYS.clockTolerance].map((instant) =>
    Number(localTime(instant, timeZone).date.slice(0, 4)),
  );
  // MMDDHHMMSS has no year: the one of the intent, or its neighbour around New Year.
  const device = years.map((year) => wall(year, `${record.date}${record.time}`));
  const intended = localTime(at, timeZone);
  const intent = Date.parse(`${intended.date}T${intended.time}Z`);
  return device.some((value) => Math.abs(value - intent) <= DELAYS.clockTolerance);
}

/** What a clock shows, as if it showed UTC. */
function wall(year: number, digits: string): number {
  const [month, day, hour, minute, second] = (digits.match(/\d\d/g) ?? []).map(Number);
  return Date.UTC(year, (month ?? 1) - 1, day, hour, minute, second);
}
