import { z } from 'zod';

/**
 * Lookup of an open bill by its Kassenzeichen: the municipality's own interface (there is no federal standard for it).
 * GET {base}/bills/{reference} → Bill, 404 → unknown. A register that keeps dots and dashes finds the bill without them
 * too, if there is just one. Free of names by contract.
 */
export const Bill = z.strictObject({
  /** Kassenzeichen as printed, without blanks, 6–20 of A–Z 0–9 . - / */
  reference: z.string().regex(/^[A-Z0-9./-]{6,20}$/),
  payee: z.string().max(70),
  /** Id of the payee (tenant) as in the service's configuration. */
  payeeId: z.string().max(40),
  /** "Verwarnung", "Hundesteuer 2026", … */
  purpose: z.string().max(140),
  cents: z.int().min(1).max(100_000_00),
  dueDate: z.iso.date().nullable(),
  status: z.enum(['open', 'paid', 'cancelled', 'not-payable-here']),
});
export type Bill = z.infer<typeof Bill>;

export const BillLookup = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('found'), bill: Bill }),
  z.strictObject({ kind: z.literal('unknown') }),
  z.strictObject({ kind: z.literal('unavailable') }),
  /** Of the terminal, never of the register: money for it is under way here, or may have moved. */
  z.strictObject({ kind: z.literal('being-paid') }),
]);
export type BillLookup = z.infer<typeof BillLookup>;
