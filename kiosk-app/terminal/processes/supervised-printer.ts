import type { DeviceHealth } from '../../../device-drivers/contract.ts';
import type {
  PrintOutcome,
  ReceiptDocument,
  ReceiptPrinter,
} from '../../../device-drivers/receipt-printer/contract.ts';
import { err } from '../../../foundation/result.ts';
import type { TerminalDelays } from '../configuration/delays.ts';
import { checkHealthOf } from './check-health.ts';
import type { DriverProcess } from './driver-process.ts';

/** The receipt printer, driven by a process of its own. A receipt whose process ends may or may not be out. */
export function supervisedPrinter(driver: DriverProcess, delays: TerminalDelays): ReceiptPrinter {
  return {
    kind: 'receipt-printer',
    open: () => driver.open(),
    close: () => driver.close(),
    health: () => driver.health,
    onHealth: (listener: (health: DeviceHealth) => void) => driver.onHealth(listener),
    statistics: () => driver.statistics,
    checkHealth: () => checkHealthOf(driver, delays),
    async print(document: ReceiptDocument): Promise<PrintOutcome> {
      const answer = await driver.call('print', () => ({ document }), delays.driverPrintWithin);
      if (answer.ok) return answer.value;
      if (answer.error === 'not-running') return err({ reason: 'offline', partial: false });
      return err({ reason: 'not-confirmed', partial: true });
    },
  };
}
