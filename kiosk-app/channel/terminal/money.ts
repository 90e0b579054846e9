import { z } from 'zod';
import { NotPaidReason } from '../../../device-drivers/payment/contract.ts';
import { Reference } from './references.ts';

const Paid = z.strictObject({ kind: z.literal('paid'), cardName: z.string().max(40).nullable() });
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
