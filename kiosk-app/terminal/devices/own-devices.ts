import type { SiteDefinition } from '../../../config/schema/site.ts';
import type { PaymentTerminal } from '../../../device-drivers/payment/contract.ts';
import type { PresenceSensor } from '../../../device-drivers/presence/contract.ts';
import { createPresenceSensor } from '../../../device-drivers/presence/index.ts';
import type { ReceiptPrinter } from '../../../device-drivers/receipt-printer/contract.ts';
import type { Protocol, Tap } from '../../../device-drivers/recording/index.ts';
import type { SmartCardReader } from '../../../device-drivers/smart-card/contract.ts';
import { createSmartCardReader } from '../../../device-drivers/smart-card/index.ts';
import type { DriverProcessOptions } from '../processes/driver-process.ts';
import { createDriverProcesses } from '../processes/driver-processes.ts';

/** The devices that the terminal itself opens. Those through which personal data passes belong to a session's host. */
export interface OwnDevices {
  readonly payment: PaymentTerminal | null;
  readonly printer: ReceiptPrinter | null;
  /** Where technicians lay their card. */
  readonly smartCard?: SmartCardReader | null;
  /** Tells whether somebody stands there. */
  readonly presence?: PresenceSensor | null;
}

/**
 * The devices that a site configures, not opened yet.
 * @param processes how to run the drivers that have a process of their own
 * @param tap records one device's line; `undefined`: it is not recorded
 */
export function createOwnDevices(
  { devices, technicians }: Pick<SiteDefinition, 'devices' | 'technicians'>,
  processes: Omit<DriverProcessOptions, 'device'>,
  tap: (protocol: Protocol) => Tap | undefined,
): OwnDevices {
  const { smartCard, presence } = devices;
  const { clock, log } = processes;
  return {
    ...createDriverProcesses(devices, processes),
    // In this process: it speaks to a socket, and the PC/SC daemon is the process that may crash.
    smartCard:
      smartCard && technicians.length > 0
        ? createSmartCardReader({ ...smartCard, clock, log, tap: tap('pcsc') })
        : null,
    // In this process too: it reads one number from a file of the kernel.
    presence: presence && createPresenceSensor({ ...presence, clock, log, tap: tap('iio') }),
  };
}
