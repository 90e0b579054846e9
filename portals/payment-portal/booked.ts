import { Bug } from '../../foundation/errors.ts';
import type { PaymentInformation } from '../fit-connect/contract.ts';
import { bookedStatus } from '../fit-connect/sealing/payment-information.ts';
import type { PaymentTransaction } from './contract.ts';

/**
 * An online payment as FIT-Connect's metadata carry it; `null` unless it is paid.
 * @param reference Kassenzeichen under which the money is booked
 */
export function bookedPayment(
  transaction: PaymentTransaction,
  reference: string,
  cents: number,
): PaymentInformation | null {
  const status = bookedStatus(transaction.status);
  if (status === null) return null;
  if (!Number.isSafeInteger(cents) || cents < 1) throw new Bug('not an amount in cents');
  const { paymentMethodDetail, transactionUrl } = transaction;
  return {
    transactionReference: reference,
    transactionId: transaction.transactionId,
    ...(transactionUrl !== undefined && { transactionUrl }),
    paymentMethod: transaction.paymentMethod ?? 'OTHER',
    ...(paymentMethodDetail !== undefined && { paymentMethodDetail }),
    status,
    grossAmount: cents / 100,
  };
}
