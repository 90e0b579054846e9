import type { EidFailure } from '../contract.ts';
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

/** Failure codes of 1.26.3 and later, where they say more than the minor code ("Failure codes" of the SDK). */
const BY_REASON: readonly (readonly [start: string, EidFailure])[] = [
  ['Card_Removed', 'card-removed'],
  ['User_Cancelled', 'cancelled'],
  // On the reader's own keypad.
  ['Establish_Pace_Channel_User_Cancelled', 'cancelled'],
  ['Change_Pin_User_Cancelled', 'cancelled'],
  ['Change_Pin_Card_User_Cancelled', 'cancelled'],
  ['Change_Pin_Input_Timeout', 'timeout'],
  ['Establish_Pace_Channel_Puk_Inoperative', 'card-blocked'],
  ['Connect_Card_Eid_Inactive', 'card-deactivated'],
  ['Get_TcToken_Network_Error', 'portal-unreachable'],
  ['Get_TcToken_ServiceUnavailable', 'portal-unreachable'],
  ['Get_TcToken_Server_Error', 'portal-unreachable'],
  ['Generic_Send_Receive_Network_Error', 'portal-unreachable'],
  ['Generic_Send_Receive_Service_Unavailable', 'portal-unreachable'],
  ['Generic_Send_Receive_Server_Error', 'portal-unreachable'],
  ['Check_Refresh_Address_Service_Unavailable', 'portal-unreachable'],
  ['Check_Refresh_Address_Server_Error', 'portal-unreachable'],
  ['Check_Refresh_Address_Service_Timeout', 'portal-unreachable'],
  ['Check_Refresh_Address_Proxy_Error', 'portal-unreachable'],
  ['Check_Refresh_Address_Unknown_Network_Error', 'portal-unreachable'],
  ['Generic_Provider_Communication_Network_Error', 'portal-unreachable'],
  ['Generic_Provider_Communication_ServiceUnavailable', 'portal-unreachable'],
  ['Generic_Provider_Communication_Server_Error', 'portal-unreachable'],
  ['Get_TcToken_', 'portal-refused'],
  ['Certificate_Check_Failed_', 'portal-refused'],
  ['Pre_Verification_', 'portal-refused'],
  ['Extract_Cvcs_', 'portal-refused'],
  ['Generic_Send_Receive_', 'portal-refused'],
  ['Check_Refresh_Address_', 'portal-refused'],
  ['Generic_Provider_Communication_', 'portal-refused'],
];

/** Why an AUTH that did not end well failed. Without `url` the portal was never reached, whatever else it says. */
export function failureOf(result: ResultCode, url: string | undefined): EidFailure {
  const byReason = BY_REASON.find(([start]) => result.reason?.startsWith(start));
  if (byReason) return byReason[1];
  const byMinor = BY_MINOR[minorOf(result)];
  if (byMinor) return byMinor;
  return url === undefined ? 'portal-unreachable' : 'other';
}
