import { z } from 'zod';
import type * as driver from '../../device-drivers/receipt-printer/contract.ts';

/** The receipt printer's words as they travel over the link; shapes of device-drivers/receipt-printer/contract.ts. */
type Both<T> = z.ZodType<T, T>;

const ReceiptBlock: Both<driver.ReceiptBlock> = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text'),
    text: z.string(),
    align: z.enum(['left', 'center', 'right']).exactOptional(),
    bold: z.boolean().exactOptional(),
    size: z.union([z.literal(1), z.literal(2)]).exactOptional(),
  }),
  z.strictObject({
    type: z.literal('columns'),
    left: z.string(),
    right: z.string(),
    bold: z.boolean().exactOptional(),
  }),
  z.strictObject({ type: z.literal('rule') }),
  z.strictObject({ type: z.literal('space'), lines: z.int().min(1) }),
  z.strictObject({ type: z.literal('qr'), data: z.string() }),
  z.strictObject({ type: z.literal('logo'), name: z.string() }),
  z.strictObject({ type: z.literal('cut') }),
]);

export const ReceiptDocument: Both<driver.ReceiptDocument> = z.strictObject({
  id: z.string(),
  blocks: z.array(ReceiptBlock),
});

export const PrintOutcome: Both<driver.PrintOutcome> = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.strictObject({ printed: z.literal(true) }) }),
  z.strictObject({
    ok: z.literal(false),
    error: z.strictObject({
      reason: z.enum([
        'paper-out',
        'cover-open',
        'cutter-error',
        'overheated',
        'offline',
        'unrecoverable',
        'not-confirmed',
      ]),
      partial: z.boolean(),
    }),
  }),
]);
