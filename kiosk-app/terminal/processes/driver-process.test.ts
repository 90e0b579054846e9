import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systemClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { childEnvironment } from '../../../foundation/test-support/child-environment.ts';
import { DELAYS } from '../configuration/delays.ts';
import { usableWithin } from '../devices/wait-for-device.ts';
import { temporaryDirectory } from '../test-support/fakes.ts';
import { DriverProcess } from './driver-process.ts';
import { keptStatistics } from './kept-statistics.ts';
import { supervisedPayment } from './supervised-payment.ts';

const CONFIG = {
  protocol: 'zvt-tcp',
  host: '127.0.0.1',
  port: 1,
  callback: null,
  password: '000000',
  deviations: [],
  endOfDayAt: null,
  timeZone: 'Europe/Berlin',
} as const;

test('ready before its start is answered: who asks at once is answered, not told that it does not run', async () => {
  using directory = temporaryDirectory();
  const driver = new DriverProcess({
    kind: 'payment',
    devices: { payment: { ...CONFIG, deviations: [] } },
    entry: join(import.meta.dirname, '..', 'test-support', 'fake-hasty-driver.ts'),
    cwd: directory.path,
    kept: keptStatistics(directory.path, 'payment'),
    environment: childEnvironment(),
    delays: DELAYS,
    clock: systemClock,
    log: silentLog,
  });
  const device = supervisedPayment(driver, DELAYS);
  device.open();
  expect(await usableWithin(device, 10_000, systemClock)).toBe(true);
  const before = { receiptNo: null, trace: null };
  const request = { intentId: 'i', amount: 1, before, committed: null, intendedAt: 0 };
  expect(await device.recover(request, { onProgress: () => {} })).toEqual({ kind: 'unclear', reason: 'asked' });
  await device.close();
});
