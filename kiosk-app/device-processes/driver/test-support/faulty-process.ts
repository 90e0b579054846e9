import { setTimeout as sleep } from 'node:timers/promises';
import type { AnyDevice } from '../../../../device-drivers/registry.ts';
import { makeDevicesIn } from '../../make-devices.ts';
import { runDriverProcess } from '../run.ts';

/**
 * A driver process with the real drivers that misbehaves at one instant, named in the environment variable
 * `BT_TEST_FAULT` as `<instant>-<what>`: instants `before-commit`, `after-commit`,
 * `recovering`, `checking`, `before-print`, `after-print`; what
 * `crash` or `hang`. It does so once: the file named in `BT_TEST_ONCE` says whether it has.
 */
const { BT_TEST_FAULT: fault = '', BT_TEST_ONCE: once = '' } = process.env;

async function at(instant: string): Promise<void> {
  if (!fault.startsWith(instant)) return;
  const { existsSync, writeFileSync } = await import('node:fs');
  if (existsSync(once)) return;
  writeFileSync(once, '');
  if (fault.endsWith('hang')) for (;;);
  process.kill(process.pid, 'SIGKILL');
  await sleep(60_000);
}

runDriverProcess(async (config, surroundings) =>
  (await makeDevicesIn('driver')(config, surroundings)).map(misbehaving),
);

function misbehaving(device: AnyDevice): AnyDevice {
  const checkHealth = device.checkHealth.bind(device);
  device.checkHealth = async () => {
    await at('checking');
    return checkHealth();
  };
  if (device.kind === 'receipt-printer') {
    const print = device.print.bind(device);
    device.print = async (document) => {
      await at('before-print');
      const outcome = await print(document);
      await at('after-print');
      return outcome;
    };
    return device;
  }
  if (device.kind !== 'payment') return device;
  const authorise = device.authorise.bind(device);
  const recover = device.recover.bind(device);
  device.authorise = (request, hooks) =>
    authorise(request, {
      ...hooks,
      async commit(record) {
        await at('before-commit');
        await hooks.commit(record);
        await at('after-commit');
      },
    });
  device.recover = async (request, hooks) => {
    await at('recovering');
    return recover(request, hooks);
  };
  return device;
}
