import { env as environment } from 'node:process';
import { tapsFromEnvironment } from '../../device-drivers/recording/variable.ts';
import type { DeviceProcess, DeviceSurroundings } from '../../device-drivers/registration.ts';
import { type AnyDevice, readDevices } from '../../device-drivers/registry.ts';
import { Refusal } from '../../foundation/errors.ts';

/** @param devices what a site's file says of the devices this process is to run */
export type MakeDevices = (
  devices: unknown,
  surroundings: Omit<DeviceSurroundings, 'tap'>,
) => Promise<readonly AnyDevice[]>;

/**
 * The real drivers behind a configuration; loads only those it needs. None of the devices is open yet.
 * @param process in which they run: what personal data passes through never shares a process with the others
 * @returns a function that throws the Refusal `invalid-devices`, or one of a driver, such as `unknown-deviation`
 */
export const makeDevicesIn =
  (process: DeviceProcess): MakeDevices =>
  async (devices, surroundings) => {
    const read = readDevices(devices);
    if (!read.ok) throw new Refusal('invalid-devices', read.error);
    const stranger = read.value.find((device) => device.process !== process);
    if (stranger) throw new Refusal('invalid-devices', stranger.kind);
    const tap = tapsFromEnvironment(environment, surroundings);
    return Promise.all(
      read.value.map(async (device) => device.create({ ...surroundings, tap: await tap(device.recordedAs) })),
    );
  };
