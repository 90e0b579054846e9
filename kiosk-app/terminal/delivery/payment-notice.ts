import { DeliveryProgress, type SealedSubmission } from '../../../portals/fit-connect/contract.ts';
import { type PaymentNotice, paidWith } from '../../../portals/fit-connect/sealing/payment-notice.ts';
import type { Journal } from '../store/journal.ts';
import type { Outbox } from '../store/outbox.ts';
import type { StoredPackage } from '../store/package.ts';
import { isContradicted } from '../store/package-consequences.ts';
import type { SubmissionPortal } from './submission-portal.ts';

export type NoticedService = Pick<PaymentNotice, 'serviceName' | 'serviceIdentifier'>;

export interface NoticeOptions {
  readonly outbox: Outbox;
  readonly journal: Journal;
  readonly portal: Pick<SubmissionPortal, 'sealNotice'>;
  /** What it was for, as authorities know it. */
  readonly serviceOf: (serviceId: string) => NoticedService;
}

/** Under which number it was paid, and how. */
function paymentOf(journal: Journal, packageId: string): Pick<PaymentNotice, 'transactionId' | 'paidWith'> {
  const online = journal.paidOnline(packageId)?.record;
  if (online) {
    const { transactionId, method, methodDetail } = online;
    // Metadata take fewer characters than a payment portal may give.
    const isTaken = /^[\w-]{1,36}$/.test(transactionId);
    return { transactionId: isTaken ? transactionId : packageId, paidWith: { method, detail: methodDetail } };
  }
  const card = journal.lastPaid(packageId)?.outcome.record?.cardName ?? null;
  return { transactionId: packageId, paidWith: paidWith(card) };
}

export type NoticeSealed =
  | { readonly kind: 'sealed'; readonly sealed: SealedSubmission }
  /** The package is no longer paid, or has no case at the authority: the notice is dropped. */
  | { readonly kind: 'void' }
  | { readonly kind: 'not-yet'; readonly reason: string };

/**
 * Seals the notice of a payment. The terminal itself may do so because a notice holds amounts and references and no name.
 * It is sealed when it is sent, so it needs no session, and a key that was rolled over meanwhile does no harm.
 */
export async function sealNotice(options: NoticeOptions, notice: StoredPackage): Promise<NoticeSealed> {
  const { outbox, journal, portal } = options;
  const about = notice.noticeOf === null ? null : outbox.get(notice.noticeOf);
  const caseId = about?.progress ? DeliveryProgress.parse(JSON.parse(about.progress)).caseId : null;
  const isRefused = about?.state === 'rejected' || (about?.state === 'flagged' && !isContradicted(about));
  if (!about?.fee || about.payment !== 'paid' || isRefused || caseId === null) {
    outbox.dropNotice(notice.packageId);
    return { kind: 'void' };
  }
  const made = await portal.sealNotice({
    packageId: notice.packageId,
    destinationId: notice.destinationId,
    caseId,
    number: about.number,
    ...options.serviceOf(about.serviceId),
    cents: about.fee.cents,
    reference: about.fee.reference,
    ...paymentOf(journal, about.packageId),
  });
  if (!made.ok) return { kind: 'not-yet', reason: made.error.reason };
  outbox.sealNotice(notice.packageId, made.value);
  return { kind: 'sealed', sealed: made.value };
}
