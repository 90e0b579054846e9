import { STATUS } from '../codec/registry.ts';
import type { PagePrintFault, PrinterTrouble } from '../contract.ts';
import type { IppFailure } from '../dialogue/client.ts';

/** The request may have arrived although no answer came back. */
export const isLinkLoss = (failure: IppFailure): boolean =>
  failure.reason === 'unreachable' || failure.reason === 'no-answer';

export const isRefusal = (failure: IppFailure, ...statuses: readonly number[]): boolean =>
  failure.reason === 'refused' && statuses.includes(failure.status);

/**
 * It may have been taken, though the answer cannot be read: only looking for it tells. An answer that refuses, and one
 * of HTTP before the document was read, took nothing.
 */
export const isUnsure = (failure: IppFailure): boolean =>
  isLinkLoss(failure) || ['malformed', 'not-ipp', 'too-large'].includes(failure.reason);

const isHttpUnavailable = (failure: IppFailure): boolean =>
  failure.reason === 'http-status' && failure.detail === '503';

/** Says "later", in IPP or in HTTP: another job is in front, or it is waking up. */
export const isBusy = (failure: IppFailure): boolean =>
  isHttpUnavailable(failure) || isRefusal(failure, STATUS.busy, STATUS.temporaryError, STATUS.serviceUnavailable);

export const isForgotten = (failure: IppFailure): boolean => isRefusal(failure, STATUS.notFound, STATUS.gone);

export function faultOfFailure(failure: IppFailure): PagePrintFault {
  switch (failure.reason) {
    case 'unreachable':
    case 'no-answer':
    case 'untrusted':
      return 'offline';
    case 'access-denied':
      return 'not-accepting';
    case 'refused':
      return faultOfStatus(failure);
    case 'http-status':
      return isBusy(failure) ? 'busy' : 'protocol-error';
    default:
      return 'protocol-error';
  }
}

function faultOfStatus(failure: IppFailure): PagePrintFault {
  if (isBusy(failure)) return 'busy';
  if (isRefusal(failure, STATUS.notAcceptingJobs, STATUS.forbidden, STATUS.notAuthenticated, STATUS.notAuthorized)) {
    return 'not-accepting';
  }
  if (isRefusal(failure, STATUS.documentFormatNotSupported, STATUS.documentFormatError)) return 'format-not-supported';
  return isRefusal(failure, STATUS.deviceError) ? 'other' : 'protocol-error';
}

export const faultOfTrouble = (trouble: PrinterTrouble): PagePrintFault =>
  trouble === 'misconfigured' ? 'other' : trouble;

/** RFC 8011 section 5.3.8, `job-state-reasons` of a job that was given up. */
export function faultOfJobReasons(reasons: readonly string[]): PagePrintFault | undefined {
  if (
    reasons.some((reason) => /^(document-format-error|unsupported-document-format|document-unprintable)/.test(reason))
  ) {
    return 'format-not-supported';
  }
  return reasons.some((reason) => reason.startsWith('job-canceled')) ? 'cancelled' : undefined;
}

/**
 * Reasons with which a job in "processing-stopped" is over and only its document left: nothing will go on by itself.
 * CUPS 2.4 says the first when a filter fails, whatever the queue's error policy.
 */
const GIVEN_UP: ReadonlySet<string> = new Set([
  'job-completed-with-errors',
  'aborted-by-system',
  'job-data-insufficient',
  'unsupported-compression',
]);
export const isGivenUp = (reasons: readonly string[]): boolean =>
  reasons.some((reason) => GIVEN_UP.has(reason)) || faultOfJobReasons(reasons) !== undefined;

/**
 * RFC 8011 section 5.3.8: what is left is clearing up. Printers and queues may say so for ever, of a job that came out as
 * of one that was withdrawn.
 */
export const isAtStopPoint = (reasons: readonly string[]): boolean => reasons.includes('processing-to-stop-point');
