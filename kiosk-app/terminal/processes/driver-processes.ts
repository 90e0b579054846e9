import type { PaymentTerminal } from '../../../device-drivers/payment/contract.ts';
import type { ReceiptPrinter } from '../../../device-drivers/receipt-printer/contract.ts';
import type { DriverConfig } from '../../drivers/contract.ts';
import { DriverProcess, type DriverProcessOptions } from './driver-process.ts';
import { supervisedPayment } from './supervised-payment.ts';
import { supervisedPrinter } from './supervised-printer.ts';

type ConfigOf<Kind extends DriverConfig['kind']> = Extract<DriverConfig, { kind: Kind }>['config'];

export interface DrivenDevices {
  readonly payment: ConfigOf<'payment'> | null;
  readonly receiptPrinter: ConfigOf<'receipt-printer'> | null;
}

/** The devices whose drivers run in processes of their own, one each; nothing is started before a device is opened. */
export function createDriverProcesses(
  { payment, receiptPrinter }: DrivenDevices,
  processes: Omit<DriverProcessOptions, 'device'>,
): { readonly payment: PaymentTerminal | null; readonly printer: ReceiptPrinter | null } {
  const driver = (device: DriverConfig) => new DriverProcess({ ...processes, device });
  return {
    payment: payment && supervisedPayment(driver({ kind: 'payment', config: payment }), processes.delays),
    printer:
      receiptPrinter &&
      supervisedPrinter(driver({ kind: 'receipt-printer', config: receiptPrinter }), processes.delays),
  };
}
