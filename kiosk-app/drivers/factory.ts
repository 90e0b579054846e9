import type { DeviceStatistics } from '../../device-drivers/contract.ts';
import type { PaymentTerminal } from '../../device-drivers/payment/contract.ts';
import type { ReceiptPrinter } from '../../device-drivers/receipt-printer/contract.ts';
import { tapsFromEnvironment } from '../../device-drivers/recording/index.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { Log } from '../../foundation/log.ts';
import type { DriverConfig } from './contract.ts';

export interface Surroundings {
  readonly clock: Clock;
  readonly log: Log;
  readonly statistics: DeviceStatistics;
}

export type MakeDevice = (
  device: DriverConfig,
  surroundings: Surroundings,
) => Promise<PaymentTerminal | ReceiptPrinter>;

/**
 * The real driver behind a configuration; loads only the room it needs.
 * @throws Refusal of the driver, such as `unknown-deviation`
 */
export const makeDevice: MakeDevice = async (device, surroundings) => {
  const tap = tapsFromEnvironment(process.env, surroundings);
  if (device.kind === 'payment') {
    const { createZvtPaymentTerminal, createZvtSerialPaymentTerminal } = await import(
      '../../device-drivers/payment/index.ts'
    );
    // The terminal calls the end of day itself: it knows when nobody is being served, and it keeps the journal.
    const { endOfDayAt: _, ...config } = device.config;
    return config.protocol === 'zvt-tcp'
      ? createZvtPaymentTerminal({ ...config, ...surroundings, tap: tap('zvt-tcp') })
      : createZvtSerialPaymentTerminal({ ...config, ...surroundings, tap: tap('zvt-serial') });
  }
  const { createEscPosPrinter, createEscPosFilePrinter } = await import(
    '../../device-drivers/receipt-printer/index.ts'
  );
  return device.config.protocol === 'escpos-tcp'
    ? createEscPosPrinter({ ...device.config, ...surroundings, tap: tap('escpos') })
    : createEscPosFilePrinter({ ...device.config, ...surroundings, tap: tap('escpos') });
};
