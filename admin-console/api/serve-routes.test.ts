import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { Refusal } from '../../foundation/errors.ts';
import { silentLog } from '../../foundation/log.ts';
import { ALL_TENANTS, type Grant } from '../domain/access/principal.ts';
import { type ApiRoute, route, theTenant } from './route.ts';
import { serveRoutes } from './serve-routes.ts';
import { TEST_CALLER } from './test-support/test-caller.ts';

const ORIGIN = TEST_CALLER.origin;
const Things = z.strictObject({ tenants: z.array(z.string()) });
const seen: (readonly string[])[] = [];
const things = (method: 'GET' | 'POST'): ApiRoute =>
  route({
    method,
    path: '/api/tenants/:tenant/things',
    access: 'fleet.read',
    summary: 'Things.',
    body: method === 'GET' ? z.undefined() : z.strictObject({ n: z.int() }),
    answer: Things,
    handle({ tenants }) {
      seen.push(tenants);
      return { tenants: [...tenants] };
    },
  });
const broken: ApiRoute = route({
  method: 'GET',
  path: '/api/broken/:how',
  access: 'signed-in',
  summary: 'Breaks.',
  params: z.strictObject({ how: z.string() }),
  answer: Things,
  handle({ params: { how } }) {
    if (how === 'refused') throw new Refusal('wrong-state');
    if (how === 'thrown') throw new Error('secret of the database');
    return { tenants: [], secret: 'more than the contract says' } as never;
  },
});

const ofTheHub: ApiRoute = route({
  method: 'GET',
  path: '/api/hub/things',
  access: 'everywhere:fleet.read',
  summary: 'Things of the hub.',
  answer: Things,
  handle: ({ tenants }) => ({ tenants: [...tenants] }),
});
const ofOneTenant: ApiRoute = route({
  method: 'GET',
  path: '/api/tenants/:tenant/setting',
  access: 'fleet.read',
  summary: 'What each tenant has for itself.',
  answer: Things,
  handle: ({ tenants }) => ({ tenants: [theTenant(tenants)] }),
});
const table: ApiRoute = route({
  method: 'GET',
  path: '/api/table',
  access: 'signed-in',
  summary: 'A table.',
  answer: z.string(),
  produces: 'text/csv; charset=utf-8',
  handle: () => 'Gerät;Zahl\r\n',
});

let app: FastifyInstance;
let grants: readonly Grant[] | null;
beforeEach(() => {
  app = fastify();
  seen.length = 0;
  const gate = {
    authenticate: async () => grants && { kind: 'user' as const, id: 'u', name: 'u', grants },
    tenants: async () => ['a', 'b', 'c'],
    caller: () => TEST_CALLER,
  };
  serveRoutes(app, [things('GET'), things('POST'), broken, table, ofTheHub, ofOneTenant], gate, silentLog);
});
afterEach(() => app.close());

async function ask(
  url: string,
  payload?: object,
  headers: Readonly<Record<string, string>> = { origin: ORIGIN },
): Promise<readonly [number, unknown]> {
  const answer = await app.inject(payload ? { method: 'POST', url, payload, headers } : { method: 'GET', url });
  return [answer.statusCode, answer.json()];
}
const as = (...given: readonly Grant[]) => {
  grants = given;
};

test('who has not signed in gets nothing', async () => {
  grants = null;
  expect(await ask('/api/tenants/a/things')).toEqual([401, { reason: 'not-signed-in' }]);
  expect(seen).toEqual([]);
});

test('a role in one tenant opens no other, and one that is not there looks the same', async () => {
  as({ tenantId: 'a', role: 'owner' });
  expect(await ask('/api/tenants/a/things')).toEqual([200, { tenants: ['a'] }]);
  expect(await ask('/api/tenants/b/things')).toEqual([403, { reason: 'not-allowed' }]);
  expect(await ask('/api/tenants/nowhere/things')).toEqual([403, { reason: 'not-allowed' }]);
  expect(seen).toEqual([['a']]);
});

