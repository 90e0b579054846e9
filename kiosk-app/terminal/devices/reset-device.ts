import { type DeviceKind, isUsable } from '../../../device-drivers/contract.ts';
import { kindsIn } from '../../../device-drivers/registry.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { TerminalDevices } from './devices.ts';

/**
 * Closes a device and opens it anew; its driver's process, where it has one, is another afterwards.
 * @param renewHost replaces the processes that drive the devices of sessions
 * @throws Refusal `no-device`, or why the device does not work after `within` milliseconds
 */
export async function resetDevice(
  kind: DeviceKind,
  devices: Pick<TerminalDevices, 'own' | 'reports' | 'onChange'>,
  renewHost: () => Promise<void>,
  within: number,
  clock: Clock,
): Promise<void> {
  const report = () => devices.reports().find((candidate) => candidate.kind === kind);
  if (!report()) throw new Refusal('no-device');
  const own = Object.values(devices.own).find((device) => device?.kind === kind);
  if (own) {
    await own.close();
    own.open();
  } else if (kindsIn('attended').includes(kind)) await renewHost();
  else throw new Refusal('no-device');
  const isBack = () => {
    const health = report();
    return health !== undefined && isUsable(health);
  };
  if (isBack()) return;
  await new Promise<void>((resolve, reject) => {
    const stop = devices.onChange(() => {
      if (!isBack()) return;
      clock.clearTimeout(timer);
      stop();
      resolve();
    });
    const timer = clock.setTimeout(() => {
      stop();
      reject(new Refusal(report()?.reason ?? 'not-ready'));
    }, within);
  });
}
