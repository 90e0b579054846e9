import { afterEach, beforeEach, expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { ACCESS_ROUTES } from '../../contract/access/access.ts';
import { type HubDatabase, openDatabase } from '../../store/database.ts';
import { SignInDesk } from '../test-support/sign-in-desk.ts';

const DAY = 24 * 60 * 60 * 1_000;
const reason = 'Vertretung im Urlaub';
let db: HubDatabase;
let clock: SimulatedClock;
let desk: SignInDesk;
let owner: string;
beforeEach(async () => {
  clock = new SimulatedClock();
  db = await openDatabase({ kind: 'sqlite', file: ':memory:' });
  await db.insertInto('tenant').values({ id: 'other', name: 'Andere Stadt', createdAt: 0 }).execute();
  desk = new SignInDesk(db, clock);
  owner = await desk.owner();
});
afterEach(async () => {
  await desk.close();
  await db.destroy();
});

async function invite(name: string, roles: readonly string[], tenant = 'default') {
  const { body } = await desk.ask('POST', ACCESS_ROUTES.users(tenant), { name, roles, reason }, owner);
  return { id: body.id as string, cookie: await desk.byLink(body.link) };
}
const status = async (...asked: Parameters<SignInDesk['ask']>) => (await desk.ask(...asked)).status;
const whoAmI = (as: string) => status('GET', ACCESS_ROUTES.session, undefined, as);

test('somebody new signs in with a link and may do what their role may, in their tenant only', async () => {
  const { cookie } = await invite('anna', ['auditor']);
  expect(await status('GET', ACCESS_ROUTES.audit('default'), undefined, cookie)).toBe(200);
  expect(await status('GET', ACCESS_ROUTES.audit('other'), undefined, cookie)).toBe(403);
  expect(await status('GET', ACCESS_ROUTES.users('default'), undefined, cookie)).toBe(403);
  expect(await status('GET', ACCESS_ROUTES.auditProof, undefined, cookie)).toBe(403);
});

test('a role taken away is gone for sessions that are open', async () => {
  const { id, cookie } = await invite('anna', ['auditor', 'viewer']);
  const roles = `${ACCESS_ROUTES.user('default', id)}/roles`;
  expect(await status('PUT', roles, { roles: ['viewer'], reason }, owner)).toBe(200);
  expect(await status('GET', ACCESS_ROUTES.audit('default'), undefined, cookie)).toBe(403);
  const [entry] = (await desk.ask('GET', `${ACCESS_ROUTES.audit('default')}?act=user`, undefined, owner)).body;
  expect(entry).toMatchObject({
    act: 'user.roles-changed',
    subject: 'anna',
    reason,
    before: '{"roles":["viewer","auditor"]}',
    after: '{"roles":["viewer"]}',
  });
});

test('whoever has no role left is signed out, can no longer sign in, and leaves nothing but a name', async () => {
  const { id, cookie } = await invite('anna', ['viewer']);
  const { secret } = await desk.setPassword(cookie);
  await desk.ask('PUT', `${ACCESS_ROUTES.user('default', id)}/roles`, { roles: [], reason }, owner);
  expect(await whoAmI(cookie)).toBe(401);
  await clock.advance(30_000);
  expect((await desk.password('anna', 'Kaffee um halb drei', desk.code(secret))).status).toBe(401);
  const row = await db.selectFrom('staff').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  expect(row).toMatchObject({ passwordHash: null, totpSealed: null, totpSecret: null });
});

test('nobody changes their own roles', async () => {
  const { id, cookie } = await invite('anna', ['owner']);
  const roles = `${ACCESS_ROUTES.user('default', id)}/roles`;
  expect((await desk.ask('PUT', roles, { roles: ['viewer'], reason }, cookie)).body).toEqual({ reason: 'own-roles' });
});

test('an owner of one tenant lets nobody in anew, and signs nobody out, who has a role in another', async () => {
  const ours = await invite('anna', ['owner']);
  const both = await invite('bert', ['viewer'], 'other');
  await desk.ask('POST', ACCESS_ROUTES.users('default'), { name: 'bert', roles: ['viewer'], reason }, ours.cookie);
  const { id } = both;
  const refused = { status: 409, body: { reason: 'has-roles-elsewhere' } };
  const link = `${ACCESS_ROUTES.user('default', id)}/link`;
  const sessions = `${ACCESS_ROUTES.user('default', id)}/sessions`;
  expect(await desk.ask('POST', link, { reason }, ours.cookie)).toMatchObject(refused);
  expect(await desk.ask('DELETE', sessions, { reason }, ours.cookie)).toMatchObject(refused);
  expect(await whoAmI(both.cookie)).toBe(200);
  expect((await desk.ask('DELETE', sessions, { reason }, owner)).body).toEqual({ ended: 1 });
  expect(await whoAmI(both.cookie)).toBe(401);
});

test('somebody known who gets a role in another tenant gets no link with it', async () => {
  await invite('anna', ['viewer']);
  const { body } = await desk.ask(
    'POST',
    ACCESS_ROUTES.users('other'),
    { name: 'anna', roles: ['viewer'], reason },
    owner,
  );
  expect(body.link).toBeNull();
});

test('a person of another tenant is as one who is not there', async () => {
  const { cookie } = await invite('anna', ['owner']);
  const stranger = await invite('bert', ['viewer'], 'other');
  for (const id of [stranger.id, crypto.randomUUID()]) {
    expect(
      await status('PUT', `${ACCESS_ROUTES.user('default', id)}/roles`, { roles: ['owner'], reason }, cookie),
    ).toBe(404);
    expect(await status('POST', `${ACCESS_ROUTES.user('default', id)}/link`, { reason }, cookie)).toBe(404);
  }
});

async function newKey(permissions: readonly string[], days = 1) {
  const { body } = await desk.ask('POST', ACCESS_ROUTES.keys('default'), { name: 'Abruf', permissions, days }, owner);
  return body as { id: string; key: string };
}

test('a key does what it was made for, in its tenant, and shows when it was used', async () => {
  const { key } = await newKey(['audit.read']);
  expect(await status('GET', ACCESS_ROUTES.audit('default'), undefined, key)).toBe(200);
  expect(await status('GET', ACCESS_ROUTES.audit('other'), undefined, key)).toBe(403);
  expect(await status('GET', ACCESS_ROUTES.keys('default'), undefined, key)).toBe(403);
  const { body } = await desk.ask('GET', ACCESS_ROUTES.keys('default'), undefined, owner);
  expect(body).toMatchObject([{ name: 'Abruf', createdBy: 'owner', usedAt: clock.now() }]);
  expect(JSON.stringify([body, await db.selectFrom('accessKey').selectAll().execute()])).not.toContain(key);
});

test.each(['access.manage', 'tenant.manage', 'configuration.release'])('no key is made for %s', async (permission) => {
  const asked = { name: 'Abruf', permissions: [permission], days: 1 };
  expect(await status('POST', ACCESS_ROUTES.keys('default'), asked, owner)).toBe(400);
});

test('a key that is over, ended, or was never made opens nothing', async () => {
  const [short, ended] = [await newKey(['audit.read']), await newKey(['audit.read'], 9)];
  await desk.ask('DELETE', ACCESS_ROUTES.key('default', ended.id), undefined, owner);
  expect(await status('GET', ACCESS_ROUTES.audit('default'), undefined, ended.key)).toBe(401);
  await clock.advance(DAY);
  expect(await status('GET', ACCESS_ROUTES.audit('default'), undefined, short.key)).toBe(401);
  expect(await status('GET', ACCESS_ROUTES.audit('default'), undefined, 'btk_x')).toBe(401);
});

test('a key has no account: it sets no password and ends no session', async () => {
  const { key } = await newKey(['audit.read']);
  expect(await status('POST', ACCESS_ROUTES.accountTotp, {}, key)).toBe(403);
  expect(await status('DELETE', ACCESS_ROUTES.sessions, undefined, key)).toBe(403);
});

test('the audit goes out as a table that no spreadsheet computes', async () => {
  const { cookie } = await invite('anna', ['auditor']);
  const text = '=HYPERLINK("https://evil.example")';
  await desk.ask('POST', ACCESS_ROUTES.users('default'), { name: 'bert', roles: ['viewer'], reason: text }, owner);
  const { body } = await desk.ask('GET', `${ACCESS_ROUTES.audit('default')}/export.csv`, undefined, cookie);
  const [head, newest] = (body as string).split('\r\n');
  expect(head).toBe('seq,at,actor,act,subject,tenantId,reason,before,after,hash');
  expect(newest).toContain(`,"'=HYPERLINK(""https://evil.example"")",`);
});

test('acts of the hub as a whole are read by those who may read all of it', async () => {
  const { cookie } = await invite('anna', ['auditor']);
  const acts = async (tenant: string, as: string) =>
    (await desk.ask('GET', ACCESS_ROUTES.audit(tenant), undefined, as)).body.map((entry: { act: string }) => entry.act);
  expect(await acts('all', owner)).toContain('owner-link.made');
  expect(await acts('all', cookie)).toEqual(['user.added']);
  expect((await desk.ask('GET', ACCESS_ROUTES.auditProof, undefined, owner)).body).toMatchObject({ broken: null });
});

const lock = (id: string, isLocked: boolean, as = owner) =>
  status('PUT', ACCESS_ROUTES.userLock('default', id), { isLocked, reason }, as);

test('somebody locked is signed out and comes in no way, until the lock is taken away; roles stay', async () => {
  const { id, cookie } = await invite('anna', ['viewer']);
  const { secret } = await desk.setPassword(cookie);
  expect(await lock(id, true)).toBe(200);
  expect(await whoAmI(cookie)).toBe(401);
  await clock.advance(30_000);
  expect((await desk.password('anna', 'Kaffee um halb drei', desk.code(secret))).status).toBe(401);
  const listed = async () => (await desk.ask('GET', ACCESS_ROUTES.users('default'), undefined, owner)).body;
  expect(await listed()).toMatchObject([{ name: 'anna', isLocked: true, roles: [{ role: 'viewer' }] }]);
  expect(await lock(id, false)).toBe(200);
  await clock.advance(30_000);
  expect((await desk.password('anna', 'Kaffee um halb drei', desk.code(secret))).status).toBe(200);
});

test('a link that somebody locked still has signs nobody in, during the lock and after it', async () => {
  const { body } = await desk.ask(
    'POST',
    ACCESS_ROUTES.users('default'),
    { name: 'anna', roles: ['viewer'], reason },
    owner,
  );
  await lock(body.id, true);
  expect(await desk.byLink(body.link)).toBe('');
  await lock(body.id, false);
  expect(await desk.byLink(body.link)).toBe('');
});

test('nobody locks themselves, nor somebody who has a role elsewhere', async () => {
  const ours = await invite('anna', ['owner']);
  expect(await lock(ours.id, true, ours.cookie)).toBe(409);
  const both = await invite('bert', ['viewer'], 'other');
  await desk.ask('POST', ACCESS_ROUTES.users('default'), { name: 'bert', roles: ['viewer'], reason }, owner);
  expect(await lock(both.id, true, ours.cookie)).toBe(409);
  expect(await whoAmI(both.cookie)).toBe(200);
});

test('when somebody has left, their roles, sessions, ways and the keys they made are gone in one step', async () => {
  const { id, cookie } = await invite('anna', ['owner']);
  await desk.setPassword(cookie);
  const asked = { name: 'Abruf', permissions: ['audit.read'], days: 9 };
  const { body } = await desk.ask('POST', ACCESS_ROUTES.keys('default'), asked, cookie);
  const other = await newKey(['audit.read'], 9);
  const left = await desk.ask('DELETE', ACCESS_ROUTES.user('default', id), { reason }, owner);
  expect(left.body).toEqual({ keysEnded: 1, hasRolesElsewhere: false });
  expect(await whoAmI(cookie)).toBe(401);
  expect(await status('GET', ACCESS_ROUTES.audit('default'), undefined, body.key)).toBe(401);
  expect(await status('GET', ACCESS_ROUTES.audit('default'), undefined, other.key)).toBe(200);
  const row = await db.selectFrom('staff').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  expect(row).toMatchObject({ endedAt: clock.now(), passwordHash: null, totpSealed: null });
});

test('somebody who has left one tenant keeps their role in another', async () => {
  const { id, cookie } = await invite('bert', ['viewer'], 'other');
  await desk.ask('POST', ACCESS_ROUTES.users('default'), { name: 'bert', roles: ['viewer'], reason }, owner);
  const left = await desk.ask('DELETE', ACCESS_ROUTES.user('default', id), { reason }, owner);
  expect(left.body).toEqual({ keysEnded: 0, hasRolesElsewhere: true });
  const { body } = await desk.ask('GET', ACCESS_ROUTES.session, undefined, cookie);
  expect(body.grants).toMatchObject([{ tenantId: 'other' }]);
});

test('nobody says of themselves that they have left, and a stranger is as one who is not there', async () => {
  const ours = await invite('anna', ['owner']);
  const leave = (id: string, as: string) => status('DELETE', ACCESS_ROUTES.user('default', id), { reason }, as);
  expect(await leave(ours.id, ours.cookie)).toBe(409);
  const stranger = await invite('bert', ['viewer'], 'other');
  expect(await leave(stranger.id, ours.cookie)).toBe(404);
});

test('a person is told the tenants in which they have a role, by name, and no others', async () => {
  const { cookie } = await invite('anna', ['viewer'], 'other');
  const names = async (as: string) => (await desk.ask('GET', ACCESS_ROUTES.session, undefined, as)).body.tenants;
  expect(await names(cookie)).toEqual([{ id: 'other', name: 'Andere Stadt' }]);
  expect((await names(owner)).length).toBe(2);
});
