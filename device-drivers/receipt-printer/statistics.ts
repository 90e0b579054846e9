import type { DeviceStatistics } from '../contract.ts';
import type { ReceiptPrinterStatus } from './codec/status.ts';
import { PaperMeter } from './paper-meter.ts';

/**
 * UnifiedPOS 1.16, statistics of the POSPrinter where they fit; the last five are our own.
 * `PaperUsed…` are millimetres, everything else counts.
 */
const NAMES = [
  'CommunicationErrorCount',
  'PrinterFaultCount',
  'PaperCutCount',
  'FailedPaperCutCount',
  'ReceiptCoverOpenCount',
  'MaximumTempReachedCount',
  'ReceiptLinePrintedCount',
  'ReceiptPrintedCount',
  'FailedReceiptCount',
  'PaperOutCount',
  'PaperUsedMillimetres',
  'PaperUsedOnRollMillimetres',
] as const;
type Name = (typeof NAMES)[number];

const FALLS: readonly (readonly [Name, (status: ReceiptPrinterStatus) => boolean])[] = [
  ['FailedPaperCutCount', (status) => status.cutterError],
  ['ReceiptCoverOpenCount', (status) => status.coverOpen],
  ['MaximumTempReachedCount', (status) => status.overheated],
  ['PaperOutCount', (status) => status.paper === 'out'],
  ['PrinterFaultCount', (status) => status.unrecoverable || status.recoverableError],
];

/** Counts what the printer did; states count once each time they begin. */
export class PrinterStatistics {
  readonly #counts = new Map<Name, number>();
  readonly #meter: PaperMeter;
  #before: ReceiptPrinterStatus | undefined;

  /** @param before what was counted up to the last end of the driver */
  constructor(before: DeviceStatistics) {
    for (const name of NAMES) this.#counts.set(name, before[name] ?? 0);
    this.#meter = new PaperMeter({
      total: before.PaperUsedMillimetres ?? 0,
      onRoll: before.PaperUsedOnRollMillimetres ?? 0,
    });
  }

  add(name: Name, count = 1): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + count);
  }

  paperUsed(mm: number): void {
    this.#meter.used(mm);
  }

  hearStatus(status: ReceiptPrinterStatus): void {
    for (const [name, holds] of FALLS) {
      if (holds(status) && !(this.#before && holds(this.#before))) this.add(name);
    }
    this.#before = status;
    this.#meter.hearStatus(status);
  }

  read(): DeviceStatistics {
    const { total, onRoll } = this.#meter.use;
    return {
      ...Object.fromEntries(this.#counts),
      PaperUsedMillimetres: total,
      PaperUsedOnRollMillimetres: onRoll,
    };
  }
}
