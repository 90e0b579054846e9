import { expect, test } from 'vitest';
import { createRig } from '../../../simulators/payment/test-support/rig.ts';

test('wrong password: faulty, asked again only after the long pause', async () => {
  const rig = createRig({ driver: { password: '999999' } });
  rig.terminal.open();
  await rig.clock.advance(30_000);
  expect(rig.terminal.health()).toMatchObject({ state: 'faulty', reason: 'registration-refused' });
  expect(rig.terminal.statistics().RegistrationRefusedCount).toBe(1);
  const outcome = await rig.run(rig.terminal.authorise({ intentId: 'i', amount: 100 }, rig.hooks));
  expect(outcome).toMatchObject({ kind: 'not-paid', reason: 'device-error' });
});

test('refused once (busy with its own start): in service without anybody’s help', async () => {
  const rig = createRig();
  rig.desk.behave({ kind: 'refuse-registration', resultCode: 0x83, times: 1 });
  rig.terminal.open();
  await rig.clock.advance(70_000);
  expect(rig.terminal.health().state).toBe('ready');
});

test.each([
  [['no-tlv'], 'Händler'],
  [['no-charset-negotiation'], 'Händler'],
  [['print-lines'], 'Händler'],
  [['text-cp437', 'no-charset-negotiation'], 'Händler'],
])('deviations %j: receipts arrive with their umlauts', async (deviations) => {
  const rig = createRig({ driver: { deviations } });
  await rig.inService();
  const outcome = await rig.pay(100);
  if (outcome.kind !== 'paid') throw new Error(outcome.kind);
  expect(outcome.receipts.merchant.map((line) => line.text)).toContain('** HÄNDLERBELEG **');
  expect(outcome.receipts.customer.map((line) => line.text)).toContain('** KUNDENBELEG **');
  expect(outcome.receipts.customer.map((line) => line.text)).toContain('Bürgerservice');
});

test('an unknown deviation is a mistake of the configuration', () => {
  expect(() => createRig({ driver: { deviations: ['nonsense'] } })).toThrow('unknown-deviation: nonsense');
});

test('closing logs off, so that the device is free for another cash register', async () => {
  const rig = createRig();
  await rig.inService();
  expect(rig.desk.state().registered).toBe(true);
  await rig.run(rig.terminal.close());
  expect(rig.desk.state().registered).toBe(false);
});
