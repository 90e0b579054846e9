import { tmpdir } from 'node:os';
import { tapsFromEnvironment } from '../../device-drivers/recording/index.ts';
import type { DeviceSurroundings } from '../../device-drivers/registration.ts';
import { type AnyDevice, readDevices } from '../../device-drivers/registry.ts';
import { Refusal } from '../../foundation/errors.ts';

export type MakeDevice = (
  devices: unknown,
  surroundings: Pick<DeviceSurroundings, 'clock' | 'log' | 'statistics'>,
) => Promise<AnyDevice>;

/**
 * The real driver behind a configuration; loads only the room it needs.
 * @throws Refusal `invalid-devices`, or of the driver, such as `unknown-deviation`
 */
export const makeDevice: MakeDevice = async (devices, surroundings) => {
  const read = readDevices(devices);
  const [device] = read.ok ? read.value : [];
  if (!device) throw new Refusal('invalid-devices', read.ok ? undefined : read.error);
  const tap = tapsFromEnvironment(process.env, surroundings)(device.recordedAs);
  return device.create({ ...surroundings, directory: tmpdir(), tap });
};
