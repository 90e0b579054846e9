import { z } from 'zod';
import { NotPaidReason } from '../../../device-drivers/payment/contract.ts';
import { Reference } from './references.ts';

/** Most bills, or other parts, of one payment. */
export const MOST_ITEMS = 10;

/** One part of a payment: what one payee gets under one Kassenzeichen. In cents; the purpose is that of the payee, in German. */
export const FeeItem = z.strictObject({
  /** Key of the site's `payees`; `null` in rows older than payees. */
  payee: z.string().max(40).nullable(),
  reference: Reference,
  cents: z.int().min(1),
  purpose: z.string().max(140),
});
export type FeeItem = Readonly<z.infer<typeof FeeItem>>;

/** What is paid for one package: the sum of its items, under the Kassenzeichen of the first. */
export const PackageFee = z
  .strictObject({
    cents: z.int().min(1),
    reference: Reference,
    items: z.array(FeeItem).min(1).max(MOST_ITEMS).readonly(),
  })
  .refine(({ cents, items }) => cents === items.reduce((sum, item) => sum + item.cents, 0), 'sum-of-items')
  .refine(({ reference, items }) => reference === items[0]?.reference, 'reference-of-first')
  .refine(({ items }) => new Set(items.map((item) => item.reference)).size === items.length, 'reference-twice');
export type PackageFee = Readonly<z.infer<typeof PackageFee>>;

/** @param items at least one */
export const feeOfItems = (items: readonly FeeItem[]): PackageFee => ({
  cents: items.reduce((sum, { cents }) => sum + cents, 0),
  reference: items[0]?.reference ?? '',
  items,
});

/** `isOnline`: on a telephone, although a card was to be used. */
const Paid = z.strictObject({
  kind: z.literal('paid'),
  cardName: z.string().max(40).nullable(),
  isOnline: z.literal(true).optional(),
});
export const CARD_NAME = Paid.shape.cardName;

export const PaymentAnswer = z.discriminatedUnion('kind', [
  Paid,
  z.strictObject({
    kind: z.literal('not-paid'),
    reason: NotPaidReason.catch('device-error'),
    text: z.string().max(400).nullable(),
  }),
  z.strictObject({ kind: z.literal('unclear'), reference: Reference }),
]);
export type PaymentAnswer = Readonly<z.infer<typeof PaymentAnswer>>;

/**
 * Why nothing was paid on the telephone. `failed`, `cancelled`: the portal says so. `expired`: its time on the screen is
 * over. `left`: the citizen wants another way. `unreachable`, `refused`: no payment could be opened.
 */
export const OnlineNotPaid = z.enum(['failed', 'cancelled', 'expired', 'left', 'unreachable', 'refused']);
export type OnlineNotPaid = z.infer<typeof OnlineNotPaid>;

export const OnlineAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('paid') }),
  z.strictObject({ kind: z.literal('not-paid'), reason: OnlineNotPaid }),
  z.strictObject({ kind: z.literal('unclear'), reference: Reference }),
]);
export type OnlineAnswer = Readonly<z.infer<typeof OnlineAnswer>>;

/** How a payment on a telephone stands. */
export const OnlineProgress = z.discriminatedUnion('kind', [
  /** `address`: of the page on which it is paid; `null` while the portal has not told it. `until`: epoch milliseconds. */
  z.strictObject({
    kind: z.literal('code'),
    address: z.string().max(2000).nullable(),
    until: z.int(),
    isReachable: z.boolean(),
  }),
  /** Booked while nobody was asking for it any more. */
  z.strictObject({ kind: z.literal('paid') }),
]);
export type OnlineProgress = Readonly<z.infer<typeof OnlineProgress>>;
