import { Bug } from '../../foundation/errors.ts';
import { type Cents, isCents } from '../../foundation/money.ts';
import { PaymentRequest } from './contract.ts';

export interface ItemToPay {
  readonly id: string;
  /** Kassenzeichen. */
  readonly reference: string;
  readonly description: string;
  /** Gross. */
  readonly cents: Cents;
  /** Percent; 0 for fees of an authority. */
  readonly taxRate: number;
}

export interface PaymentToOpen {
  /** Unique for ever: a repetition with the same id must never open a second transaction. At most 36 characters. */
  readonly requestId: string;
  /** Shown on the statement, at most 27 characters. */
  readonly purpose: string;
  readonly description: string;
  /** Where the payment page leads back to; on a phone that is a page of thanks, never the terminal. */
  readonly redirectUrl: string;
  readonly items: readonly ItemToPay[];
}

/** The request as the standard wants it. @throws Bug for amounts or lengths that cannot be */
export function paymentRequest(payment: PaymentToOpen, now: number): PaymentRequest {
  const total = payment.items.reduce((sum, { cents }) => sum + cents, 0);
  if (!payment.items.every(({ cents }) => isCents(cents)) || !isCents(total) || total === 0) {
    throw new Bug('not an amount in cents');
  }
  const request = PaymentRequest.safeParse({
    requestId: payment.requestId,
    requestTimestamp: new Date(now).toISOString(),
    currency: 'EUR',
    grosAmount: total / 100,
    purpose: payment.purpose,
    description: payment.description,
    redirectUrl: payment.redirectUrl,
    items: payment.items.map((item) => {
      // Net is rounded, tax is the rest: the two always add up to what is paid.
      const net = Math.round(item.cents / (1 + item.taxRate / 100));
      const [netAmount, taxAmount] = [net / 100, (item.cents - net) / 100];
      return {
        id: item.id,
        reference: item.reference,
        description: item.description,
        taxRate: item.taxRate,
        quantity: 1,
        totalNetAmount: netAmount,
        totalTaxAmount: taxAmount,
        singleNetAmount: netAmount,
        singleTaxAmount: taxAmount,
      };
    }),
  });
  if (!request.success) throw new Bug(`payment: ${request.error.issues.map((i) => i.path.join('.')).join(', ')}`);
  return request.data;
}
