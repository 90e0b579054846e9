import { afterAll, beforeAll, expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { DESTINATION, startTestPortal, type TestPortal } from '../../../simulators/fit-connect/test-support/portal.ts';

const clock = new SimulatedClock();
let t: TestPortal;
let asked: string[] = [];

beforeAll(async () => {
  t = await startTestPortal({ clock });
}, 60_000);
afterAll(() => t.stop());

/** A sender that notes the paths it calls. */
const watched = (options: Parameters<TestPortal['senderWith']>[0] = {}) => {
  asked = [];
  return t.senderWith({
    ...options,
    fetch: (input, init) => {
      asked.push(new URL(String(input)).pathname.replace(/[0-9a-f-]{36}/, 'id'));
      return fetch(input, init);
    },
  });
};
const tokens = () => asked.filter((path) => path === '/token').length;

test('one token serves many calls', async () => {
  const sender = watched();
  for (let i = 0; i < 3; i++) expect(await sender.destination(DESTINATION)).toMatchObject({ ok: true });
  expect(tokens()).toBe(1);
});

test('calls at the same time share one request for a token', async () => {
  const sender = watched();
  await Promise.all([1, 2, 3].map(() => sender.destination(DESTINATION)));
  expect(tokens()).toBe(1);
});

test('a token is renewed before it ends', async () => {
  const sender = watched();
  await sender.destination(DESTINATION);
  await clock.advance(1_800_000 - 60_000 - 1);
  await sender.destination(DESTINATION);
  expect(tokens()).toBe(1);
  await clock.advance(1);
  await sender.destination(DESTINATION);
  expect(tokens()).toBe(2);
});

test('a wrong wall clock does not matter', async () => {
  const sender = watched();
  await sender.destination(DESTINATION);
  clock.jumpWallClock(-10 * 3_600_000);
  await sender.destination(DESTINATION);
  expect(tokens()).toBe(1);
  clock.jumpWallClock(10 * 3_600_000);
});

test('a token that the portal no longer knows is renewed once', async () => {
  const sender = watched();
  await sender.destination(DESTINATION);
  t.portal.revokeTokens();
  expect(await sender.destination(DESTINATION)).toMatchObject({ ok: true });
  expect(tokens()).toBe(2);
});

test('a portal that refuses every token is not asked for ever', async () => {
  const sender = watched();
  for (let i = 0; i < 2; i++) t.portal.addFault('destination', { kind: 'status', status: 401 });
  expect(await sender.destination(DESTINATION)).toEqual({ ok: false, error: { reason: 'unauthorised', status: 401 } });
  expect(asked.map((path) => path === '/token')).toEqual([true, false, true, false]);
});

test('rights that are missing are no reason for a new token', async () => {
  const sender = watched();
  await sender.destination(DESTINATION);
  t.portal.addFault('destination', { kind: 'status', status: 403 });
  expect(await sender.destination(DESTINATION)).toEqual({ ok: false, error: { reason: 'unauthorised', status: 403 } });
  expect(tokens()).toBe(1);
});

test('a wrong secret', async () => {
  const sender = watched({ clientSecret: 'wrong' });
  expect(await sender.destination(DESTINATION)).toEqual({ ok: false, error: { reason: 'unauthorised', status: 401 } });
});

test('a wrong secret that is answered with status 400', async () => {
  t.portal.addFault('token', { kind: 'status', status: 400 });
  expect(await watched().destination(DESTINATION)).toEqual({
    ok: false,
    error: { reason: 'unauthorised', status: 400 },
  });
});

test('a token of another type', async () => {
  t.portal.addFault('token', { kind: 'garbage', body: '{"access_token":"x","token_type":"mac","expires_in":1}' });
  expect(await watched().destination(DESTINATION)).toEqual({
    ok: false,
    error: { reason: 'bad-answer', detail: 'schema' },
  });
});

test('the token service is gone', async () => {
  t.portal.addFault('token', { kind: 'reset' });
  expect(await watched().destination(DESTINATION)).toMatchObject({ error: { reason: 'unreachable' } });
});
