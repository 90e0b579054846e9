import { afterEach, beforeEach, expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { createLog } from '../../../foundation/log.ts';
import { ACCESS_ROUTES, type OidcRefusal, PROBLEM_FRAGMENT } from '../../contract/access/access.ts';
import { ACCESS_DELAYS } from '../../domain/access/delays.ts';
import type { OidcProvider } from '../../domain/access/oidc.ts';
import { type HubDatabase, openDatabase } from '../../store/database.ts';
import { SignInDesk } from '../test-support/sign-in-desk.ts';
import { createOidcClient } from './oidc-client.ts';
import { startLyingProvider } from './test-support/lying-provider.ts';

const CLIENT = 'leitstand';
const SECRET = 'geheim-und-lang';
let clock: SimulatedClock;
let db: HubDatabase;
let desk: SignInDesk;
let lying: Awaited<ReturnType<typeof startLyingProvider>>;
let lines: string[];
let provider: OidcProvider;
beforeEach(async () => {
  clock = new SimulatedClock(Date.now());
  db = await openDatabase({ kind: 'sqlite', file: ':memory:' });
  lying = await startLyingProvider(CLIENT);
  lines = [];
  await serve({});
});
afterEach(async () => {
  await desk.close();
  await lying.stop();
  await db.destroy();
});

async function serve(of: Partial<OidcProvider>): Promise<void> {
  await desk?.close();
  provider = {
    ...{ id: 'stadt', name: 'Stadt', issuer: lying.issuer, clientId: CLIENT, clientSecret: SECRET },
    ...{ scope: 'openid', tenantId: null, createAccounts: null, ...of },
  };
  const log = createLog((line) => lines.push(line), clock);
  desk = new SignInDesk(db, clock, { oidc: [createOidcClient(provider, clock, log)] });
}

const TECHNICIANS = {
  claim: 'groups',
  groups: [{ group: 'technik', tenantId: 'default', roles: ['technician'] }],
} as const;

/** A browser at the provider, on its way back. */
interface Begun {
  readonly cookie: string;
  readonly state: string;
  readonly nonce: string;
}
async function begin(): Promise<Begun> {
  const { body, cookie } = await desk.ask('POST', ACCESS_ROUTES.signInOidc('stadt'), {});
  const { searchParams } = new URL(body.address);
  return { cookie: cookie ?? '', state: searchParams.get('state') ?? '', nonce: searchParams.get('nonce') ?? '' };
}
const callback = (query: Record<string, string>) =>
  `${ACCESS_ROUTES.signInOidcBack('stadt')}?${new URLSearchParams(query)}`;
const comeBack = async (query: Record<string, string>, cookie: string) =>
  (await desk.ask('GET', callback(query), undefined, cookie)).headers.location;
const withCode = async (lie: Parameters<typeof lying.lie>[0], more: Record<string, string> = {}) => {
  const { cookie, state, nonce } = await begin();
  lying.lie(lie);
  return comeBack({ code: `c.${nonce}`, state, ...more }, cookie);
};
const refused = (reason: OidcRefusal) => `/#${PROBLEM_FRAGMENT}${reason}`;

test('where everything is right, somebody whose group has a role is signed in', async () => {
  await serve({ createAccounts: TECHNICIANS });
  const userinfo = { preferred_username: 'Anna', groups: ['technik'] };
  expect(await withCode({ userinfo })).toBe('/');
});

test('the way to the provider carries PKCE, state and nonce, and no secret', async () => {
  const { body } = await desk.ask('POST', ACCESS_ROUTES.signInOidc('stadt'), {});
  const { searchParams } = new URL(body.address);
  expect(searchParams.get('code_challenge_method')).toBe('S256');
  for (const name of ['code_challenge', 'state', 'nonce']) expect(searchParams.get(name)).toMatch(/^[\w-]{43}$/);
  expect(searchParams.get('redirect_uri')).toBe('http://127.0.0.1:7103/api/sign-in/oidc/stadt/callback');
  expect(body.address).not.toContain(SECRET);
});

test('a state of another sign-in is refused, and ends the one under way for nobody', async () => {
  await serve({ createAccounts: TECHNICIANS });
  const { cookie, state, nonce } = await begin();
  lying.lie({ userinfo: { preferred_username: 'anna', groups: ['technik'] } });
  expect(await comeBack({ code: `c.${nonce}`, state: 'of-somebody-else' }, cookie)).toBe(refused('oidc-state-wrong'));
  expect(await comeBack({ code: `c.${nonce}`, state }, cookie)).toBe('/');
});

test('another browser than the one that began is refused', async () => {
  const { state, nonce } = await begin();
  expect(await comeBack({ code: `c.${nonce}`, state }, '')).toBe(refused('oidc-state-wrong'));
});

test('a sign-in that took too long has expired', async () => {
  const { cookie, state, nonce } = await begin();
  await clock.advance(ACCESS_DELAYS.challenge);
  expect(await comeBack({ code: `c.${nonce}`, state }, cookie)).toBe(refused('oidc-expired'));
});

test('the same return counts once', async () => {
  await serve({ createAccounts: TECHNICIANS });
  const { cookie, state, nonce } = await begin();
  lying.lie({ userinfo: { preferred_username: 'anna', groups: ['technik'] } });
  expect(await comeBack({ code: `c.${nonce}`, state }, cookie)).toBe('/');
  expect(await comeBack({ code: `c.${nonce}`, state }, cookie)).toBe(refused('oidc-expired'));
});

test('a person who cancels comes back to the sign-in page', async () => {
  const { cookie, state } = await begin();
  expect(await comeBack({ error: 'access_denied', state }, cookie)).toBe(refused('oidc-cancelled'));
  expect(lines).toEqual([]);
});

test('a return that names another issuer is refused', async () => {
  expect(await withCode({}, { iss: 'https://evil.example' })).toBe(refused('oidc-issuer-wrong'));
});

test.each<[string, Parameters<typeof lying.lie>[0], OidcRefusal]>([
  ['of another issuer', { claims: { iss: 'https://evil.example' } }, 'oidc-issuer-wrong'],
  ['with the nonce of another sign-in', { claims: { nonce: 'other' } }, 'oidc-nonce-wrong'],
  ['without a nonce', { claims: { nonce: undefined } }, 'oidc-token-invalid'],
  ['for another client', { claims: { aud: 'another-program' } }, 'oidc-other-client'],
  ['for several clients, made for another', { claims: { aud: [CLIENT, 'x'], azp: 'x' } }, 'oidc-other-client'],
  ['that is over', { claims: { exp: 1 } }, 'oidc-token-invalid'],
  ['without a subject', { claims: { sub: undefined } }, 'oidc-token-invalid'],
  ['signed with a key that is not the provider’s', { isForged: true }, 'oidc-token-invalid'],
  ['whose person is another one than userinfo tells', { userinfo: { sub: 'bert-2' } }, 'oidc-token-invalid'],
])('a token %s is refused', async (_, lie, reason) => {
  await serve({ createAccounts: TECHNICIANS });
  const userinfo = { preferred_username: 'anna', groups: ['technik'] };
  expect(await withCode({ ...lie, userinfo: { ...userinfo, ...lie.userinfo } })).toBe(refused(reason));
  expect(await db.selectFrom('staffSession').selectAll().execute()).toEqual([]);
});

test('a code that the provider does not take is refused, and its word for it stands in the log', async () => {
  const refusal = { status: 400, body: { error: 'invalid_grant', error_description: 'Frau Muster' } };
  expect(await withCode({ refusal })).toBe(refused('oidc-refused'));
  expect(lines.join('')).toContain('invalid_grant');
  expect(lines.join('')).not.toMatch(/Muster|geheim/);
});

test('a provider that is down when somebody comes back is told as that', async () => {
  const { cookie, state, nonce } = await begin();
  await lying.stop();
  expect(await comeBack({ code: `c.${nonce}`, state }, cookie)).toBe(refused('oidc-unreachable'));
});

test('a provider that fails inside is told as one that is down', async () => {
  expect(await withCode({ refusal: { status: 503, body: {} } })).toBe(refused('oidc-unreachable'));
});

test('a provider that is down when somebody begins is told on the page, and asked again the next time', async () => {
  lying.lie({ issuer: 'https://evil.example' });
  const begun = () => desk.ask('POST', ACCESS_ROUTES.signInOidc('stadt'), {});
  expect((await begun()).body).toEqual({ reason: 'oidc-issuer-wrong' });
  lying.lie({});
  expect((await begun()).status).toBe(200);
  await lying.stop();
  expect(await begun()).toMatchObject({ status: 502, body: { reason: 'oidc-unreachable' } });
});

test('a provider that nobody has set up is not there', async () => {
  expect((await desk.ask('POST', ACCESS_ROUTES.signInOidc('other'), {})).status).toBe(404);
});

test('somebody whom nobody has invited gets no account', async () => {
  const userinfo = {
    preferred_username: 'anna',
    email: 'anna@stadt.example',
    email_verified: true,
    groups: ['technik'],
  };
  expect(await withCode({ userinfo })).toBe(refused('oidc-no-account'));
  expect(await db.selectFrom('staff').selectAll().execute()).toEqual([]);
});

test('somebody in no group that has a role gets no account', async () => {
  await serve({ createAccounts: TECHNICIANS });
  expect(await withCode({ userinfo: { preferred_username: 'anna', groups: ['kantine'] } })).toBe(
    refused('oidc-no-role'),
  );
  expect(await db.selectFrom('staff').selectAll().execute()).toEqual([]);
});

test('a group that is gone takes its roles with it at the next sign-in, and back with it', async () => {
  await serve({ createAccounts: TECHNICIANS });
  const as = (groups: readonly string[]) => withCode({ userinfo: { preferred_username: 'anna', groups } });
  expect(await as(['technik'])).toBe('/');
  expect(await as([])).toBe(refused('oidc-no-role'));
  expect(await db.selectFrom('staffRole').selectAll().execute()).toEqual([]);
  expect(await db.selectFrom('staffSession').selectAll().execute()).toEqual([]);
  expect(await as(['technik'])).toBe('/');
});

test('a new account takes nobody’s name', async () => {
  await desk.owner();
  await serve({ createAccounts: TECHNICIANS });
  const userinfo = { preferred_username: 'Owner', groups: ['technik'] };
  expect(await withCode({ userinfo })).toBe(refused('oidc-name-taken'));
});

async function person(name: string, tenants: readonly string[] = ['default']) {
  const owner = await desk.owner();
  const asked = { name, roles: ['viewer'], reason: 'Neu im Amt' };
  let id = '';
  for (const tenant of tenants) id = (await desk.ask('POST', ACCESS_ROUTES.users(tenant), asked, owner)).body.id;
  const link = (of: object, as = owner) =>
    desk.ask('POST', ACCESS_ROUTES.userOidc('default', id), { provider: 'stadt', link: of, reason: 'Neu im Amt' }, as);
  return { id, owner, link };
}

test('somebody who was linked by the provider’s id of theirs signs in as themselves', async () => {
  const { id, link } = await person('anna');
  expect((await link({ subject: 'anna-1' })).status).toBe(200);
  expect(await withCode({})).toBe('/');
  const sessions = await db.selectFrom('staffSession').select(['staffId', 'way']).orderBy('way', 'desc').execute();
  expect(sessions).toContainEqual({ staffId: id, way: 'oidc' });
});

test('an invitation by e-mail takes an address only if the provider has verified it', async () => {
  const { link } = await person('anna');
  await link({ email: 'Anna@Stadt.example' });
  const email = 'anna@stadt.EXAMPLE';
  expect(await withCode({ userinfo: { email } })).toBe(refused('oidc-no-account'));
  expect(await withCode({ userinfo: { email, email_verified: false } })).toBe(refused('oidc-no-account'));
  expect(await withCode({ userinfo: { email, email_verified: true } })).toBe('/');
});

test('an invitation by e-mail links the first who comes with it; the address alone opens nothing later', async () => {
  const { link } = await person('anna');
  await link({ email: 'anna@stadt.example' });
  const userinfo = { email: 'anna@stadt.example', email_verified: true };
  expect(await withCode({ userinfo })).toBe('/');
  const later = { claims: { sub: 'bert-2' }, userinfo: { ...userinfo, sub: 'bert-2' } };
  expect(await withCode(later)).toBe(refused('oidc-no-account'));
  expect(await withCode({})).toBe('/');
});

test('an invitation by e-mail is over after 30 days', async () => {
  const { link } = await person('anna');
  await link({ email: 'anna@stadt.example' });
  clock.jumpWallClock(ACCESS_DELAYS.oidcInvitation);
  const userinfo = { email: 'anna@stadt.example', email_verified: true };
  expect(await withCode({ userinfo })).toBe(refused('oidc-no-account'));
});

test('an account, or an address, that is somebody else’s is not taken from them', async () => {
  const anna = await person('anna');
  await anna.link({ subject: 'anna-1' });
  await anna.link({ email: 'anna@stadt.example' });
  const bert = await person('bert');
  const taken = { status: 409, body: { reason: 'oidc-account-taken' } };
  expect(await bert.link({ subject: 'anna-1' })).toMatchObject(taken);
  expect(await bert.link({ email: 'anna@stadt.example' })).toMatchObject(taken);
});

test('who was unlinked, or has left, no longer signs in', async () => {
  const { id, owner, link } = await person('anna');
  await link({ subject: 'anna-1' });
  const body = { provider: 'stadt', reason: 'Falsches Konto' };
  expect((await desk.ask('DELETE', ACCESS_ROUTES.userOidc('default', id), body, owner)).status).toBe(200);
  expect(await withCode({})).toBe(refused('oidc-no-account'));
  await link({ subject: 'anna-1' });
  await desk.ask('PUT', `${ACCESS_ROUTES.user('default', id)}/roles`, { roles: [], reason: 'Gegangen' }, owner);
  expect(await withCode({})).toBe(refused('oidc-no-account'));
});

test('somebody locked comes in by no provider, and is not taken for somebody new under another name', async () => {
  await serve({ createAccounts: TECHNICIANS });
  const as = (name: string) => withCode({ userinfo: { preferred_username: name, groups: ['technik'] } });
  expect(await as('anna')).toBe('/');
  const { id } = await db.selectFrom('staff').select('id').executeTakeFirstOrThrow();
  const lock = { isLocked: true, reason: 'Elternzeit' };
  await desk.ask('PUT', ACCESS_ROUTES.userLock('default', id), lock, await desk.owner());
  for (const name of ['anna', 'anna.neu']) expect(await as(name)).toBe(refused('oidc-no-account'));
  expect((await db.selectFrom('staff').select('name').orderBy('name').execute()).map(({ name }) => name)).toEqual([
    'anna',
    'owner',
  ]);
});

test('a provider of one tenant lets nobody in who has roles in another', async () => {
  await db.insertInto('tenant').values({ id: 'other', name: 'Andere Stadt', createdAt: 0 }).execute();
  await serve({ tenantId: 'default' });
  const { link } = await person('anna', ['default', 'other']);
  await link({ subject: 'anna-1' });
  expect(await withCode({})).toBe(refused('oidc-other-tenants'));
});

test('a provider of one tenant is offered to no other', async () => {
  await db.insertInto('tenant').values({ id: 'other', name: 'Andere Stadt', createdAt: 0 }).execute();
  await serve({ tenantId: 'other' });
  const { link, owner } = await person('anna');
  expect((await link({ subject: 'anna-1' })).status).toBe(404);
  const offered = async (tenant: string) =>
    (await desk.ask('GET', ACCESS_ROUTES.oidcProviders(tenant), undefined, owner)).body;
  expect(await offered('default')).toEqual([]);
  expect(await offered('other')).toEqual([{ id: 'stadt', name: 'Stadt' }]);
});
