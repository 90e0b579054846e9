import type { ReceiptDocument, ReceiptPrinter } from '../../../device-drivers/receipt-printer/contract.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import { Turns } from '../../../foundation/turns.ts';
import type { PrintAnswer } from '../../channel/terminal/slip.ts';
import type { TerminalDelays } from '../configuration/delays.ts';
import type { Journal } from '../store/journal.ts';
import type { Statistics } from '../store/statistics.ts';
import { startedWithin } from './wait-for-device.ts';

export interface PrintDesk {
  /** One receipt after the other. @throws StoreRefusal before anything is printed */
  print(packageId: string, document: ReceiptDocument): Promise<PrintAnswer>;
  /** A slip that belongs to nobody's request: not journalled, not counted. */
  printSlip(document: ReceiptDocument): Promise<PrintAnswer>;
}

export interface PrintDeskOptions {
  readonly printer: ReceiptPrinter | null;
  readonly journal: Journal;
  readonly statistics: Statistics;
  readonly delays: TerminalDelays;
  readonly clock: Clock;
  readonly log: Log;
}

export function createPrintDesk({ printer, journal, statistics, delays, clock, log }: PrintDeskOptions): PrintDesk {
  const turns = new Turns();

  async function print(device: ReceiptPrinter, packageId: string, document: ReceiptDocument): Promise<PrintAnswer> {
    // After a restart the screen stands before the printer's driver does, and on it a receipt can be asked for.
    await startedWithin(device, delays.printerStartsWithin, clock);
    const intentId = journal.intend('print', packageId, { documentId: document.id });
    const reason = await device.print(document).then(
      (outcome) => (outcome.ok ? null : outcome.error.reason),
      (thrown: unknown) => {
        log.event('error', 'print.driver-failed', { reason: code(reasonOf(thrown)) });
        return 'not-confirmed' as const;
      },
    );
    journal.conclude('print', intentId, { result: reason === null ? 'printed' : 'fault', reason });
    statistics.count(reason === null ? 'receipt.printed' : `receipt.fault.${reason}`);
    return reason === null ? { kind: 'printed' } : { kind: 'fault', reason };
  }

  return {
    print(packageId, document) {
      if (!printer) return Promise.resolve({ kind: 'no-printer' });
      return turns.take(() => print(printer, packageId, document));
    },
    printSlip(document) {
      if (!printer) return Promise.resolve({ kind: 'no-printer' });
      return turns.take(async () => {
        await startedWithin(printer, delays.printerStartsWithin, clock);
        const outcome = await printer.print(document);
        return outcome.ok ? { kind: 'printed' } : { kind: 'fault', reason: outcome.error.reason };
      });
    },
  };
}
