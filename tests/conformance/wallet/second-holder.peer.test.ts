import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askWhoItIs } from '../../../demo/wallet/test-support/new-verifier.ts';
import { startWalletWorld, type WalletWorld } from '../../../demo/wallet/wallet-world.ts';
import { systemClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { PEOPLE } from '../../../simulators/wallet/pid-data.ts';
import { answer } from './second-holder.ts';

/** Session's verifier and real relay on one side, a wallet of other libraries on the other. */
const directory = mkdtempSync(join(tmpdir(), 'second-holder-'));
const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
let world: WalletWorld;

beforeAll(async () => {
  const ports = { phoneRelay: 0, phoneLine: 0, statusList: 0 };
  const [clock, log] = [systemClock, silentLog];
  world = await startWalletWorld({ ports, directory, officeName: 'Stadt Musterstadt', clock, log });
});
afterAll(async () => {
  await world.close();
  rmSync(directory, { recursive: true });
});

const ask = () => askWhoItIs(world, directory);

test('an SD-JWT of another wallet is believed', async () => {
  const question = await ask();
  const told = await answer(question.qrText, { key, sdJwt: await world.issuer.issueSdJwt(PEOPLE.erika, key) });
  expect([told.status, await told.json()]).toEqual([200, {}]);
  expect(await question.answer).toMatchObject({
    ok: true,
    value: {
      levelOfAssurance: 'high',
      evidence: { format: 'dc+sd-jwt' },
      identity: { givenNames: 'ERIKA', familyName: 'MUSTERMANN', dateOfBirth: '1964-08-12', address: { city: 'KÖLN' } },
    },
  });
});

test('what is optional and not there is left out: both sides read the sets of claims in the same way', async () => {
  const question = await ask();
  await answer(question.qrText, { key, sdJwt: await world.issuer.issueSdJwt(PEOPLE.noAddress, key) });
  const answered = await question.answer;
  expect(answered).toMatchObject({ ok: true, value: { identity: { familyName: 'WEBER' } } });
  expect(answered.ok && answered.value.identity.address).toBe(undefined);
});

test('an SD-JWT that somebody else holds is not believed', async () => {
  const question = await ask();
  const { privateKey: stranger } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  await answer(question.qrText, { key: stranger, sdJwt: await world.issuer.issueSdJwt(PEOPLE.erika, key) });
  expect(await question.answer).toEqual({ ok: false, error: 'key-binding' });
});

test('a wallet with nothing that fits finds so itself, and sends nothing', async () => {
  const question = await ask();
  await expect(answer(question.qrText, { key })).rejects.toThrow('nothing in this wallet');
  question.cancel();
});

test('an mdoc of another wallet is believed', async () => {
  const question = await ask();
  const told = await answer(question.qrText, { key, mdoc: (await world.issuer.issueMdoc(PEOPLE.erika, key)).encode() });
  expect(told.status).toBe(200);
  expect(await question.answer).toMatchObject({
    ok: true,
    value: {
      levelOfAssurance: 'high',
      evidence: { format: 'mso_mdoc' },
      identity: { givenNames: 'ERIKA', familyName: 'MUSTERMANN', dateOfBirth: '1964-08-12', address: { city: 'KÖLN' } },
    },
  });
});

test('an mdoc that somebody else holds is not believed', async () => {
  const question = await ask();
  const { privateKey: stranger } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const issued = await world.issuer.issueMdoc(PEOPLE.erika, key);
  await answer(question.qrText, { key: stranger, mdoc: issued.encode() });
  expect(await question.answer).toEqual({ ok: false, error: 'key-binding' });
});

test('a birth date of which only the year is known survives another wallet, in either form', async () => {
  const identity = { dateOfBirth: '1983-00-00' };
  for (const held of [
    { key, sdJwt: await world.issuer.issueSdJwt(PEOPLE.birthYearOnly, key) },
    { key, mdoc: (await world.issuer.issueMdoc(PEOPLE.birthYearOnly, key)).encode() },
  ]) {
    const question = await ask();
    await answer(question.qrText, held);
    expect(await question.answer).toMatchObject({ ok: true, value: { identity } });
  }
});
