import { z } from 'zod';
import { FeeItem } from './money.ts';
import { Reason, Reference } from './references.ts';

/** What becomes of money that was paid for a request that will not be served. */
export const Refund = z
  .enum(['none', 'reversing', 'reversed', 'staff'])
  .describe('none: nothing was paid; staff: not by itself, the municipality repays');
export type Refund = z.infer<typeof Refund>;

/** What an authority says is wrong with a request, in words, and how many of them are handed on. */
export const ProblemText = z.string().max(300);
export const MOST_PROBLEMS = 20;

export const Delivery = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sending') }),
  z.strictObject({ kind: z.literal('submitted') }),
  z.strictObject({ kind: z.literal('accepted') }),
  /** Told again when `refund` changes. */
  z.strictObject({
    kind: z.literal('rejected'),
    problems: z.array(ProblemText).max(MOST_PROBLEMS),
    refund: Refund.default('none'),
  }),
  /** No repetition will help (key rolled over, refused for good): staff have it. Told again when `refund` changes. */
  z.strictObject({ kind: z.literal('undeliverable'), reason: Reason, refund: Refund }),
  /** Will be retried by the outbox; the session need not wait. */
  z.strictObject({ kind: z.literal('deferred'), reason: Reason }),
]);
export type Delivery = z.infer<typeof Delivery>;

/**
 * What the run, or the session, before left in the middle: a payment with nobody's screen. Shown to whoever stands there
 * now, for some minutes; nothing about a person. `asking`: the payment terminal is being asked what happened.
 */
export const Interrupted = z.strictObject({
  packageId: z.uuid(),
  serviceId: z.string(),
  cents: z.int().min(1),
  reference: Reference,
  items: z.array(FeeItem).readonly(),
  outcome: z.enum(['asking', 'paid', 'not-paid', 'unclear']),
  delivery: Delivery.nullable(),
  receiptPrinted: z.boolean(),
});
export type Interrupted = z.infer<typeof Interrupted>;
