import { expect, test } from 'vitest';
import { createRig } from '../../../../simulators/payment/test-support/rig.ts';
import { createScript } from '../../../../simulators/payment/test-support/scripted-device.ts';

const COMMUNICATION = 0x7d;

test('84 1E 01 7D as the answer to a payment is the device’s communication error, never the bank’s "declined"', async () => {
  const rig = createRig();
  await rig.inService();
  await rig.pay(500);
  rig.desk.behave({ kind: 'refuse', command: 'authorisation', at: 'answer', reason: COMMUNICATION, times: 1 });
  const start = rig.clock.monotonic();
  expect(await rig.pay(100)).toMatchObject({ kind: 'not-paid', reason: 'device-error' });
  expect(rig.progress.map(({ phase }) => phase)).toContain('recovering');
  expect(rig.clock.monotonic() - start).toBeLessThan(10_000);
  expect(rig.desk.ledger()).toHaveLength(1);
});

test('84 1E 01 7D as the answer to the very first payment: refused and nothing in its memory, so nothing was paid', async () => {
  const rig = createRig();
  await rig.inService();
  rig.desk.behave({ kind: 'refuse', command: 'authorisation', at: 'answer', reason: COMMUNICATION, times: 1 });
  expect(await rig.pay(100)).toMatchObject({ kind: 'not-paid', reason: 'device-error' });
});

test('84 1E 01 7D after 80 00 00 ends the payment at once, and the device is asked what was booked: nothing', async () => {
  const rig = createRig();
  await rig.inService();
  await rig.pay(500);
  rig.desk.behave({ kind: 'refuse', command: 'authorisation', at: 'after-answer', reason: COMMUNICATION, times: 1 });
  const start = rig.clock.monotonic();
  expect(await rig.pay(100)).toMatchObject({ kind: 'not-paid', reason: 'device-error' });
  expect(rig.clock.monotonic() - start).toBeLessThan(10_000);
});

test.each([COMMUNICATION, 0xff, 0x05, null])(
  'a negative answer (reason %s) after the host’s yes: the device is asked, and the payment it keeps is paid',
  async (reason) => {
    const rig = createRig();
    await rig.inService();
    rig.desk.behave({ kind: 'refuse', command: 'authorisation', at: 'after-booking', reason, times: 1 });
    expect(await rig.pay(100)).toMatchObject({ kind: 'paid', record: { amount: 100 } });
    expect(rig.desk.ledger()).toHaveLength(1);
  },
);

test.each([
  ['84 83 00', { reason: 0x83, bare: true }, 'device-error'],
  ['84 05 00', { reason: 0x05, bare: true }, 'device-error'],
  ['84 F0 00', { reason: 0xf0, bare: true }, 'end-of-day-required'],
  ['84 1E 00', { reason: null }, 'device-error'],
  ['84 1E 01 6C', { reason: 0x6c }, 'aborted'],
  ['84 1E 01 C2', { reason: 0xc2 }, 'diagnosis-required'],
  ['84 1E 01 05', { reason: 0x05 }, 'device-error'],
] as const)(
  '%s as the answer to a payment: the reason is read from the right byte, and nobody was declined',
  async (_, how, reason) => {
    const rig = createRig();
    await rig.inService();
    await rig.pay(500);
    rig.desk.behave({ kind: 'refuse', command: 'authorisation', at: 'answer', times: 1, ...how });
    expect(await rig.pay(100)).toMatchObject({ kind: 'not-paid', reason });
  },
);

test.each(['841EFF0100F0', '841E0227F0', '841E01F0', '84F000'])('%s names the same reason', async (bytes) => {
  const { wire, say } = createScript();
  const running = wire.run({ kind: 'status-enquiry', password: null, fields: [] });
  await say(bytes);
  expect((await running).ending).toEqual({ kind: 'refused', resultCode: 0xf0, late: false });
});

test('84 9C after 80 00 00 is no end; a device that then falls silent is given up long before T4', async () => {
  const { wire, say, clock } = createScript();
  const running = wire.run({ kind: 'authorisation', fields: [] });
  await say('800000');
  await say('849C00');
  await clock.advance(19_000);
  await say('04FF010A');
  await clock.advance(60_000);
  await say('849C00');
  await clock.advance(21_000);
  expect((await running).ending).toEqual({ kind: 'broken', fault: 'no-completion' });
});

