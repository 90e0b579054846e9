import type { Cents } from '../../../foundation/money.ts';
import type { Recipient, SealedSubmission } from '../contract.ts';
import { type PaidOnline, type PaidWith, paymentInformation } from './payment-information.ts';
import { sealSubmission } from './seal.ts';

/** `$id` of config/submission-schemas/zahlungsmitteilung.schema.json: a destination must accept it. */
export const PAYMENT_NOTICE_SCHEMA = 'urn:buerger-terminal:zahlungsmitteilung:1';

/** What a terminal tells an authority of a fee that was paid after its request was sent: nothing about a person. */
export interface PaymentNotice {
  /** Of this notice. */
  readonly packageId: string;
  readonly destinationId: string;
  /** Of the request. */
  readonly caseId: string;
  /** Case number of the request. */
  readonly number: string;
  /** What the request was for, in German. */
  readonly serviceName: string;
  /** Its public service; `null` if none is known. */
  readonly serviceIdentifier: string | null;
  readonly cents: Cents;
  /** Kassenzeichen. */
  readonly reference: string;
  /** The request's package, for which the card terminal was asked; online the portal's number. At most 36 characters. */
  readonly transactionId: string;
  readonly paidWith: PaidWith | PaidOnline;
}

/**
 * A submission that follows up the request in its own case, with the payment in its metadata (`paymentInformation`,
 * `BOOKED`), where it stands for fees that are paid before sending.
 * @param recipient its key checked by `checkEncryptionKey`
 */
export function sealPaymentNotice(notice: PaymentNotice, recipient: Recipient): Promise<SealedSubmission> {
  const { packageId, destinationId, caseId, number, cents, reference, transactionId } = notice;
  const { key, metadataVersion, publicService } = recipient;
  const zahlung = { vorgangsnummer: number, kassenzeichen: reference, betragCent: cents, status: 'bezahlt' };
  return sealSubmission({
    packageId,
    destinationId,
    caseId,
    senderReference: number,
    key,
    metadataVersion,
    publicService: publicService === null ? null : { name: notice.serviceName, identifier: publicService },
    data: { bytes: new TextEncoder().encode(JSON.stringify({ zahlung })), schemaUri: PAYMENT_NOTICE_SCHEMA },
    attachments: [],
    evidence: null,
    payment: paymentInformation(reference, transactionId, cents, notice.paidWith),
  });
}

/** By what the card terminal prints: "girocard", "VISA DEBIT", … */
export function paidWith(cardName: string | null): PaidWith {
  if (cardName === null) return 'other-card';
  if (/girocard|maestro|\bec\b/i.test(cardName)) return 'girocard';
  return /visa|master|amex|american express/i.test(cardName) ? 'credit-card' : 'other-card';
}
