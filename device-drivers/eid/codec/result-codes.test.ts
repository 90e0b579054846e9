import { expect, test } from 'vitest';
import { failureOf, MINOR, RESULT } from './result-codes.ts';

const result = (minor: string, reason?: string) => ({
  major: `${RESULT}#error`,
  minor: `${MINOR}${minor}`,
  ...(reason === undefined ? {} : { reason }),
});

test.each([
  ['sal#cancellationByUser', 'cancelled'],
  ['ifdl#cancellationByUser', 'card-removed'],
  ['dp#trustedChannelEstablishmentFailed', 'portal-unreachable'],
  ['dp#timeoutError', 'timeout'],
  ['al/common#somethingNew', 'other'],
])('%s is %s', (minor, failure) => {
  expect(failureOf(result(minor), 'https://portal.example/')).toBe(failure);
});

test('an unknown code without an address is a portal that was not reached', () => {
  expect(failureOf(result('al/common#internalError'), undefined)).toBe('portal-unreachable');
});

test.each([
  ['Card_Removed', 'card-removed'],
  ['Connect_Card_Connection_Failed', 'card-unreadable'],
  ['Connect_Card_Eid_Inactive', 'card-deactivated'],
  ['Establish_Pace_Channel_Puk_Inoperative', 'card-blocked'],
  ['Pre_Verification_Invalid_Certificate_Chain', 'portal-refused'],
  ['Get_TcToken_Network_Error', 'portal-unreachable'],
  ['Get_TcToken_ServiceUnavailable', 'portal-unavailable'],
  ['Get_TcToken_Client_Error', 'portal-refused'],
  ['Generic_Send_Receive_Server_Error', 'portal-unavailable'],
  ['Check_Refresh_Address_Service_Timeout', 'portal-unreachable'],
  ['Check_Refresh_Address_Hash_Missing_In_Certificate', 'portal-refused'],
  ['Establish_Pace_Channel_User_Cancelled', 'pin-entry-cancelled'],
  ['Change_Pin_Card_User_Cancelled', 'pin-entry-cancelled'],
  ['Change_Pin_New_Pin_Mismatch', 'new-pin-mismatch'],
  ['Change_Pin_Input_Timeout', 'timeout'],
  ['Browser_Send_Failed', 'client-error'],
  // Of a version to come: by the beginning it has in common with those we know.
  ['Get_TcToken_Something_New', 'portal-refused'],
])('newer versions say %s: %s', (reason, failure) => {
  expect(failureOf(result('al/common#internalError', reason), 'https://portal.example/')).toBe(failure);
});

test('a failure code that nobody knows leaves the word to the minor code', () => {
  expect(failureOf(result('sal#cancellationByUser', 'Something_New'), 'https://portal.example/')).toBe('cancelled');
});
