import { afterEach, beforeEach, expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { ACCESS_ROUTES } from '../../contract/access/access.ts';
import { ACCESS_DELAYS } from '../../domain/access/delays.ts';
import { auditEntries } from '../../store/audit-log.ts';
import { type HubDatabase, openDatabase } from '../../store/database.ts';
import { SignInDesk } from '../test-support/sign-in-desk.ts';
import { SoftAuthenticator } from './test-support/soft-authenticator.ts';

const HOST = 'localhost:7103';
const ORIGIN = `http://${HOST}`;
let clock: SimulatedClock;
let db: HubDatabase;
let desk: SignInDesk;
let owner: string;
let authenticator: SoftAuthenticator;
beforeEach(async () => {
  clock = new SimulatedClock();
  db = await openDatabase({ kind: 'sqlite', file: ':memory:' });
  desk = new SignInDesk(db, clock, { host: HOST });
  owner = await desk.owner();
  authenticator = new SoftAuthenticator(ORIGIN);
});
afterEach(async () => {
  await desk.close();
  await db.destroy();
});

type Faults = Parameters<SoftAuthenticator['use']>[1];
async function add(faults: Faults = {}, name = 'Dienst-Laptop', as = owner, key = authenticator) {
  const { body } = await desk.ask('POST', ACCESS_ROUTES.accountPasskeyChallenge, {}, as);
  const credential = key.make(body.options, faults);
  return desk.ask('POST', ACCESS_ROUTES.accountPasskeys, { challenge: body.challenge, name, credential }, as);
}
async function signIn(faults: Faults = {}) {
  const { body } = await desk.ask('POST', ACCESS_ROUTES.passkeyChallenge, {});
  return desk.ask('POST', ACCESS_ROUTES.signInPasskey, {
    challenge: body.challenge,
    credential: authenticator.use(body.options, faults),
  });
}
const account = async () => (await desk.ask('GET', ACCESS_ROUTES.account, undefined, owner)).body;

test('a passkey that was made signs in without a name, again and again', async () => {
  expect((await add()).status).toBe(200);
  for (let n = 0; n < 2; n++) {
    const { cookie } = await signIn();
    const { body } = await desk.ask('GET', ACCESS_ROUTES.session, undefined, cookie);
    expect(body).toMatchObject({ name: 'owner', way: 'passkey' });
  }
  expect((await account()).passkeys).toMatchObject([{ name: 'Dienst-Laptop', usedAt: clock.now() }]);
});

test('the browser is told to ask for finger, face or PIN, and not to make one twice', async () => {
  await add();
  const { body: made } = await desk.ask('POST', ACCESS_ROUTES.accountPasskeyChallenge, {}, owner);
  expect(made.options).toMatchObject({
    rp: { id: 'localhost' },
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: [{ id: authenticator.id.toString('base64url') }],
  });
  const { body: used } = await desk.ask('POST', ACCESS_ROUTES.passkeyChallenge, {});
  expect(used.options).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
  expect(used.options.allowCredentials ?? []).toEqual([]);
});

test.each<[string, Faults]>([
  ['another site’s page', { origin: 'https://evil.example' }],
  ['another site', { rpId: 'evil.example' }],
  ['another sign-in', { challenge: 'A'.repeat(43) }],
  ['nobody whom it has verified', { isUnverified: true }],
])('a passkey made for %s is refused', async (_, faults) => {
  expect((await add(faults)).body).toEqual({ reason: 'passkey-invalid' });
  expect((await account()).passkeys).toEqual([]);
});

test.each<[string, Faults]>([
  ['for another site’s page', { origin: 'https://evil.example' }],
  ['for another site', { rpId: 'evil.example' }],
  ['with the challenge of another sign-in', { challenge: 'A'.repeat(43) }],
  ['without finger, face or PIN', { isUnverified: true }],
  ['with a signature that is not its own', { isForged: true }],
  ['of somebody else', { userHandle: Buffer.from('somebody-else').toString('base64url') }],
  ['that does not say whose it is', { userHandle: '' }],
])('an answer %s signs nobody in', async (_, faults) => {
  await add();
  expect(await signIn(faults)).toMatchObject({ status: 401, body: { reason: 'passkey-invalid' }, cookie: undefined });
});

test('a counter that does not grow is that of a copy: refused, and in the audit', async () => {
  await add();
  await signIn({ counter: 7 });
  for (const counter of [7, 3, 0]) {
    expect((await signIn({ counter })).body).toEqual({ reason: 'passkey-copied' });
  }
  const [entry] = await auditEntries(db, { tenants: null }, 1);
  expect(entry).toMatchObject({ act: 'way.passkey-copied', subject: 'owner' });
  expect((await signIn({ counter: 8 })).status).toBe(200);
});

test('a passkey that does not count signs in each time', async () => {
  await add();
  for (let n = 0; n < 2; n++) expect((await signIn({ counter: 0 })).status).toBe(200);
});

test('a challenge is good once, and for ten minutes', async () => {
  await add();
  const { body } = await desk.ask('POST', ACCESS_ROUTES.passkeyChallenge, {});
  const answer = () => ({ challenge: body.challenge, credential: authenticator.use(body.options) });
  expect((await desk.ask('POST', ACCESS_ROUTES.signInPasskey, answer())).status).toBe(200);
  const expired = { reason: 'challenge-expired' };
  expect((await desk.ask('POST', ACCESS_ROUTES.signInPasskey, answer())).body).toEqual(expired);
  const later = await desk.ask('POST', ACCESS_ROUTES.passkeyChallenge, {});
  await clock.advance(ACCESS_DELAYS.challenge);
  const asked = { challenge: later.body.challenge, credential: authenticator.use(later.body.options) };
  expect((await desk.ask('POST', ACCESS_ROUTES.signInPasskey, asked)).body).toEqual(expired);
});

test('a challenge to sign in makes no passkey, and one to make it is nobody else’s', async () => {
  const { body } = await desk.ask('POST', ACCESS_ROUTES.passkeyChallenge, {});
  const credential = authenticator.make({ ...body.options, user: { id: 'eA' } });
  const asked = { challenge: body.challenge, name: 'x', credential };
  expect((await desk.ask('POST', ACCESS_ROUTES.accountPasskeys, asked, owner)).body.reason).toBe('challenge-expired');
  const invited = { name: 'anna', roles: ['viewer'], reason: 'Neu im Amt' };
  const { body: anna } = await desk.ask('POST', ACCESS_ROUTES.users('default'), invited, owner);
  const theirs = await desk.byLink(anna.link);
  const mine = (await desk.ask('POST', ACCESS_ROUTES.accountPasskeyChallenge, {}, owner)).body;
  const made = { challenge: mine.challenge, name: 'x', credential: authenticator.make(mine.options) };
  expect((await desk.ask('POST', ACCESS_ROUTES.accountPasskeys, made, theirs)).body.reason).toBe('challenge-expired');
});

test('a passkey that is known is nobody’s second one', async () => {
  await add();
  expect((await add()).body).toEqual({ reason: 'passkey-known-already' });
});

test('a passkey that nobody has is unknown', async () => {
  expect(await signIn()).toMatchObject({ status: 401, body: { reason: 'passkey-unknown' } });
});

test('one’s own passkey gets another name and is removed; somebody else’s is not', async () => {
  await add();
  await add({}, 'Schlüssel', owner, new SoftAuthenticator(ORIGIN));
  const id = authenticator.id.toString('base64url');
  const invited = { name: 'anna', roles: ['viewer'], reason: 'Neu im Amt' };
  const { body } = await desk.ask('POST', ACCESS_ROUTES.users('default'), invited, owner);
  const anna = await desk.byLink(body.link);
  for (const [method, asked] of [
    ['PUT', { id, name: 'x' }],
    ['DELETE', { id }],
  ] as const)
    expect((await desk.ask(method, ACCESS_ROUTES.accountPasskeys, asked, anna)).status).toBe(404);
  expect((await desk.ask('PUT', ACCESS_ROUTES.accountPasskeys, { id, name: 'Laptop' }, owner)).status).toBe(200);
  expect((await account()).passkeys[0].name).toBe('Laptop');
  expect((await desk.ask('DELETE', ACCESS_ROUTES.accountPasskeys, { id }, owner)).status).toBe(200);
  expect((await signIn()).body).toEqual({ reason: 'passkey-unknown' });
});

test('the last way to sign in is not removed', async () => {
  await add();
  const asked = { id: authenticator.id.toString('base64url') };
  expect((await desk.ask('DELETE', ACCESS_ROUTES.accountPasskeys, asked, owner)).body).toEqual({ reason: 'last-way' });
  await desk.setPassword(owner);
  expect((await desk.ask('DELETE', ACCESS_ROUTES.accountPasskeys, asked, owner)).status).toBe(200);
});

test('passkeys are made only shortly after a sign-in', async () => {
  await clock.advance(ACCESS_DELAYS.sessionFresh);
  expect((await desk.ask('POST', ACCESS_ROUTES.accountPasskeyChallenge, {}, owner)).body).toEqual({
    reason: 'sign-in-again',
  });
});

test('whom their organisation has signed in makes no way in for themselves', async () => {
  await db.updateTable('staffSession').set({ way: 'oidc' }).execute();
  const refused = { status: 403, body: { reason: 'signed-in-by-organisation' } };
  expect(await desk.ask('POST', ACCESS_ROUTES.accountPasskeyChallenge, {}, owner)).toMatchObject(refused);
  expect(await desk.ask('POST', ACCESS_ROUTES.accountTotp, {}, owner)).toMatchObject(refused);
});

test('whoever has left has no passkey any more', async () => {
  const invited = { name: 'anna', roles: ['viewer'], reason: 'Neu im Amt' };
  const { body } = await desk.ask('POST', ACCESS_ROUTES.users('default'), invited, owner);
  await add({}, 'Laptop', await desk.byLink(body.link));
  const left = { roles: [], reason: 'Gegangen' };
  await desk.ask('PUT', `${ACCESS_ROUTES.user('default', body.id)}/roles`, left, owner);
  expect((await signIn()).body).toEqual({ reason: 'passkey-unknown' });
});

test('under an address that is a number there are no passkeys', async () => {
  const byNumber = new SignInDesk(db, clock);
  expect((await byNumber.ask('GET', ACCESS_ROUTES.signIn)).body).toMatchObject({ passkeys: false });
  expect((await byNumber.ask('POST', ACCESS_ROUTES.passkeyChallenge, {})).body).toEqual({
    reason: 'needs-a-host-name',
  });
  await byNumber.close();
  expect((await desk.ask('GET', ACCESS_ROUTES.signIn)).body).toMatchObject({ passkeys: true });
});
