import { z } from 'zod';
import { TextKey } from './text-key.ts';

/** Whose money it is: a tenant of the terminal, as in the site's `payees` and in the bill register's `payeeId`. */
export const PayeeId = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'id');

const Cents = z.int().min(1).max(100_000_00);
const FieldName = z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'field-id');

/** Who pays less, and proves it. */
const Reduced = z
  .strictObject({
    field: FieldName.describe('Field of type yes-no: whoever answers yes pays less'),
    percent: z.int().min(1).max(99).describe('So much less; the rest is rounded down to the cent'),
    evidence: z.string().describe('Piece of evidence that is asked for then, and only then'),
  })
  .optional();

export const Fee = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('fixed'), cents: Cents, purpose: TextKey, payee: PayeeId, reduced: Reduced }),
  z
    .strictObject({
      kind: z.literal('table'),
      field: FieldName.describe('Field of type choice'),
      prices: z
        .array(z.strictObject({ value: z.string().max(60), cents: Cents }))
        .min(2)
        .max(40)
        .describe('One for each option of the field'),
      purpose: TextKey,
      payee: PayeeId,
      reduced: Reduced,
    })
    .describe('The amount depends on what is chosen'),
  z
    .strictObject({
      kind: z.literal('computed'),
      field: FieldName.describe('Field whose value is a number: how many, for how many days'),
      baseCents: Cents.optional().describe('Whatever the number is'),
      unitCents: Cents.describe('For each one'),
      unit: TextKey.describe('What the price is for: for each day, for each bin'),
      leastCents: Cents.optional(),
      mostCents: Cents.optional(),
      purpose: TextKey,
      payee: PayeeId,
      reduced: Reduced,
    })
    .describe('The amount is counted from a number'),
  z
    .strictObject({ kind: z.literal('bill'), purpose: TextKey })
    .describe('The amount is that of existing bills (Kassenzeichen)'),
]);