test('"all" is every tenant in which it is allowed, no other', async () => {
  as({ tenantId: 'a', role: 'viewer' }, { tenantId: 'c', role: 'technician' });
  expect(await ask('/api/tenants/all/things')).toEqual([200, { tenants: ['a', 'c'] }]);
  as({ tenantId: ALL_TENANTS, role: 'viewer' });
  expect(await ask('/api/tenants/all/things')).toEqual([200, { tenants: ['a', 'b', 'c'] }]);
});

test('what each tenant has for itself is not told for all of them as one', async () => {
  as({ tenantId: 'a', role: 'viewer' }, { tenantId: 'c', role: 'viewer' });
  expect(await ask('/api/tenants/c/setting')).toEqual([200, { tenants: ['c'] }]);
  expect(await ask('/api/tenants/all/setting')).toEqual([409, { reason: 'one-tenant-only' }]);
});

test('"all" changes nothing: an act names its tenant', async () => {
  as({ tenantId: ALL_TENANTS, role: 'owner' });
  expect(await ask('/api/tenants/all/things', { n: 1 })).toEqual([403, { reason: 'not-allowed' }]);
});

test('a key that was made narrower than its role may not do what the role may', async () => {
  as({ tenantId: 'a', role: 'owner', only: ['statistics.read'] });
  expect(await ask('/api/tenants/a/things')).toEqual([403, { reason: 'not-allowed' }]);
});

test('a body that does not fit reaches no handler', async () => {
  as({ tenantId: 'a', role: 'viewer' });
  expect(await ask('/api/tenants/a/things', { n: 'one' })).toEqual([400, { reason: 'malformed' }]);
  expect(await ask('/api/tenants/a/things', { n: 1, more: true })).toEqual([400, { reason: 'malformed' }]);
  expect(seen).toEqual([]);
});

test('a refusal is told with its reason; what is our fault tells nothing of itself', async () => {
  as({ tenantId: 'a', role: 'viewer' });
  expect(await ask('/api/broken/refused')).toEqual([409, { reason: 'wrong-state' }]);
  expect(await ask('/api/broken/thrown')).toEqual([500, { reason: 'internal-error' }]);
  expect(await ask('/api/broken/more')).toEqual([500, { reason: 'internal-error' }]);
});

test('an answer that is not JSON goes out as it is, under its media type', async () => {
  as({ tenantId: 'a', role: 'viewer' });
  const answer = await app.inject('/api/table');
  expect([answer.headers['content-type'], answer.body]).toEqual(['text/csv; charset=utf-8', 'Gerät;Zahl\r\n']);
});

test.each<[string, Readonly<Record<string, string>>, number]>([
  ['the page itself', { origin: ORIGIN, 'sec-fetch-site': 'same-origin' }, 200],
  ['a browser that tells only where from', { 'sec-fetch-site': 'same-origin' }, 200],
  ['a program with a key', { authorization: 'Bearer x' }, 200],
  ['a page of another origin', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, 403],
  ['a page of another port of this machine', { origin: 'http://127.0.0.1:7101', 'sec-fetch-site': 'same-site' }, 403],
  ['a page that hides its origin', { origin: 'null' }, 403],
  ['a frame that forges the origin only', { origin: ORIGIN, 'sec-fetch-site': 'cross-site' }, 403],
  ['somebody who says nothing of it', {}, 403],
])('what changes something comes from our own page or with a key: %s', async (_, headers, expected) => {
  as({ tenantId: 'a', role: 'viewer' });
  expect((await ask('/api/tenants/a/things', { n: 1 }, headers))[0]).toBe(expected);
  expect(seen.length).toBe(expected === 200 ? 1 : 0);
});

test('what belongs to the whole hub opens to nobody who holds less than all of it', async () => {
  as({ tenantId: 'a', role: 'owner' }, { tenantId: 'b', role: 'owner' }, { tenantId: 'c', role: 'owner' });
  expect(await ask('/api/hub/things')).toEqual([403, { reason: 'not-allowed' }]);
  as({ tenantId: ALL_TENANTS, role: 'viewer' });
  expect(await ask('/api/hub/things')).toEqual([200, { tenants: ['a', 'b', 'c'] }]);
});
