import type { EidFailure } from '../contract.ts';

/**
 * The app's own failure codes, since 1.26.3 (AusweisApp 2.5, "Failure Codes"), by what the person can do about them.
 * A code that is longer than the one listed belongs to it, too: newer versions divide what older ones lump together.
 */
const CODES: Readonly<Partial<Record<EidFailure, readonly string[]>>> = {
  cancelled: ['User_Cancelled'],
  // At the keys of the reader, or of a telephone in its place.
  'pin-entry-cancelled': [
    'Establish_Pace_Channel_User_Cancelled',
    'Change_Pin_User_Cancelled',
    'Change_Pin_Card_User_Cancelled',
    'Enter_Pace_Password_Ifd_User_Cancelled',
    'Enter_New_Pace_Pin_Ifd_User_Cancelled',
  ],
  'new-pin-mismatch': ['Change_Pin_New_Pin_Mismatch', 'Change_Pin_New_Pin_Invalid_Length'],
  timeout: ['Change_Pin_Input_Timeout'],
  'card-removed': ['Card_Removed'],
  'card-deactivated': ['Connect_Card_Eid_Inactive'],
  'card-blocked': ['Establish_Pace_Channel_Puk_Inoperative'],
  // Lies askew or gets too little power, by the advice of the code's own page.
  'card-unreadable': [
    'Connect_Card_Connection_Failed',
    'Maintain_Card_Connection_Pace_Unrecoverable',
    'Did_Authenticate_Eac1_Card_Command_Failed',
    'Transmit_Card_Command_Failed',
    'Change_Pin_Unexpected_Transmit_Status',
    'Change_Pin_Unrecoverable',
  ],
  'portal-unreachable': [
    'Get_TcToken_Network_Error',
    'Generic_Send_Receive_Network_Error',
    'Generic_Provider_Communication_Network_Error',
    'Check_Refresh_Address_Unknown_Network_Error',
    'Check_Refresh_Address_Proxy_Error',
    'Check_Refresh_Address_Service_Timeout',
  ],
  // It answers, with an HTTP status from 500 on.
  'portal-unavailable': [
    'Get_TcToken_ServiceUnavailable',
    'Get_TcToken_Server_Error',
    'Generic_Send_Receive_Service_Unavailable',
    'Generic_Send_Receive_Server_Error',
    'Generic_Provider_Communication_ServiceUnavailable',
    'Generic_Provider_Communication_Server_Error',
    'Check_Refresh_Address_Service_Unavailable',
    'Check_Refresh_Address_Server_Error',
  ],
  // What is wrong with it or with its certificates, it or its provider has to mend. A card that refuses the provider
  // says `Did_Authenticate_Eac2_Card_Command_Failed` (2.3.1).
  'portal-refused': [
    'Parse_TcToken_',
    'Get_TcToken_',
    'Certificate_Check_Failed_',
    'Pre_Verification_',
    'Extract_Cvcs_',
    'Process_Certificates_',
    'Did_Authenticate_Eac2_',
    'Generic_Send_Receive_',
    'Start_Paos_Response_',
    'Check_Refresh_Address_',
    'Generic_Provider_Communication_',
    'Get_SelfAuthData_',
  ],
  'client-error': [
    'Establish_Pace_Channel_Basic_Reader_No_Pin',
    'Establish_Pace_Channel_Unknown_Password_Id',
    'Change_Pin_No_SetEidPinCommand_Response',
    'Browser_Send_Failed',
    'Start_Ifd_Service_Failed',
    'Prepare_Pace_Ifd_Unknown',
    'Establish_Pace_Ifd_Unknown',
  ],
};

/** The longest first: `Get_TcToken_Network_Error` before `Get_TcToken_`. */
const BY_LENGTH = Object.entries(CODES)
  .flatMap(([failure, codes]) => codes.map((start) => ({ start, failure: failure as EidFailure })))
  .sort((a, b) => b.start.length - a.start.length);

/** `null` for none, and for one that nobody knows yet. */
export const failureOfCode = (reason: string | undefined): EidFailure | null =>
  BY_LENGTH.find(({ start }) => reason?.startsWith(start))?.failure ?? null;
