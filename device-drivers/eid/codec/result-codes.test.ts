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
  ['Connect_Card_Eid_Inactive', 'card-deactivated'],
  ['Establish_Pace_Channel_Puk_Inoperative', 'card-blocked'],
  ['Pre_Verification_Invalid_Certificate_Chain', 'portal-refused'],
  ['Get_TcToken_Network_Error', 'portal-unreachable'],
  ['Get_TcToken_ServiceUnavailable', 'portal-unreachable'],
  ['Get_TcToken_Client_Error', 'portal-refused'],
  ['Generic_Send_Receive_Server_Error', 'portal-unreachable'],
  ['Check_Refresh_Address_Service_Timeout', 'portal-unreachable'],
  ['Check_Refresh_Address_Hash_Missing_In_Certificate', 'portal-refused'],
  ['Change_Pin_Card_User_Cancelled', 'cancelled'],
  ['Change_Pin_Input_Timeout', 'timeout'],
])('newer versions say %s: %s', (reason, failure) => {
  expect(failureOf(result('al/common#internalError', reason), 'https://portal.example/')).toBe(failure);
});
