import { runDeviceProcess } from '../device-process.ts';
import type { MakeDevices } from '../make-devices.ts';
import { driverParentSide, driverSide } from './contract.ts';
import { createDriverHost } from './host.ts';

/**
 * Makes this process a driver process; returns at once. When the terminal was killed it is started again within moments
 * and needs the device; when the driver has failed, the device knows the truth: the next process asks it.
 */
export const runDriverProcess = (makeDevices: MakeDevices): void =>
  runDeviceProcess({
    name: 'driver',
    local: driverSide,
    remote: driverParentSide,
    createHost: (surroundings) => createDriverHost({ makeDevices, ...surroundings }),
    afterLoss: 'leave',
  });
