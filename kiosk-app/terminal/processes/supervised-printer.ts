import type {
  PrintOutcome,
  ReceiptDocument,
  ReceiptPrinter,
} from '../../../device-drivers/receipt-printer/contract.ts';
import { err } from '../../../foundation/result.ts';
import type { TerminalDelays } from '../configuration/delays.ts';
import type { DriverProcess } from './driver-process.ts';
import { supervisedDevice } from './supervised-device.ts';

/** The receipt printer, driven by a process of its own. A receipt whose process ends may or may not be out. */
export function supervisedPrinter(driver: DriverProcess, delays: TerminalDelays): ReceiptPrinter {
  return {
    ...supervisedDevice(driver, delays),
    kind: 'receipt-printer',
    async print(document: ReceiptDocument): Promise<PrintOutcome> {
      const answer = await driver.call('print', () => ({ document }), delays.driverPrintWithin);
      if (answer.ok) return answer.value;
      if (answer.error === 'not-running') return err({ reason: 'offline', partial: false });
      return err({ reason: 'not-confirmed', partial: true });
    },
  };
}
