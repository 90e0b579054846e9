import { toldHealth } from '../../../device-drivers/contract.ts';
import { loadDrivers } from '../../../device-drivers/registry.ts';
import { hostParentSide, hostSide } from '../../channel/attended.ts';
import { runDeviceProcess } from '../device-process.ts';
import { makeDevicesIn } from '../make-devices.ts';
import { createAttendedHost } from './host.ts';

/** Entry of the attended-device host; forked by the terminal, one for each session. */
// They load while the terminal does: the first session waits for its devices.
void loadDrivers('attended');

runDeviceProcess({
  name: 'attended',
  local: hostSide,
  remote: hostParentSide,
  createHost: ({ clock, log, parent }) =>
    createAttendedHost({
      makeDevices: makeDevicesIn('attended'),
      clock,
      log,
      onHealth: (device, health) => parent().notify('health', { device, ...toldHealth(health) }),
    }),
  afterLoss: 'close',
});
