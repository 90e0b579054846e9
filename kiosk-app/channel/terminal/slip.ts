import { z } from 'zod';
import { PrintFault } from '../../../device-drivers/receipt-printer/contract.ts';

/** A text of the configuration as it stands there: the paper's width is the printer's business, nothing is cut here. */
const SlipText = z.string().max(2_000);
/** Printed lines that the session may add: resolved texts of the configuration, never a person's data. */
export const ReceiptTexts = z.strictObject({
  heading: z.array(SlipText).max(4),
  service: SlipText,
  lines: z.array(z.strictObject({ label: SlipText, value: SlipText })).max(32),
  footer: z.array(SlipText).max(8),
});

export const PrintAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('printed') }),
  z.strictObject({ kind: z.literal('fault'), reason: PrintFault }),
  z.strictObject({ kind: z.literal('no-printer') }),
]);
export type PrintAnswer = Readonly<z.infer<typeof PrintAnswer>>;
