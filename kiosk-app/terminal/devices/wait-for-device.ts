import { type DeviceHealth, isUsable } from '../../../device-drivers/contract.ts';
import type { PaymentTerminal } from '../../../device-drivers/payment/contract.ts';
import type { Clock } from '../../../foundation/clock.ts';

type Watched = Pick<PaymentTerminal, 'health' | 'onHealth'>;

/** Whether a device works now or comes back within `within` ms. */
export const usableWithin = (device: Watched, within: number, clock: Clock): Promise<boolean> =>
  reaches(device, isUsable, within, clock);

/** Whether it is known how a device is, or becomes known within `within` ms: right after our own start it is not. */
export const startedWithin = (device: Watched, within: number, clock: Clock): Promise<boolean> =>
  reaches(device, ({ state }) => state !== 'starting' && state !== 'closed', within, clock);

function reaches(
  device: Watched,
  holds: (health: DeviceHealth) => boolean,
  within: number,
  clock: Clock,
): Promise<boolean> {
  if (holds(device.health())) return Promise.resolve(true);
  return new Promise((resolve) => {
    const done = (isReached: boolean) => {
      clock.clearTimeout(timer);
      stop();
      resolve(isReached);
    };
    const timer = clock.setTimeout(() => done(false), within);
    const stop = device.onHealth((health) => {
      if (holds(health)) done(true);
    });
  });
}
