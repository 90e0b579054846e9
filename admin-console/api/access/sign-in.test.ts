import { afterEach, beforeEach, expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { ACCESS_ROUTES } from '../../contract/access/access.ts';
import { ACCESS_DELAYS } from '../../domain/access/delays.ts';
import { createOwnerLink } from '../../store/access/links.ts';
import { auditEntries } from '../../store/audit-log.ts';
import { type HubDatabase, openDatabase } from '../../store/database.ts';
import { PASSWORD, SignInDesk } from '../test-support/sign-in-desk.ts';

const STEP = 30_000;
let db: HubDatabase;
let clock: SimulatedClock;
let desk: SignInDesk;
beforeEach(async () => {
  clock = new SimulatedClock();
  db = await openDatabase({ kind: 'sqlite', file: ':memory:' });
  desk = new SignInDesk(db, clock);
});
afterEach(async () => {
  await desk.close();
  await db.destroy();
});

const whoAmI = async (as: string) => (await desk.ask('GET', ACCESS_ROUTES.session, undefined, as)).status;

test('a one-time link signs in once, and stands in the audit', async () => {
  const token = await createOwnerLink(db, clock);
  const first = await desk.ask('POST', ACCESS_ROUTES.signInLink, { token });
  expect(first.status).toBe(200);
  expect(await whoAmI(first.cookie ?? '')).toBe(200);
  expect(await desk.ask('POST', ACCESS_ROUTES.signInLink, { token })).toMatchObject({
    status: 401,
    body: { reason: 'link-used' },
  });
  const acts = (await auditEntries(db, { tenants: null }, 9)).map(({ actor, act }) => `${actor} ${act}`);
  expect(acts).toEqual(['owner session.opened', 'machine owner-link.made']);
});

test('a link that has expired, or that nobody made, signs nobody in', async () => {
  const token = await createOwnerLink(db, clock);
  await clock.advance(ACCESS_DELAYS.ownerLink);
  expect((await desk.ask('POST', ACCESS_ROUTES.signInLink, { token })).body).toEqual({ reason: 'link-expired' });
  expect((await desk.ask('POST', ACCESS_ROUTES.signInLink, { token: 'x' })).body).toEqual({ reason: 'link-unknown' });
});

test('the cookie is read by no script and sent by no other site', async () => {
  const token = await createOwnerLink(db, clock);
  const { headers } = await desk.ask('POST', ACCESS_ROUTES.signInLink, { token });
  expect(String(headers['set-cookie'])).toMatch(/^bt-session-7103=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; /);
});

test('of tokens, passwords and codes the database holds hashes only', async () => {
  const cookie = await desk.owner();
  const { recoveryCodes } = await desk.setPassword(cookie);
  const kept = JSON.stringify([
    await db.selectFrom('staff').selectAll().execute(),
    await db.selectFrom('staffSession').selectAll().execute(),
    await db.selectFrom('recoveryCode').selectAll().execute(),
    await db.selectFrom('audit').selectAll().execute(),
  ]);
  for (const secret of [cookie.split('=')[1] ?? '?', PASSWORD, ...recoveryCodes]) expect(kept).not.toContain(secret);
  expect(kept).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
});

test('the secret of the app is kept encrypted, also before it counts', async () => {
  const cookie = await desk.owner();
  const { body } = await desk.ask('POST', ACCESS_ROUTES.accountTotp, {}, cookie);
  expect(JSON.stringify(await db.selectFrom('accessChallenge').selectAll().execute())).not.toContain(body.secret);
  const { secret } = await desk.setPassword(cookie);
  expect(JSON.stringify(await db.selectFrom('staff').selectAll().execute())).not.toContain(secret);
});

test('with another key than the secret was encrypted with, a recovery code still signs in', async () => {
  const { secret, recoveryCodes } = await desk.setPassword(await desk.owner());
  const other = new SignInDesk(db, clock);
  await clock.advance(STEP);
  expect((await other.password('owner', PASSWORD, desk.code(secret))).status).toBe(401);
  expect((await other.password('owner', PASSWORD, recoveryCodes[0] ?? '')).status).toBe(200);
  await other.close();
});

test('password and code of the app sign in; the same code does not do so again', async () => {
  const { secret } = await desk.setPassword(await desk.owner());
  await clock.advance(STEP);
  const code = desk.code(secret);
  const signedIn = await desk.password(' Owner ', PASSWORD, code);
  expect(signedIn.status).toBe(200);
  expect(await whoAmI(signedIn.cookie ?? '')).toBe(200);
  expect((await desk.password('owner', PASSWORD, code)).body).toEqual({ reason: 'wrong-credentials' });
});

test('what was wrong is not told: name, password or code', async () => {
  const { secret } = await desk.setPassword(await desk.owner());
  await clock.advance(STEP);
  const wrong = { status: 401, body: { reason: 'wrong-credentials' }, cookie: undefined };
  expect(await desk.password('nobody', PASSWORD, desk.code(secret))).toMatchObject(wrong);
  expect(await desk.password('owner', `${PASSWORD}.`, desk.code(secret))).toMatchObject(wrong);
  expect(await desk.password('owner', PASSWORD, '000000')).toMatchObject(wrong);
  expect(await desk.password('owner', PASSWORD, '')).toMatchObject(wrong);
});

test('nor is it told by how long the answer takes', async () => {
  await desk.setPassword(await desk.owner());
  const time = async (name: string) => {
    const begun = performance.now();
    await desk.password(name, 'wrong', '000000');
    return performance.now() - begun;
  };
  const median = (all: number[]) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
  const [known, unknown]: [number[], number[]] = [[], []];
  for (let n = 0; n < 5; n++) {
    known.push(await time('owner'));
    unknown.push(await time(`nobody-${n}`));
  }
  // Without the password of nobody, the unknown name would be answered in a fraction of the time.
  expect(median(unknown)).toBeGreaterThan(median(known) / 3);
});

test('a recovery code stands for the app, once', async () => {
  const { recoveryCodes } = await desk.setPassword(await desk.owner());
  const [code = ''] = recoveryCodes;
  expect(recoveryCodes.length).toBe(10);
  expect((await desk.password('owner', PASSWORD, code.toUpperCase())).status).toBe(200);
  expect((await desk.password('owner', PASSWORD, code)).status).toBe(401);
});

test('after five failures an account waits, longer each time, and even the right password does', async () => {
  const { secret } = await desk.setPassword(await desk.owner());
  for (let n = 0; n < 5; n++) expect((await desk.password('owner', 'wrong', '000000')).status).toBe(401);
  const locked = await desk.password('owner', PASSWORD, desk.code(secret));
  expect([locked.status, locked.body, locked.headers['retry-after']]).toEqual([
    429,
    { reason: 'locked-for-a-while' },
    `${ACCESS_DELAYS.lockFirst / 1_000}`,
  ]);
  await clock.advance(ACCESS_DELAYS.lockFirst);
  expect((await desk.password('owner', 'wrong', '000000')).status).toBe(401);
  await clock.advance(ACCESS_DELAYS.lockFirst);
  expect((await desk.password('owner', PASSWORD, desk.code(secret))).status).toBe(429);
  await clock.advance(ACCESS_DELAYS.lockFirst);
  expect((await desk.password('owner', PASSWORD, desk.code(secret))).status).toBe(200);
  expect((await desk.password('owner', 'wrong', '000000')).status).toBe(401);
});

test('a name that nobody has is locked as well: locks tell nothing', async () => {
  for (let n = 0; n < 5; n++) await desk.password('nobody', 'wrong', '000000');
  expect((await desk.password('nobody', 'wrong', '000000')).status).toBe(429);
});

test('many tries at once are counted before they are judged', async () => {
  await desk.setPassword(await desk.owner());
  const tries = await Promise.all(Array.from({ length: 12 }, () => desk.password('owner', 'wrong', '000000')));
  expect(tries.filter(({ status }) => status === 401).length).toBe(5);
});

test('one address cannot try many names', async () => {
  for (let n = 0; n < 30; n++) await desk.ask('POST', ACCESS_ROUTES.signInLink, { token: `guess-${n}` });
  expect((await desk.password('somebody', 'wrong', '000000')).status).toBe(429);
});

test('a session ends when nobody uses it, and in any case after its longest time', async () => {
  const idle = await desk.owner();
  await clock.advance(ACCESS_DELAYS.sessionIdle);
  expect(await whoAmI(idle)).toBe(401);
  const used = await desk.owner();
  for (let passed = 0; passed < ACCESS_DELAYS.sessionLongest; passed += ACCESS_DELAYS.sessionIdle / 2) {
    expect(await whoAmI(used)).toBe(200);
    await clock.advance(ACCESS_DELAYS.sessionIdle / 2);
  }
  expect(await whoAmI(used)).toBe(401);
});

test('signing out ends the session, not only the cookie', async () => {
  const cookie = await desk.owner();
  await desk.ask('DELETE', ACCESS_ROUTES.session, undefined, cookie);
  expect(await whoAmI(cookie)).toBe(401);
});

test('one session, or all others, can be ended', async () => {
  const [here, one, other] = [await desk.owner(), await desk.owner(), await desk.owner()];
  const { body } = await desk.ask('GET', ACCESS_ROUTES.sessions, undefined, one);
  expect(body.length).toBe(3);
  const own = (await db.selectFrom('staffSession').select('id').execute()).at(-1)?.id;
  expect((await desk.ask('DELETE', `${ACCESS_ROUTES.sessions}/${own}`, undefined, here)).status).toBe(200);
  expect([await whoAmI(here), await whoAmI(one), await whoAmI(other)].filter((status) => status === 200).length).toBe(
    2,
  );
  const left = (await whoAmI(here)) === 200 ? here : one;
  expect((await desk.ask('DELETE', ACCESS_ROUTES.sessions, undefined, left)).body).toEqual({ ended: 1 });
});

test('ways to sign in are changed only shortly after a sign-in', async () => {
  const cookie = await desk.owner();
  await clock.advance(ACCESS_DELAYS.sessionFresh);
  expect((await desk.ask('POST', ACCESS_ROUTES.accountTotp, {}, cookie)).body).toEqual({ reason: 'sign-in-again' });
});

test.each([
  ['short', 'elf Zeichen', 400],
  ['with the name in it', 'Owner-Passwort-1', 409],
])('a password that is %s is refused', async (_, password, status) => {
  const cookie = await desk.owner();
  const { body } = await desk.ask('POST', ACCESS_ROUTES.accountTotp, {}, cookie);
  const asked = { password, challenge: body.challenge, code: desk.code(body.secret) };
  expect((await desk.ask('POST', ACCESS_ROUTES.accountPassword, asked, cookie)).status).toBe(status);
});
