import { z } from 'zod';

/**
 * Payment portal by XBezahldienste 1.0.0 (xoev.de): the terminal opens a
 * transaction, shows its address as a QR code for the citizen's own phone, and asks until there is an outcome.
 * Amounts are euro with two decimals, as the standard has them; names are the standard's, "grosAmount" included.
 */
const Euro = z.number().min(0).max(1_000_000);

export const PaymentItem = z.strictObject({
  id: z.string().min(1).max(36),
  /** Kassenzeichen of this item. */
  reference: z.string().min(1).max(35),
  description: z.string().max(250),
  /** Percent. */
  taxRate: z.number().min(0).max(100),
  quantity: z.int().min(1).max(9999),
  totalNetAmount: Euro,
  totalTaxAmount: Euro,
  singleNetAmount: Euro,
  singleTaxAmount: Euro,
  bookingData: z.record(z.string(), z.string()).optional(),
});
export type PaymentItem = z.infer<typeof PaymentItem>;

export const PaymentRequest = z.strictObject({
  requestId: z.string().min(1).max(36),
  requestTimestamp: z.iso.datetime({ offset: true }),
  currency: z.literal('EUR'),
  grosAmount: Euro,
  purpose: z.string().min(1).max(27),
  description: z.string().max(250),
  redirectUrl: z.url(),
  items: z.array(PaymentItem).min(1).max(100),
});
export type PaymentRequest = z.infer<typeof PaymentRequest>;

export const PaymentStatus = z.enum(['INITIAL', 'PAYED', 'FAILED', 'CANCELED']);
export type PaymentStatus = z.infer<typeof PaymentStatus>;

/** What is only shown is left out where it is not as the standard says: it must not hide that money was paid. */
export const PaymentTransaction = z.looseObject({
  transactionUrl: z.string().max(2000).optional().catch(undefined),
  /** Page on which the citizen pays; of no use once there is an outcome. */
  transactionRedirectUrl: z.url().max(2000).optional().catch(undefined),
  transactionId: z.string().min(1).max(36),
  transactionReference: z.string().min(1).max(100),
  transactionTimestamp: z.string().max(40),
  paymentMethod: z
    .enum(['GIROPAY', 'PAYDIRECT', 'CREDITCARD', 'PAYPAL', 'INVOICE', 'OTHER'])
    .optional()
    .catch(undefined),
  paymentMethodDetail: z.string().max(36).optional().catch(undefined),
  status: PaymentStatus,
  statusDetail: z.string().max(250).optional().catch(undefined),
});
export type PaymentTransaction = z.infer<typeof PaymentTransaction>;

export const PaymentAnswer = z.looseObject({ paymentInformation: PaymentTransaction });