test('the refused 06 B0 is not taken for the end of the payment; a second 84 is', async () => {
  const { wire, say } = createScript();
  const stop = new AbortController();
  const running = wire.run({ kind: 'authorisation', fields: [] }, { signal: stop.signal });
  await say('800000');
  stop.abort();
  await say('848300');
  await say('848300');
  expect((await running).ending).toEqual({ kind: 'refused', resultCode: 0x83, late: true });
});

test.each(['answer', 'after-answer'] as const)(
  '84 1E 01 7D to a reversal (%s): asked, and not reversed',
  async (at) => {
    const rig = createRig();
    await rig.inService();
    const paid = await rig.pay(100);
    if (paid.kind !== 'paid') throw new Error(paid.kind);
    rig.desk.behave({ kind: 'refuse', command: 'reversal', at, reason: COMMUNICATION, times: 1 });
    expect(await rig.run(rig.terminal.reverse(paid.record, rig.hooks))).toEqual({
      kind: 'not-reversed',
      reason: 'not-carried-out',
    });
  },
);

test('a negative answer after the reversal was booked: found by asking', async () => {
  const rig = createRig();
  await rig.inService();
  const paid = await rig.pay(100);
  if (paid.kind !== 'paid') throw new Error(paid.kind);
  rig.desk.behave({ kind: 'refuse', command: 'reversal', at: 'after-booking', reason: 0xff, times: 1 });
  expect(await rig.run(rig.terminal.reverse(paid.record, rig.hooks))).toMatchObject({ kind: 'reversed' });
});

test('a reversal refused with a code of the hosts’ range was declined by nobody', async () => {
  const rig = createRig();
  await rig.inService();
  const paid = await rig.pay(100);
  if (paid.kind !== 'paid') throw new Error(paid.kind);
  rig.desk.behave({ kind: 'refuse', command: 'reversal', at: 'answer', reason: 0x1e, bare: true, times: 1 });
  const outcome = await rig.run(rig.terminal.reverse(paid.record, rig.hooks));
  expect(outcome).toEqual({ kind: 'not-reversed', reason: 'refused' });
});

test.each(['end-of-day', 'diagnosis'] as const)('84 1E 01 7D to %s is told as communication error', async (command) => {
  const rig = createRig();
  await rig.inService();
  rig.desk.behave({ kind: 'refuse', command, at: 'after-answer', reason: COMMUNICATION, times: 1 });
  if (command === 'end-of-day') {
    expect(await rig.run(rig.terminal.endOfDay(rig.hooks))).toEqual({ ok: false, error: 'communication-error' });
  } else {
    const report = await rig.run(rig.terminal.checkHealth());
    expect(report.steps).toContainEqual({ step: 'diagnosis', outcome: 'failed', detail: 'communication-error' });
  }
});

test('84 1E 01 7D to the registration is a fault of the line: tried again soon, not after the pause for a wrong password', async () => {
  const rig = createRig();
  rig.desk.behave({ kind: 'refuse', command: 'registration', at: 'answer', reason: COMMUNICATION, times: 2 });
  rig.terminal.open();
  await rig.clock.advance(200);
  expect(rig.terminal.health()).toMatchObject({ state: 'offline', reason: 'communication-error' });
  await rig.clock.advance(3_000);
  expect(rig.terminal.health().state).toBe('ready');
});

test('84 1E 01 7D to the 06 B0 of a recovery: the next connection does without it', async () => {
  const rig = createRig();
  await rig.inService();
  rig.desk.behave({ kind: 'cut-before-completion', times: 1 });
  rig.desk.behave({ kind: 'refuse', command: 'abort-command', at: 'answer', reason: COMMUNICATION });
  expect(await rig.pay(100)).toMatchObject({ kind: 'paid' });
});

test('a status enquiry refused without a reason says nothing against the device', async () => {
  const rig = createRig();
  rig.desk.behave({ kind: 'refuse', command: 'status-enquiry', at: 'answer', reason: null });
  await rig.inService();
  expect(rig.terminal.health()).toMatchObject({ state: 'ready', reason: null });
});

test('06 1E 01 9C ("please wait" as the end of a command that did nothing) is asked again like 84 9C', async () => {
  const { wire, say, clock } = createScript();
  const { askPatiently } = await import('../../dialogue/ask-while-busy.ts');
  const { DELAYS } = await import('../../delays.ts');
  const running = askPatiently(wire, { kind: 'authorisation', fields: [] }, { clock, delays: DELAYS });
  await say('800000');
  await say('061E019C');
  await clock.advance(1_100);
  await say('800000');
  await say('060F00');
  expect((await running).ending.kind).toBe('completed');
});
