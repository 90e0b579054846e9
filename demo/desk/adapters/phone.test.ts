import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { WALLETS } from '../../wallet/people.ts';
import { askWhoItIs, newVerifier } from '../../wallet/test-support/new-verifier.ts';
import { DEMO_RELAY_KEY, startWalletWorld, type WalletWorld } from '../../wallet/wallet-world.ts';
import type { DeskDevice } from '../contract.ts';
import { phoneOnDesk } from './phone.ts';

const directory = mkdtempSync(join(tmpdir(), 'desk-phone-'));
const clock = systemClock;
const log = silentLog;
let world: WalletWorld;
let desk: DeskDevice;

/** The demo's whole way: session's verifier, relay, the line before it, telephone, desk. */
beforeAll(async () => {
  const ports = { phoneRelay: 0, phoneLine: 0, statusList: 0 };
  world = await startWalletWorld({ ports, directory, officeName: 'Stadt Musterstadt', clock, log });
  desk = phoneOnDesk(world.phone, world.line, WALLETS);
});
beforeEach(() => {
  world.phone.setOffline(false);
  world.phone.choose('valid');
});
afterAll(async () => {
  await world.close();
  rmSync(directory, { recursive: true });
});

const act = (name: string, args: unknown = {}) => desk.actions[name]?.(args);

const ask = () => askWhoItIs(world, directory);

test('the code on the screen is the one that the session shows, and goes with it', async () => {
  const question = await ask();
  expect(world.line.code()).toBe(question.qrText);
  expect(desk.state()).toMatchObject({ isCodeInSight: true });
  question.cancel();
  await expect.poll(() => world.line.code()).toBe(null);
  await expect(act('scan')).rejects.toMatchObject({ reason: 'no-code' });
});

test('of the code of a link no more is known than that it stands there, until somebody joins', async () => {
  const id = 'L'.repeat(43);
  const key = { headers: { authorization: `Bearer ${DEMO_RELAY_KEY}`, 'content-type': 'application/json' } };
  const publicKey = `B${'A'.repeat(86)}`;
  const order = { id, ownerToken: 'o'.repeat(43), lifetimeSeconds: 60, content: { kind: 'link', publicKey } };
  const url = `http://127.0.0.1:${world.line.port}`;
  await fetch(`${url}/boxes`, { ...key, method: 'POST', body: JSON.stringify(order) });
  expect(desk.state()).toMatchObject({ isCodeInSight: false, isPageCodeInSight: true });
  const join = { ...key, method: 'POST', body: JSON.stringify({ token: 't'.repeat(43), publicKey }) };
  expect((await fetch(`${url}/p/${id}/join`, join)).status).toBe(200);
  expect(desk.state()).toMatchObject({ isPageCodeInSight: false });
});

test('who asks for what is shown, and who agrees is identified', async () => {
  const question = await ask();
  await act('scan');
  expect(desk.state()).toMatchObject({
    step: {
      kind: 'asked',
      name: 'Stadt Musterstadt',
      purpose: 'Anträge am Bürger-Terminal stellen',
      claims: expect.arrayContaining(['given_name', 'family_name', 'birthdate']),
    },
  });
  await act('agree');
  expect(desk.state()).toMatchObject({ step: { kind: 'sent' } });
  expect(await question.answer).toMatchObject({ ok: true, value: { identity: { familyName: 'MUSTERMANN' } } });
});

test('who declines sends nothing', async () => {
  const question = await ask();
  await act('scanText', { text: question.qrText });
  await act('decline');
  expect(desk.state()).toMatchObject({ step: { kind: 'declined' } });
  expect(await question.answer).toEqual({ ok: false, error: 'declined' });
});

test.each(['expired', 'revoked'])('a wallet that is %s is not believed', async (wallet) => {
  const question = await ask();
  await act('choose', { wallet });
  await act('scan');
  await act('agree');
  expect(await question.answer).toEqual({ ok: false, error: wallet });
});

test('an empty wallet says so', async () => {
  const question = await ask();
  await act('choose', { wallet: 'empty' });
  await act('scan');
  await act('agree');
  expect(desk.state()).toMatchObject({ step: { kind: 'failed', reason: 'no-pid' } });
  expect(await question.answer).toMatchObject({ ok: false });
});

test('without a signal it scans nothing, and does again with one', async () => {
  const question = await ask();
  await act('offline', { on: true });
  await act('scan');
  expect(desk.state()).toMatchObject({ step: { kind: 'failed', reason: 'unreachable' } });
  await act('offline', { on: false });
  await act('scan');
  expect(desk.state()).toMatchObject({ step: { kind: 'asked' } });
  question.cancel();
});

test('a line that is cut is the relay’s failure, not the telephone’s', async () => {
  world.line.setDown(true);
  expect(await newVerifier(world, directory).ask({ required: ['FamilyName'], optional: [] })).toEqual({
    ok: false,
    error: 'relay-unreachable',
  });
  world.line.setDown(false);
});

test('what is not asked cannot be answered', async () => {
  await act('putAway');
  await expect(act('agree')).rejects.toMatchObject({ reason: 'not-now' });
  await expect(act('choose', { wallet: 'somebody' })).rejects.toMatchObject({ reason: 'no-such-wallet' });
});
