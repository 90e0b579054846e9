import type { DeviceHealth } from '../../device-drivers/contract.ts';
import type { PaymentTerminal } from '../../device-drivers/payment/contract.ts';
import type { Clock } from '../../foundation/clock.ts';

/** Whether a device works now or comes back within `within` ms. */
export function usableWithin(
  device: Pick<PaymentTerminal, 'health' | 'onHealth'>,
  within: number,
  clock: Clock,
): Promise<boolean> {
  if (isUsable(device.health())) return Promise.resolve(true);
  return new Promise((resolve) => {
    const done = (usable: boolean) => {
      clock.clearTimeout(timer);
      stop();
      resolve(usable);
    };
    const timer = clock.setTimeout(() => done(false), within);
    const stop = device.onHealth((health) => {
      if (isUsable(health)) done(true);
    });
  });
}

/** Can be used by a citizen now (UnifiedPOS states, device-drivers/contract.ts). */
export function isUsable(health: Pick<DeviceHealth, 'state'>): boolean {
  return health.state === 'ready' || health.state === 'busy' || health.state === 'degraded';
}
