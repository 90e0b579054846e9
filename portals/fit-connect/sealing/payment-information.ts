import { Bug } from '../../../foundation/errors.ts';
import { type Cents, isCents } from '../../../foundation/money.ts';
import { PaymentInformation } from '../contract.ts';

/** How money was paid, in the words of card schemes rather than of FIT-Connect. */
export type PaidWith = 'girocard' | 'credit-card' | 'other-card' | 'card-or-online';

/** How a payment portal says that it was paid: words of XBezahldienste, which are those of the metadata. */
export interface PaidOnline {
  readonly method: string | null;
  readonly detail: string | null;
}

const METHODS: Record<PaidWith, { method: PaymentInformation['paymentMethod']; detail?: string }> = {
  girocard: { method: 'OTHER', detail: 'girocard' },
  'other-card': { method: 'OTHER', detail: 'card' },
  'credit-card': { method: 'CREDITCARD' },
  // Sealed before it is paid, where both can be chosen.
  'card-or-online': { method: 'OTHER', detail: 'card-or-online' },
};

function methodOf(paidWith: PaidWith | PaidOnline): { method: PaymentInformation['paymentMethod']; detail?: string } {
  if (typeof paidWith === 'string') return METHODS[paidWith];
  const method = PaymentInformation.shape.paymentMethod.catch('OTHER').parse(paidWith.method);
  // The schema knows no blanks there, and portals write what they like.
  const detail = paidWith.detail?.replaceAll(/[^\w-]+/g, '-').slice(0, 36) || (method === 'OTHER' ? 'online' : null);
  return { method, ...(detail !== null && { detail }) };
}

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
  paidWith: PaidWith | PaidOnline,
): PaymentInformation {
  if (!isCents(cents)) throw new Bug('not an amount in cents');
  const { method, detail } = methodOf(paidWith);
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
