import { z } from 'zod';

/** A payment portal by XBezahldienste 1.0.0 (xoev.de), and what was agreed with who runs it. */
export const PaymentPortal = z.strictObject({
  url: z.string().describe('Of the interface, without what follows before "/paymenttransaction"'),
  originatorId: z.string().min(1).max(36).describe('Of the municipality at the portal'),
  endPointId: z.string().min(1).max(36).describe('Of its terminals at the portal'),
  authorizationEnv: z
    .string()
    .nullable()
    .default(null)
    .describe('Environment variable with the value of the header "Authorization"; null: none is sent'),
  thanksPage: z.url().max(2000).describe('Where the telephone is led after the payment: a page of thanks'),
  validMinutes: z
    .int()
    .min(20)
    .max(24 * 60)
    .default(60)
    .describe(
      'So long after it was opened a payment can still be made at the portal; what has no outcome then is for staff',
    ),
  endOfDayAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .nullable()
    .default(null)
    .describe('When the day is closed where there is no card terminal; else its own time counts'),
});
export type PaymentPortal = z.infer<typeof PaymentPortal>;
