import type { ScanFault } from '../contract.ts';

/**
 * SANE_Status (SANE standard 1.06, section 4.2.7). scanimage ends with this number once the device is open; before
 * that, and for a command line it cannot use, it ends with 1. `text` is `sane_strstatus` in the C locale.
 */
interface Status {
  readonly exitCode: number;
  readonly name: string;
  readonly text: string;
  /** What it means while scanning; `null` is no fault. */
  readonly fault: ScanFault | null;
}

export const STATUSES = [
  { exitCode: 0, name: 'GOOD', text: 'Success', fault: null },
  { exitCode: 1, name: 'UNSUPPORTED', text: 'Operation not supported', fault: 'io-error' },
  { exitCode: 2, name: 'CANCELLED', text: 'Operation was canceled', fault: 'cancelled' },
  { exitCode: 3, name: 'DEVICE_BUSY', text: 'Device busy', fault: 'busy' },
  { exitCode: 4, name: 'INVAL', text: 'Invalid argument', fault: 'io-error' },
  { exitCode: 5, name: 'EOF', text: 'End of file reached', fault: null },
  { exitCode: 6, name: 'JAMMED', text: 'Document feeder jammed', fault: 'jammed' },
  { exitCode: 7, name: 'NO_DOCS', text: 'Document feeder out of documents', fault: 'no-paper' },
  { exitCode: 8, name: 'COVER_OPEN', text: 'Scanner cover is open', fault: 'cover-open' },
  { exitCode: 9, name: 'IO_ERROR', text: 'Error during device I/O', fault: 'io-error' },
  { exitCode: 10, name: 'NO_MEM', text: 'Out of memory', fault: 'out-of-memory' },
  { exitCode: 11, name: 'ACCESS_DENIED', text: 'Access to resource has been denied', fault: 'access-denied' },
] as const satisfies readonly Status[];

export type StatusName = (typeof STATUSES)[number]['name'];

const byText = new Map<string, (typeof STATUSES)[number]>(STATUSES.map((s) => [s.text, s]));
const byCode = new Map<number, (typeof STATUSES)[number]>(STATUSES.map((s) => [s.exitCode, s]));

/** Fault of a scan that failed with this `sane_strstatus` text; unknown texts are I/O errors. */
export function faultOfText(text: string): ScanFault | null {
  const status = byText.get(text);
  return status ? status.fault : 'io-error';
}

/** Fault of a scan by the exit code alone. */
export function faultOfExitCode(exitCode: number): ScanFault | null {
  const status = byCode.get(exitCode);
  return status ? status.fault : 'io-error';
}

/** What a failed `sane_open` can say that is not "not there", which is "Invalid argument", an I/O error, and the rest. */
const TOLD_AT_OPENING: readonly StatusName[] = [
  'DEVICE_BUSY',
  'ACCESS_DENIED',
  'NO_MEM',
  'COVER_OPEN',
  'JAMMED',
  'NO_DOCS',
];

/** Fault of a failed `sane_open`. */
export function faultOfOpening(text: string): ScanFault {
  const status = byText.get(text);
  return status?.fault && TOLD_AT_OPENING.includes(status.name) ? status.fault : 'gone';
}
