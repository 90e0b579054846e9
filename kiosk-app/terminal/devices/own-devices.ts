import type { SiteDefinition } from '../../../config/schema/site.ts';
import type { PaymentTerminal } from '../../../device-drivers/payment/contract.ts';
import type { PresenceSensor } from '../../../device-drivers/presence/contract.ts';
import type { ReceiptPrinter } from '../../../device-drivers/receipt-printer/contract.ts';
import type { RecordedAs } from '../../../device-drivers/recording/mask.ts';
import type { Tap } from '../../../device-drivers/recording/tap.ts';
import { configuredDevices, deviceOf } from '../../../device-drivers/registry.ts';
import type { SmartCardReader } from '../../../device-drivers/smart-card/contract.ts';
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
export async function createOwnDevices(
  { devices, technicians }: Pick<SiteDefinition, 'devices' | 'technicians'>,
  processes: Omit<DriverProcessOptions, 'kind' | 'devices' | 'kept'>,
  tap: (recordedAs: RecordedAs) => Promise<Tap | undefined>,
): Promise<OwnDevices> {
  const { cwd: directory, clock, log } = processes;
  const inThisProcess = await Promise.all(
    configuredDevices(devices)
      .filter(({ process }) => process === 'terminal')
      .map(async (device) => device.create({ directory, clock, log, tap: await tap(device.recordedAs) })),
  );
  return {
    ...createDriverProcesses(devices, processes),
    smartCard: technicians.length > 0 ? deviceOf(inThisProcess, 'smart-card') : null,
    presence: deviceOf(inThisProcess, 'presence'),
  };
}
