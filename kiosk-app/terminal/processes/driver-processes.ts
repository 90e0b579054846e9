import type { PaymentTerminal } from '../../../device-drivers/payment/contract.ts';
import type { ReceiptPrinter } from '../../../device-drivers/receipt-printer/contract.ts';
import type { SiteDevices } from '../../../device-drivers/registry.ts';
import { DriverProcess, type DriverProcessOptions } from './driver-process.ts';
import { keptStatistics } from './kept-statistics.ts';
import { supervisedPayment } from './supervised-payment.ts';
import { supervisedPrinter } from './supervised-printer.ts';

/** The devices whose drivers run in processes of their own, one each; nothing is started before a device is opened. */
export function createDriverProcesses(
  { payment, receiptPrinter }: Pick<SiteDevices, 'payment' | 'receiptPrinter'>,
  processes: Omit<DriverProcessOptions, 'kind' | 'devices' | 'kept'>,
): { readonly payment: PaymentTerminal | null; readonly printer: ReceiptPrinter | null } {
  const driver = (device: Pick<DriverProcessOptions, 'kind' | 'devices'>) =>
    new DriverProcess({ ...processes, ...device, kept: keptStatistics(processes.cwd, device.kind) });
  return {
    payment: payment && supervisedPayment(driver({ kind: 'payment', devices: { payment } }), processes.delays),
    printer:
      receiptPrinter &&
      supervisedPrinter(driver({ kind: 'receipt-printer', devices: { receiptPrinter } }), processes.delays),
  };
}
