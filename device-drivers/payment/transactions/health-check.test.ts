import { expect, test } from 'vitest';
import { createRig } from '../../../simulators/payment/test-support/rig.ts';

test.each([
  [0xf0, 'faulty', 'end-of-day-required'],
  [0xc2, 'faulty', 'diagnosis-required'],
  [0xdc, 'degraded', 'card-still-in'],
  [0x9c, 'busy', 'please-wait'],
] as const)('status %i of an idle device: %s (%s)', async (resultCode, state, reason) => {
  const rig = createRig();
  await rig.inService();
  rig.desk.behave({ kind: 'status-code', resultCode });
  await rig.clock.advance(61_000);
  expect(rig.terminal.health()).toMatchObject({ state, reason });
});

test('a device that hangs up when idle stays ready', async () => {
  const rig = createRig();
  await rig.inService();
  const states: string[] = [];
  rig.terminal.onHealth(({ state }) => states.push(state));
  rig.hangUp();
  await rig.clock.advance(5_000);
  expect(states).toEqual([]);
  expect(await rig.pay(100)).toMatchObject({ kind: 'paid' });
});

test('the health check names its steps and moves no money', async () => {
  const rig = createRig();
  await rig.inService();
  await rig.pay(100);
  const report = await rig.run(rig.terminal.checkHealth());
  expect(report).toEqual({
    passed: true,
    steps: [
      { step: 'connection', outcome: 'passed', detail: 'registered' },
      { step: 'status', outcome: 'passed', detail: 'ok' },
      { step: 'diagnosis', outcome: 'passed', detail: 'ok' },
      { step: 'last-receipt', outcome: 'passed', detail: 'receipt 1' },
    ],
  });
  expect(rig.desk.ledger()).toHaveLength(1);
});

test('the health check of an unreachable device fails at the first step', async () => {
  const rig = createRig();
  rig.pullCable();
  rig.terminal.open();
  const report = await rig.run(rig.terminal.checkHealth());
  expect(report.passed).toBe(false);
  expect(report.steps.map((s) => s.outcome)).toEqual(['failed', 'skipped', 'skipped', 'skipped']);
});

test('statistics count what happened, from where they were', async () => {
  const rig = createRig({ driver: { statistics: { AuthorizeCount: 10 } } });
  await rig.inService();
  await rig.pay(100);
  await rig.pay(100, 'declined');
  expect(rig.terminal.statistics()).toMatchObject({
    AuthorizeCount: 12,
    AuthorizeApprovedCount: 1,
    AuthorizeDeclinedCount: 1,
    ConnectionCount: 1,
  });
});
