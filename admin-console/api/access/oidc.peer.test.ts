import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { ACCESS_ROUTES, PROBLEM_FRAGMENT } from '../../contract/access/access.ts';
import type { OidcProvider } from '../../domain/access/oidc.ts';
import { auditEntries } from '../../store/audit-log.ts';
import { type HubDatabase, openDatabase } from '../../store/database.ts';
import { SignInDesk } from '../test-support/sign-in-desk.ts';
import { createOidcClient } from './oidc-client.ts';
import { personAtProvider, startRealProvider } from './test-support/real-provider.ts';

/** Against a real provider: the routes as a browser calls them, the provider's own pages over HTTP. */
const BACK = `http://127.0.0.1:7103${ACCESS_ROUTES.signInOidcBack('stadt')}`;
const CLIENT = { clientId: 'leitstand', clientSecret: 'geheim-und-lang' };
const CLAIMS: Readonly<Record<string, object>> = {
  anna: {
    email: 'anna@stadt.example',
    email_verified: true,
    preferred_username: 'Anna',
    groups: ['technik', 'kantine'],
  },
  bert: { email: 'bert@stadt.example', email_verified: false, preferred_username: 'bert', groups: ['kantine'] },
};
let real: Awaited<ReturnType<typeof startRealProvider>>;
beforeAll(async () => {
  real = await startRealProvider({ ...CLIENT, back: BACK, claimsOf: (login) => ({ ...CLAIMS[login] }) });
});
afterAll(() => real.stop());

let db: HubDatabase;
let desk: SignInDesk | undefined;
const clock = new SimulatedClock(Date.now());
beforeEach(async () => {
  db = await openDatabase({ kind: 'sqlite', file: ':memory:' });
});
afterEach(async () => {
  await desk?.close();
  await db.destroy();
});

function serve(of: Partial<OidcProvider> = {}): SignInDesk {
  const provider: OidcProvider = {
    ...{ id: 'stadt', name: 'Stadt', issuer: real.issuer, ...CLIENT, scope: 'openid profile email' },
    ...{ tenantId: null, createAccounts: null, ...of },
  };
  desk = new SignInDesk(db, clock, { oidc: [createOidcClient(provider, clock, silentLog)] });
  return desk;
}

async function signIn(at: SignInDesk, login: string | null) {
  const begun = await at.ask('POST', ACCESS_ROUTES.signInOidc('stadt'), {});
  const returned = new URL(await personAtProvider(begun.body.address, BACK, login));
  const back = await at.ask('GET', `${returned.pathname}${returned.search}`, undefined, begun.cookie);
  const cookies = [back.headers['set-cookie']].flat().map(String);
  return { to: back.headers.location, session: cookies.find((each) => each.startsWith('bt-session'))?.split(';')[0] };
}

test('groups of the provider become an account with the roles of these groups', async () => {
  const groups = [{ group: 'technik', tenantId: 'default', roles: ['technician'] as const }];
  const at = serve({ createAccounts: { claim: 'groups', groups } });
  const { to, session } = await signIn(at, 'anna');
  expect(to).toBe('/');
  const { body } = await at.ask('GET', ACCESS_ROUTES.session, undefined, session);
  expect(body).toMatchObject({ name: 'anna', way: 'oidc', grants: [{ tenantId: 'default', role: 'technician' }] });
  const acts = (await auditEntries(db, { tenants: null }, 9)).map(({ actor, act }) => `${actor} ${act}`).reverse();
  expect(acts).toEqual(['oidc:stadt user.added', 'oidc:stadt user.roles-changed', 'anna session.opened']);
});

test('somebody invited by e-mail signs in, and somebody whose address is not verified does not', async () => {
  const at = serve();
  const owner = await at.owner();
  const reason = 'Neu im Amt';
  for (const name of ['anna', 'bert']) {
    const { body } = await at.ask('POST', ACCESS_ROUTES.users('default'), { name, roles: ['viewer'], reason }, owner);
    const link = { provider: 'stadt', link: { email: `${name}@stadt.example` }, reason };
    expect((await at.ask('POST', ACCESS_ROUTES.userOidc('default', body.id), link, owner)).status).toBe(200);
  }
  expect((await signIn(at, 'anna')).to).toBe('/');
  expect((await signIn(at, 'bert')).to).toBe(`/#${PROBLEM_FRAGMENT}oidc-no-account`);
});

test('somebody who cancels at the provider comes back to the sign-in page', async () => {
  expect((await signIn(serve(), null)).to).toBe(`/#${PROBLEM_FRAGMENT}oidc-cancelled`);
});

test('a secret that the provider does not know is refused', async () => {
  expect((await signIn(serve({ clientSecret: 'falsch' }), 'anna')).to).toBe(`/#${PROBLEM_FRAGMENT}oidc-refused`);
});
