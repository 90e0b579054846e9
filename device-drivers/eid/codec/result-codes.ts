import type { EidFailure } from '../contract.ts';
import { failureOfCode } from './failure-codes.ts';
import type { ResultCode } from './messages.ts';

/** eCard-API result codes (BSI TR-03112-1, section 4.2), after the common prefix. */
export const RESULT = 'http://www.bsi.bund.de/ecard/api/1.1/resultmajor';
export const MINOR = 'http://www.bsi.bund.de/ecard/api/1.1/resultminor/';

export const isOk = (result: ResultCode): boolean => result.major === `${RESULT}#ok`;

/** "al/common#unknownError" of the minor code, or "" if there is none. */
export const minorOf = (result: ResultCode): string =>
  result.minor?.startsWith(MINOR) ? result.minor.slice(MINOR.length) : '';

const BY_MINOR: Readonly<Record<string, EidFailure>> = {
  // The same local name under two layers: by the person (sal), by the card leaving the reader (ifdl).
  'sal#cancellationByUser': 'cancelled',
  'ifdl#cancellationByUser': 'card-removed',
  'ifdl#timeoutError': 'timeout',
  'dp#timeoutError': 'timeout',
  'dp#trustedChannelEstablishmentFailed': 'portal-unreachable',
  'dp#nodeNotReachable': 'portal-unreachable',
  'dp#communicationError': 'portal-unreachable',
  'al/common#communicationError': 'portal-unreachable',
  'dp#unknownChannelHandle': 'portal-refused',
  'dp#unknownProtocol': 'portal-refused',
  'dp#unknownCipherSuite': 'portal-refused',
  'dp#unknownWebserviceBinding': 'portal-refused',
  'al/common#noPermission': 'portal-refused',
  'al/common#incorrectParameter': 'portal-refused',
  'sal#prerequisitesNotSatisfied': 'portal-refused',
  'sal#securityConditionNotSatisfied': 'portal-refused',
  'il/signature#invalidSignature': 'portal-refused',
};

/** Why an AUTH that did not end well failed. Without `url` the portal was never reached, whatever else it says. */
export function failureOf(result: ResultCode, url: string | undefined): EidFailure {
  const known = failureOfCode(result.reason) ?? BY_MINOR[minorOf(result)];
  if (known) return known;
  return url === undefined ? 'portal-unreachable' : 'other';
}
