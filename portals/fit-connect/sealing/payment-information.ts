import type { z } from 'zod';
import { Bug } from '../../../foundation/errors.ts';
import { type Cents, isCents } from '../../../foundation/money.ts';
import { PaymentInformation } from '../contract.ts';

type PaymentInformationValue = z.infer<typeof PaymentInformation>;

/** How money was paid, in the words of card schemes rather than of FIT-Connect. */
export type PaidWith = 'girocard' | 'credit-card' | 'invoice' | 'paypal' | 'giropay' | 'paydirekt' | 'other-card';

const METHODS: Record<PaidWith, { method: PaymentInformationValue['paymentMethod']; detail?: string }> = {
  girocard: { method: 'OTHER', detail: 'girocard' },
  'other-card': { method: 'OTHER', detail: 'card' },
  'credit-card': { method: 'CREDITCARD' },
  invoice: { method: 'INVOICE' },
  paypal: { method: 'PAYPAL' },
  giropay: { method: 'GIROPAY' },
  paydirekt: { method: 'PAYDIRECT' },
};

/**
 * Payment as metadata 1.0.0 wants it. The status is always `BOOKED`: a submission is sent only once paid. XBezahldienste
 * calls the same state `PAYED` (see `bookedStatus`).
 * @param reference Kassenzeichen
 * @param transactionId at most 36 characters
 */
export function paymentInformation(
  reference: string,
  transactionId: string,
  cents: Cents,
  paidWith: PaidWith,
): PaymentInformationValue {
  if (!isCents(cents)) throw new Bug('not an amount in cents');
  const { method, detail } = METHODS[paidWith];
  return PaymentInformation.parse({
    transactionReference: reference,
    transactionId,
    paymentMethod: method,
    ...(detail && { paymentMethodDetail: detail }),
    status: 'BOOKED',
    grossAmount: cents / 100,
  });
}

/** Maps the status of an XBezahldienste transaction to metadata: only `PAYED` is booked, nothing else may be sent. */
export const bookedStatus = (xbezahldienste: 'INITIAL' | 'PAYED' | 'FAILED' | 'CANCELED'): 'BOOKED' | null =>
  xbezahldienste === 'PAYED' ? 'BOOKED' : null;
