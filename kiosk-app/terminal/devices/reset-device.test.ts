import { expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { Listeners } from '../../../foundation/listeners.ts';
import { FakePaymentTerminal, FakePrinter, OFFLINE, READY } from '../test-support/fakes.ts';
import { deviceReport } from './device-report.ts';
import { resetDevice } from './reset-device.ts';

function place() {
  const printer = new FakePrinter();
  const payment = new FakePaymentTerminal();
  const changed = new Listeners();
  printer.onHealth(() => changed.tell());
  const clock = new SimulatedClock();
  const renewed: string[] = [];
  const devices = {
    own: { payment, printer },
    reports: () => [deviceReport('receipt-printer', printer.health()), deviceReport('scanner', READY)],
    onChange: (listener: () => void) => changed.add(listener),
  };
  const reset = (kind: 'receipt-printer' | 'scanner' | 'eid') =>
    resetDevice(kind, devices, async () => void renewed.push(kind), 60_000, clock);
  return { printer, clock, renewed, reset };
}

test('a device of the terminal is closed and opened, and the reset is over once it works', async () => {
  const { printer, clock, reset } = place();
  printer.setHealth(OFFLINE);
  const done = reset('receipt-printer');
  await clock.advance(1_000);
  printer.setHealth(READY);
  await done;
  expect([printer.opened, clock.waiting]).toEqual([1, 0]);
});

test('one that does not come back is told with its reason', async () => {
  const { printer, clock, reset } = place();
  printer.setHealth(OFFLINE);
  const done = expect(reset('receipt-printer')).rejects.toThrow('unreachable');
  await clock.advance(60_000);
  await done;
});

test('a device of sessions is reset with its host; what the place does not have is refused', async () => {
  const { renewed, reset } = place();
  await reset('scanner');
  expect(renewed).toEqual(['scanner']);
  await expect(reset('eid')).rejects.toThrow('no-device');
});
