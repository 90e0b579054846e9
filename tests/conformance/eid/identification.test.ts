import { expect, test } from 'vitest';
import { systemClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import {
  type AusweisAppSimulator,
  type AusweisAppSimulatorOptions,
  DEMO_CARD,
  startAusweisAppSimulator,
} from '../../../simulators/eid/index.ts';
import { Play } from '../../../simulators/eid/test-support/play.ts';
import { type Line, line, REQUEST } from './client-and-service.ts';

const PIN = '123456';

async function simulated(
  options: Partial<AusweisAppSimulatorOptions> = {},
): Promise<Line & { readonly simulator: AusweisAppSimulator } & AsyncDisposable> {
  const simulator = await startAusweisAppSimulator({
    port: 0,
    clock: systemClock,
    log: silentLog,
    stepMs: 0,
    ...options,
  });
  const at = await line({ kind: 'connect', url: simulator.url }, '/nonexistent');
  return {
    ...at,
    simulator,
    async [Symbol.asyncDispose]() {
      await at[Symbol.asyncDispose]();
      await simulator.close();
    },
  };
}

test.each([1, 2, 3] as const)('API level %i: the card’s data arrive, exactly those agreed to', async (api) => {
  await using at = await simulated({ api });
  at.simulator.layCard({ ...DEMO_CARD });
  const run = await at.begin();
  expect(run.rights).toMatchObject({
    required: REQUEST.required,
    optional: REQUEST.optional,
    transactionInfo: 'Bewohnerparkausweis',
    certificate: { subjectName: 'Stadt Musterstadt, Bürgerservice', subjectUrl: at.server.url },
  });
  run.workflow.accept(['PlaceOfBirth']);
  expect(await run.play.next('enter-secret')).toMatchObject({ secret: 'pin', triesLeft: 3, onReader: false });
  run.workflow.secret('pin', PIN);
  const result = await run.result();
  expect(result).toMatchObject({
    status: 'identified',
    identity: {
      givenNames: 'Erika',
      familyName: 'Mustermann',
      dateOfBirth: '1964-08-12',
      placeOfBirth: 'Berlin',
      address: { street: 'Heidestraße 17', postalCode: '12345', city: 'Musterstadt', country: 'D' },
    },
  });
  expect(result.status === 'identified' && result.identity).not.toHaveProperty('nationality');
  expect(result.status === 'identified' && JSON.parse(result.report)).toMatchObject({
    serverIdentity: at.server.url,
    levelOfAssurance: 'http://bsi.bund.de/eID/LoA/hoch',
  });
  expect(at.server.state().openSessions).toBe(0);
});

test('a wrong PIN, then the right one', async () => {
  await using at = await simulated();
  const run = await at.begin();
  run.workflow.accept([]);
  await run.play.next('insert-card');
  at.simulator.layCard({ ...DEMO_CARD });
  await run.play.next('enter-secret');
  run.workflow.secret('pin', '111111');
  expect(await run.play.next('enter-secret')).toMatchObject({ triesLeft: 2, wrongBefore: true });
  run.workflow.secret('pin', PIN);
  expect(await run.result()).toMatchObject({ status: 'identified' });
  expect(at.simulator.state().readers[0]?.card?.triesLeft).toBe(3);
});

test.each(['consent', 'insert-card', 'pin'] as const)('cancelled at %s: nothing was read', async (where) => {
  await using at = await simulated();
  const run = await at.begin();
  if (where !== 'consent') {
    run.workflow.accept([]);
    await run.play.next('insert-card');
  }
  if (where === 'pin') {
    at.simulator.layCard({ ...DEMO_CARD });
    await run.play.next('enter-secret');
  }
  run.workflow.cancel();
  expect(await run.play.next('failed')).toMatchObject({ reason: 'cancelled' });
  const fetched = await at.service.fetchResult(`${at.server.url}/refresh?session=${run.session}`);
  expect(fetched).toMatchObject({ ok: true, value: { status: 'failed', reason: 'sal#cancellationByUser' } });
});

test.each([
  [2, 'ends'],
  [3, 'pauses'],
] as const)('level %i: a card taken off while it is read %s the workflow', async (api, effect) => {
  await using at = await simulated({ api, stepMs: 20 });
  const card = { ...DEMO_CARD };
  at.simulator.layCard(card);
  const run = await at.begin();
  run.workflow.accept([]);
  await run.play.next('enter-secret');
  run.workflow.secret('pin', PIN);
  await run.play.next('progress');
  at.simulator.removeCard();
  if (effect === 'ends') {
    expect(await run.play.next('failed')).toMatchObject({ reason: 'card-removed' });
    return;
  }
  await run.play.next('paused');
  at.simulator.layCard(card);
  run.workflow.continue();
  expect(await run.result()).toMatchObject({ status: 'identified' });
});

test('an expired card: the client goes through, the service has no data', async () => {
  await using at = await simulated();
  at.simulator.layCard({ ...DEMO_CARD, expired: true });
  const run = await at.begin();
  run.workflow.accept([]);
  await run.play.next('enter-secret');
  run.workflow.secret('pin', PIN);
  await run.play.next('failed');
  const fetched = await at.service.fetchResult(`${at.server.url}/refresh?session=${run.session}`);
  expect(fetched).toMatchObject({ ok: true, value: { status: 'failed', reason: 'card-expired' } });
});

test('a portal that is down', async () => {
  await using at = await simulated();
  const begun = await at.service.begin(REQUEST);
  if (!begun.ok) throw new Error(begun.error);
  at.server.setFault('server-error');
  const play = new Play();
  at.client.authenticate(begun.value.tcTokenUrl, play.hear);
  expect(await play.next('failed')).toMatchObject({ reason: 'portal-unreachable' });
});

test('a portal whose channel has another key', async () => {
  await using at = await simulated();
  at.server.setFault('wrong-psk');
  const begun = await at.service.begin(REQUEST);
  if (!begun.ok) throw new Error(begun.error);
  const play = new Play();
  at.client.authenticate(begun.value.tcTokenUrl, play.hear);
  expect(await play.next('failed')).toMatchObject({ reason: 'portal-unreachable' });
});

test('a portal whose certificate is not in its description', async () => {
  await using at = await simulated({ api: 3 });
  at.server.setFault('wrong-certificate-hash');
  const begun = await at.service.begin(REQUEST);
  if (!begun.ok) throw new Error(begun.error);
  const play = new Play();
  at.client.authenticate(begun.value.tcTokenUrl, play.hear);
  expect(await play.next('failed')).toMatchObject({ reason: 'portal-refused' });
});

test('a token that nobody asked for', async () => {
  await using at = await simulated();
  const play = new Play();
  at.client.authenticate(`${at.server.url}/tctoken?session=${'0'.repeat(32)}`, play.hear);
  expect(await play.next('failed')).toMatchObject({ reason: 'portal-unreachable' });
});

test('a PIN blocked on the way: CAN, then PUK, then identified', async () => {
  await using at = await simulated();
  at.simulator.layCard({ ...DEMO_CARD, retryCounter: 1 });
  const run = await at.begin();
  run.workflow.accept([]);
  expect(await run.play.next('enter-secret')).toMatchObject({ secret: 'can', triesLeft: 1, wrongBefore: false });
  run.workflow.secret('can', '500540');
  await run.play.next('enter-secret');
  run.workflow.secret('pin', '999999');
  expect(await run.play.next('enter-secret')).toMatchObject({ secret: 'puk', triesLeft: 0 });
  run.workflow.secret('puk', '9876543210');
  await run.play.next('enter-secret');
  run.workflow.secret('pin', PIN);
  expect(await run.result()).toMatchObject({ status: 'identified' });
});
