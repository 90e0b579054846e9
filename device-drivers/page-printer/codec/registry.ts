/** Numbers of RFC 8011: operations (section 5.4.15), status codes (appendix B), states (sections 5.3.7 and 5.4.11). */

export const OPERATIONS = {
  'Print-Job': 0x0002,
  'Validate-Job': 0x0004,
  'Create-Job': 0x0005,
  'Send-Document': 0x0006,
  'Cancel-Job': 0x0008,
  'Get-Job-Attributes': 0x0009,
  'Get-Jobs': 0x000a,
  'Get-Printer-Attributes': 0x000b,
} as const;
export type IppOperation = keyof typeof OPERATIONS;

export const STATUS = {
  ok: 0x0000,
  okIgnored: 0x0001,
  okConflicting: 0x0002,
  badRequest: 0x0400,
  forbidden: 0x0401,
  notAuthenticated: 0x0402,
  notAuthorized: 0x0403,
  notPossible: 0x0404,
  timeout: 0x0405,
  notFound: 0x0406,
  gone: 0x0407,
  documentFormatNotSupported: 0x040a,
  attributesNotSupported: 0x040b,
  documentFormatError: 0x0411,
  internalError: 0x0500,
  operationNotSupported: 0x0501,
  serviceUnavailable: 0x0502,
  versionNotSupported: 0x0503,
  deviceError: 0x0504,
  temporaryError: 0x0505,
  notAcceptingJobs: 0x0506,
  busy: 0x0507,
} as const;

/** Codes below 0x0100 are successes, some with remarks. */
export const isSuccess = (status: number): boolean => status < 0x0100;

export const JOB_STATES = {
  pending: 3,
  held: 4,
  processing: 5,
  stopped: 6,
  canceled: 7,
  aborted: 8,
  completed: 9,
} as const;
export type JobState = keyof typeof JOB_STATES;

export const PRINTER_STATES = { idle: 3, processing: 4, stopped: 5 } as const;
export type PrinterState = keyof typeof PRINTER_STATES;

export const jobStateOf = (value: number | undefined): JobState | undefined => keyOf(JOB_STATES, value);
export const printerStateOf = (value: number | undefined): PrinterState | undefined => keyOf(PRINTER_STATES, value);

function keyOf<K extends string>(table: Readonly<Record<K, number>>, value: number | undefined): K | undefined {
  return (Object.keys(table) as K[]).find((key) => table[key] === value);
}
