import { expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { DELAYS } from '../configuration/delays.ts';
import { FakePaymentTerminal, OFFLINE, READY } from '../test-support/fakes.ts';
import { HealthBoard } from './health-board.ts';

function place() {
  const clock = new SimulatedClock();
  const payment = new FakePaymentTerminal();
  let changes = 0;
  const host = new HealthBoard({
    payment,
    printer: null,
    attended: ['eid', 'scanner'],
    delays: DELAYS,
    clock,
    log: silentLog,
    onChange: () => changes++,
  });
  host.open();
  return { clock, payment, host, changes: () => changes };
}

test('what the place does not have is null, not broken', () => {
  const { host } = place();
  expect(host.states()).toMatchObject({ 'receipt-printer': null, 'code-reader': null });
});

test('opened by the first screen and again by the clock, a device is opened once', () => {
  const { host, payment } = place();
  host.open();
  expect(payment.opened).toBe(1);
});

test('a cable that is pulled is told, with its reason', () => {
  const { host, payment, changes } = place();
  payment.setHealth(OFFLINE);
  expect(host.states().payment).toEqual({ usable: false, reason: 'unreachable' });
  expect(changes()).toBe(1);
});

test('paper near its end is still usable', () => {
  const { host } = place();
  host.heard('scanner', { ...READY, state: 'degraded', reason: 'glass-dirty' });
  expect(host.states().scanner).toEqual({ usable: true, reason: 'glass-dirty' });
});

test('while one host hands over to the next its devices count as they were', async () => {
  const { host, clock } = place();
  host.heard('eid', READY);
  host.heard('eid', { ...READY, state: 'starting' });
  expect(host.states().eid?.usable).toBe(true);
  host.heard('eid', READY);
  await clock.advance(DELAYS.hostSwapGrace);
  expect(host.states().eid?.usable).toBe(true);
});

test('a hand-over that does not end in time is a device that is away', async () => {
  const { host, clock } = place();
  host.heard('eid', READY);
  host.heard('eid', { ...READY, state: 'starting' });
  await clock.advance(DELAYS.hostSwapGrace);
  expect(host.states().eid?.usable).toBe(false);
});

test('a host cannot report a device that the place does not have', () => {
  const { host } = place();
  host.heard('code-reader', READY);
  expect(host.states()['code-reader']).toBeNull();
});
