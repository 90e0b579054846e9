import {
  type Device,
  type DeviceHealth,
  type DeviceStatistics,
  type HealthCheckReport,
  isUsable,
} from '../../device-drivers/contract.ts';
import type { Clock } from '../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../foundation/errors.ts';
import type { CommandDelays } from './delays.ts';

export interface HealthAnswer {
  readonly health: DeviceHealth;
  readonly statistics: DeviceStatistics;
}

export interface Checked extends HealthAnswer {
  readonly report: HealthCheckReport;
}

/**
 * Opens a device, waits until it has said how it is, closes it.
 * @param create a refusal of its is a fault of the configuration: the device's reason
 */
export async function askHealth(
  create: () => Promise<Device>,
  clock: Clock,
  delays: CommandDelays,
): Promise<HealthAnswer> {
  const device = await made(create);
  if (device instanceof Refusal) return misconfigured(device);
  device.open();
  await settled(device, clock, delays);
  const asked = { health: device.health(), statistics: device.statistics() };
  await closed(device, clock, delays);
  return asked;
}

/** The same with the device's own health check in between. A check that fails itself is a failed step. */
export async function checkDevice(
  create: () => Promise<Device>,
  clock: Clock,
  delays: CommandDelays,
): Promise<Checked> {
  const device = await made(create);
  if (device instanceof Refusal) {
    const steps = [{ step: 'configuration', outcome: 'failed', detail: device.reason }] as const;
    return { ...misconfigured(device), report: { passed: false, steps } };
  }
  device.open();
  await settled(device, clock, delays);
  const report = await within(device.checkHealth(), delays.checkWithin, clock).catch(
    (thrown: unknown): HealthCheckReport => ({
      passed: false,
      steps: [{ step: 'health-check', outcome: 'failed', detail: reasonOf(thrown) }],
    }),
  );
  const checked = { report, health: device.health(), statistics: device.statistics() };
  await closed(device, clock, delays);
  return checked;
}

async function made(create: () => Promise<Device>): Promise<Device | Refusal> {
  try {
    return await create();
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown;
    throw thrown;
  }
}

const misconfigured = ({ reason }: Refusal): HealthAnswer => ({
  health: { state: 'faulty', reason, model: null, firmware: null, seenAt: null },
  statistics: {},
});

/** Resolves at once when the device is usable; a state that is no good gets a moment to turn. */
function settled(device: Device, clock: Clock, { settleWithin, turnGoodWithin }: CommandDelays): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clock.clearTimeout(limit);
      clock.clearTimeout(turning);
      stop();
      resolve();
    };
    let turning: ReturnType<Clock['setTimeout']>;
    const look = (health: DeviceHealth) => {
      if (isUsable(health)) end();
      else if (health.state === 'faulty' || health.state === 'offline') {
        turning ??= clock.setTimeout(end, turnGoodWithin);
      }
    };
    const limit = clock.setTimeout(end, settleWithin);
    const stop = device.onHealth(look);
    look(device.health());
  });
}

/** A device that does not close is left to the end of the process. */
const closed = (device: Device, clock: Clock, { closeWithin }: CommandDelays): Promise<void> =>
  within(device.close(), closeWithin, clock).catch(() => {});

async function within<T>(work: Promise<T>, ms: number, clock: Clock): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = clock.setTimeout(() => late.reject(new Refusal('no-answer')), ms);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clock.clearTimeout(timer);
  }
}
