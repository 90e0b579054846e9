import type { AttributeReader } from '../codec/attributes.ts';
import { OPERATIONS, type PrinterState, printerStateOf } from '../codec/registry.ts';
import type { PrinterNotice, PrinterTrouble } from '../contract.ts';
import { readReason, type StateReason } from './state-reasons.ts';

/** What the driver wants to know; never `all`, which is 200 kB on big printers. */
export const PRINTER_ATTRIBUTES = [
  'printer-state',
  'printer-state-reasons',
  'printer-is-accepting-jobs',
  'printer-make-and-model',
  'printer-firmware-string-version',
  'document-format-supported',
  'operations-supported',
  'copies-supported',
  'media-supported',
  'sides-supported',
  'job-creation-attributes-supported',
  'marker-levels',
  'cups-version',
  'device-uri',
] as const;

export interface IppPrinterStatus {
  readonly state: PrinterState;
  readonly reasons: readonly StateReason[];
  readonly isAccepting: boolean;
  readonly model: string | null;
  readonly firmware: string | null;
  readonly takesPdf: boolean;
  /** Create-Job and Send-Document: then a job's number is known before its document leaves. */
  readonly createsJobs: boolean;
  readonly maxCopies: number;
  readonly media: readonly string[];
  readonly sides: readonly string[];
  readonly retains: boolean;
  /** Percent of the emptiest supply, if told. */
  readonly supplyLevel: number | undefined;
  /** How many attributes of its answer were malformed and left out. */
  readonly unreadable: number;
  /** A CUPS queue, which learns its printer's state only while it prints and can forget jobs on demand. */
  readonly cups: { readonly version: string; readonly deviceUri: string | undefined } | undefined;
}

/**
 * @param unreadable attributes of this answer that were malformed and left out
 * @returns undefined without a printer state, which every printer must tell
 */
export function readPrinter(reader: AttributeReader, unreadable: number): IppPrinterStatus | undefined {
  const state = printerStateOf(reader.number('printer-state'));
  if (!state) return undefined;
  const operations = reader.numbers('operations-supported');
  const formats = reader.texts('document-format-supported');
  const cupsVersion = reader.text('cups-version');
  return {
    state,
    reasons: reader.texts('printer-state-reasons').flatMap((keyword) => readReason(keyword) ?? []),
    isAccepting: reader.flag('printer-is-accepting-jobs') ?? true,
    model: reader.text('printer-make-and-model') || null,
    firmware: reader.text('printer-firmware-string-version') || null,
    takesPdf: formats.length === 0 || formats.some((format) => format.toLowerCase() === 'application/pdf'),
    createsJobs: [OPERATIONS['Create-Job'], OPERATIONS['Send-Document']].every((one) => operations.includes(one)),
    maxCopies: reader.upTo('copies-supported') ?? 1,
    media: reader.texts('media-supported'),
    sides: reader.texts('sides-supported'),
    retains: reader.texts('job-creation-attributes-supported').includes('job-retain-until'),
    supplyLevel: emptiest(reader.numbers('marker-levels')),
    unreadable,
    cups: cupsVersion === undefined ? undefined : { version: cupsVersion, deviceUri: reader.text('device-uri') },
  };
}

/** Negative levels mean "unknown" and "some left". */
function emptiest(levels: readonly number[]): number | undefined {
  const known = levels.filter((level) => level >= 0);
  return known.length > 0 ? Math.min(...known) : undefined;
}

/** Worst first: what keeps the printer from working on its own account. */
const ORDER: readonly PrinterTrouble[] = [
  'offline',
  'cover-open',
  'media-jam',
  'media-empty',
  'tray-missing',
  'toner-empty',
  'waste-full',
  'output-full',
  'overheated',
  'misconfigured',
  'paused',
  'other',
];

const isTrouble = (reason: StateReason): reason is StateReason & { meaning: PrinterTrouble } =>
  (ORDER as readonly string[]).includes(reason.meaning);

/** What keeps it from printing now: told with severity "error", or stopped without a word. */
export function blocking(status: IppPrinterStatus): PrinterTrouble | undefined {
  const told = worst(status.reasons.filter((reason) => reason.severity === 'error'));
  return told ?? (status.state === 'stopped' ? (worst(status.reasons) ?? 'paused') : undefined);
}

/** Told as a warning: only one of several trays, or the reason why nothing comes out. Time tells. */
export const warned = (status: IppPrinterStatus): PrinterTrouble | undefined => worst(status.reasons);

function worst(reasons: readonly StateReason[]): PrinterTrouble | undefined {
  const told = new Set(reasons.filter(isTrouble).map((reason) => reason.meaning));
  return ORDER.find((trouble) => told.has(trouble));
}

export function notice(status: IppPrinterStatus): PrinterTrouble | PrinterNotice | undefined {
  return worst(status.reasons) ?? status.reasons[0]?.meaning;
}
