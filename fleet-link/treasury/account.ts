import { z } from 'zod';
import { TotalsDetail } from '../../device-drivers/payment/contract.ts';

/** One closing of the payment terminal as the treasury keeps it: nothing about a person, nothing of a card but its kind. */

const What = {
  /** Journal entry of the outcome; of an open item, of the intent. */
  seq: z.int().min(1),
  /** Epoch milliseconds on the terminal's clock. */
  at: z.number(),
  /** Identifies the payment in every export of it. */
  intentId: z.string(),
  packageId: z.string(),
  /** Kassenzeichen. */
  reference: z.string(),
  /** Key of the site's `payees`; `null` if nobody knows any more. */
  payee: z.string().nullable(),
  cents: z.int().min(1),
  receiptNo: z.int().nullable(),
  trace: z.int().nullable(),
  /** Terminal-ID of the payment terminal. */
  terminalId: z.string().nullable(),
  cardName: z.string().nullable(),
  authCode: z.string().nullable(),
  /** Paid on a telephone: the payment portal's number of it, and its word for how. Not where a card was used. */
  online: z
    .strictObject({ transactionId: z.string().max(36).nullable(), method: z.string().max(20).nullable() })
    .optional(),
};

const Part = z.strictObject({ payee: z.string().nullable(), reference: z.string(), cents: z.int().min(1) });

/**
 * Money that moved. `cleared` and `cleared-reversal`: it moved before an earlier closing, and became certain only now;
 * the device counted it then.
 */
export const Item = z.strictObject({
  kind: z.enum(['payment', 'reversal', 'cleared', 'cleared-reversal']),
  ...What,
  /** Of one that pays several bills: what each payee gets of it. Not where there is one. */
  parts: z.array(Part).min(2).max(10).optional(),
});
export type Item = z.infer<typeof Item>;

/** Nobody knows whether money moved. `bookedCents`: the device said another amount than was asked for. */
export const OpenItem = z.strictObject({
  kind: z.enum(['payment', 'reversal']),
  ...What,
  reason: z.string().nullable(),
  bookedCents: z.int().nullable(),
});
export type OpenItem = z.infer<typeof OpenItem>;

/** Paid at the device's own keys, or at another till that shares it: money that belongs to no request. */
export const UnsolicitedPayment = z.strictObject({
  seq: z.int().min(1),
  at: z.number(),
  intentId: z.string(),
  cents: z.int().min(1),
  receiptNo: z.int().nullable(),
  trace: z.int().nullable(),
  terminalId: z.string().nullable(),
  cardName: z.string().nullable(),
});
export type UnsolicitedPayment = z.infer<typeof UnsolicitedPayment>;

export const DeviceTotals = z.strictObject({
  count: z.int().nullable(),
  total: z.int().nullable(),
  detail: TotalsDetail.nullable(),
});
export type DeviceTotals = z.infer<typeof DeviceTotals>;

export const Difference = z.strictObject({
  kind: z.enum([
    'not-counted', // in the journal, not in the device's sum
    'counted-unknown', // in the device's sum, not in the journal
    'amount-differs', // the device booked another amount than was asked for
    'count-differs', // the sums agree, the numbers of payments do not
    'unclear-payment',
    'unclear-reversal',
    'foreign-payment', // the device told of a payment that is none of this terminal's
    'closing-interrupted', // the device may have closed before, with totals nobody saw
    'not-told', // the device closed and told no sum
  ]),
  /** What the device counted more than the journal; negative: less. */
  cents: z.int(),
  /** `intentId` of the payments it is about; of several only one may be meant where `isCertain` is false. */
  intentIds: z.array(z.string()),
  /** The arithmetic leaves no other explanation. */
  isCertain: z.boolean(),
  /** Of an unclear act or a foreign payment, where certain: the device has counted it. */
  isCounted: z.boolean().nullable(),
  /** Receipt numbers within the device's range that this terminal has never seen: another till's, or none. */
  foreignReceipts: z.array(z.int()).max(50),
});
export type Difference = z.infer<typeof Difference>;
export type DifferenceKind = Difference['kind'];

const Payee = z.strictObject({ name: z.string(), iban: z.string(), bic: z.string().nullable() });

export const Account = z.strictObject({
  /** 1, 2, 3, … without gaps for the life of the database. */
  number: z.int().min(1),
  terminalId: z.string(),
  /** Day that was closed, "2026-01-31". */
  day: z.string(),
  timeZone: z.string(),
  closedAt: z.number(),
  /** Journal entries after `fromSeq` up to and including `toSeq`, the closing's own; `head` is the hash of that one. */
  fromSeq: z.int(),
  toSeq: z.int(),
  head: z.string(),
  /** As the site named them at the closing. */
  payees: z.record(z.string(), Payee),
  device: DeviceTotals,
  items: z.array(Item),
  open: z.array(OpenItem),
  foreign: z.array(UnsolicitedPayment),
  /** Payments by card less reversals of this closing, without what is cleared or open: what the device has counted. */
  journal: z.strictObject({ count: z.int(), total: z.int() }),
  differences: z.array(Difference),
});
export type Account = z.infer<typeof Account>;

/** What an item adds to the payee's account. */
export const signedCents = (item: Pick<Item, 'kind' | 'cents'>): number =>
  item.kind === 'reversal' || item.kind === 'cleared-reversal' ? -item.cents : item.cents;
