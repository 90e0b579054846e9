import { Bug } from '../../../foundation/errors.ts';
import { type Cents, isCents } from '../../../foundation/money.ts';
import { PaymentInformation } from '../contract.ts';

/** How money was paid, in the words of card schemes rather than of FIT-Connect. */
export type PaidWith = 'girocard' | 'credit-card' | 'invoice' | 'paypal' | 'giropay' | 'paydirekt' | 'other-card';

const METHODS: Record<PaidWith, { method: PaymentInformation['paymentMethod']; detail?: string }> = {
  girocard: { method: 'OTHER', detail: 'girocard' },
  'other-card': { method: 'OTHER', detail: 'card' },
  'credit-card': { method: 'CREDITCARD' },
  invoice: { method: 'INVOICE' },
  paypal: { method: 'PAYPAL' },
  giropay: { method: 'GIROPAY' },
  paydirekt: { method: 'PAYDIRECT' },
};

/**
 * Payment as metadata want it, the same in 1.x and 2.x. The status is always `BOOKED`: a submission is sent only once paid. XBezahldienste
 * calls the same state `PAYED` (see `bookedStatus`).
 * @param reference Kassenzeichen
 * @param transactionId at most 36 characters
 */
export function paymentInformation(
  reference: string,
  transactionId: string,
  cents: Cents,
  paidWith: PaidWith,
): PaymentInformation {
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
