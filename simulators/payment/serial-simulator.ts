import { connectSerial } from '../../device-drivers/payment/transport/serial-channel.ts';
import { serialLink } from '../../device-drivers/payment/transport/serial-link.ts';
import { Refusal } from '../../foundation/errors.ts';
import { createSimulatorCore, type SimulatorCoreOptions, type ZvtDesk } from './simulator-core.ts';

export interface ZvtSerialSimulatorOptions extends SimulatorCoreOptions {
  readonly path: string;
}

export interface ZvtSerialSimulator extends ZvtDesk {
  close(): void;
}

/**
 * A ZVT payment terminal at one end of a serial line.
 * @throws Refusal `port-unusable` with the errno name
 */
export async function startZvtSerialSimulator(options: ZvtSerialSimulatorOptions): Promise<ZvtSerialSimulator> {
  const core = createSimulatorCore(options);
  const channel = await connectSerial(options.path, 9_600, options.clock);
  if (!channel.ok) throw new Refusal('port-unusable', channel.error);
  core.attach(channel.value, serialLink);
  return { ...core.desk, close: () => core.disconnect() };
}
