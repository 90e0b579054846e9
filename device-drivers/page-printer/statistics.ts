import type { DeviceStatistics } from '../contract.ts';
import type { PrinterTrouble } from './contract.ts';

/** UnifiedPOS 1.16, statistics of the POSPrinter where they fit; the pages' and jobs' own are ours. All count. */
const NAMES = [
  'CommunicationErrorCount',
  'PrinterFaultCount',
  'CoverOpenCount',
  'PaperOutCount',
  'PaperJamCount',
  'TonerEmptyCount',
  'JobPrintedCount',
  'JobCopiesPrintedCount',
  'FailedJobCount',
  'CancelledJobCount',
  /** Documents of which the queue could not be proven clean. */
  'RetainedJobCount',
] as const;
export type StatisticName = (typeof NAMES)[number];

const TROUBLES: Partial<Record<PrinterTrouble, StatisticName>> = {
  'cover-open': 'CoverOpenCount',
  'media-empty': 'PaperOutCount',
  'media-jam': 'PaperJamCount',
  'toner-empty': 'TonerEmptyCount',
};

/** Counts what the printer did; troubles count once each time they begin. */
export class PagePrinterStatistics {
  readonly #counts = new Map<StatisticName, number>();
  #trouble: PrinterTrouble | undefined;

  /** @param before what was counted up to the last end of the driver */
  constructor(before: DeviceStatistics) {
    for (const name of NAMES) this.#counts.set(name, before[name] ?? 0);
  }

  add(name: StatisticName, count = 1): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + count);
  }

  hearTrouble(trouble: PrinterTrouble | undefined): void {
    if (trouble === this.#trouble) return;
    this.#trouble = trouble;
    if (trouble) this.add(TROUBLES[trouble] ?? 'PrinterFaultCount');
  }

  read(): DeviceStatistics {
    return Object.fromEntries(this.#counts);
  }
}
