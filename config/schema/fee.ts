import { z } from 'zod';
import { TextKey } from './text-key.ts';

/** Whose money it is: a tenant of the terminal, as in the site's `payees` and in the bill register's `payeeId`. */
export const PayeeId = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'id');

export const Fee = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('fixed'),
    cents: z.int().min(1).max(100_000_00),
    purpose: TextKey,
    payee: PayeeId,
  }),
  z
    .strictObject({ kind: z.literal('bill'), purpose: TextKey })
    .describe('The amount is that of an existing bill (Kassenzeichen)'),
]);
