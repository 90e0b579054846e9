import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SimulatedClock } from '../../../../foundation/clock.ts';
import { silentLog } from '../../../../foundation/log.ts';
import type { Role } from '../../../contract/access/permissions.ts';
import { type HubDatabase, openDatabase } from '../../../store/database.ts';
import { createRollouts } from '../../../store/rollouts/rollouts.ts';
import { step } from '../../../store/rollouts/step.ts';
import { enrolledRow } from '../../../store/test-support/terminal-row.ts';
import type { Caller } from '../../route.ts';
import { serveRoutes } from '../../serve-routes.ts';
import { rolloutRoutes } from './rollout-routes.ts';

const ORIGIN = 'http://127.0.0.1:7103';
const CALLER: Caller = {
  address: '127.0.0.1',
  agent: undefined,
  origin: ORIGIN,
  cookie: () => undefined,
  setCookie() {},
  redirect() {},
};
const clock = new SimulatedClock();
const WHY = { reason: 'a test' };
const RINGS = [
  { selection: { by: 'terminals', ids: ['T-01'] }, after: { kind: 'approval' } },
  { selection: { by: 'rest' }, after: { kind: 'soak', minutes: 60 } },
];

let db: HubDatabase;
let app: FastifyInstance;
let as: { id: string; role: Role };
beforeEach(async () => {
  db = await openDatabase({ kind: 'sqlite', file: ':memory:' });
  for (const id of ['T-01', 'T-02']) await enrolledRow(db, id);
  await db.insertInto('link').values({ terminalId: 'T-01', processId: 'p', linkId: 'l', since: 1 }).execute();
  app = fastify();
  as = { id: 'u-1', role: 'technician' };
  const gate = {
    authenticate: async () => ({
      kind: 'user' as const,
      id: as.id,
      name: as.id,
      grants: [{ tenantId: 'default', role: as.role }],
    }),
    tenants: async () => ['default', 'other'],
    caller: () => CALLER,
  };
  serveRoutes(app, rolloutRoutes(createRollouts(db, clock, () => {})), gate, silentLog);
});
afterEach(async () => {
  await app.close();
  await db.destroy();
});

async function call(method: 'GET' | 'POST' | 'PUT', path: string, body?: object) {
  const { statusCode, payload } = await app.inject({
    method,
    url: `/api/tenants/${path}`,
    headers: { origin: ORIGIN },
    ...(body ? { payload: body } : {}),
  });
  return { status: statusCode, body: JSON.parse(payload) };
}

async function drafted() {
  const package_ = { version: '1.1.0', digest: 'a'.repeat(64), size: 1 };
  const { id: releaseId } = (await call('POST', 'default/software-releases', package_)).body;
  const plan = { rings: RINGS };
  return (await call('POST', 'default/rollouts', { kind: 'software', releaseId, title: '1.1.0', plan })).body;
}

test('drafted by a technician, changed, started by a releaser, looked at, stopped', async () => {
  const { id, plan } = await drafted();
  expect(plan).toMatchObject({
    patienceMinutes: 1_440,
    onStop: 'roll-back',
    rings: [{ window: null, atOnce: null }, {}],
  });
  expect((await call('GET', `default/rollouts/${id}`)).body.rings, 'whom it would reach').toMatchObject([
    { pending: 1, offline: 0 },
    { pending: 0, offline: 1 },
  ]);
  const change = { revision: 1, title: 'Version 1.1.0', plan: { ...plan, patienceMinutes: 60 } };
  expect((await call('PUT', `default/rollouts/${id}`, change)).body).toMatchObject({
    revision: 2,
    title: 'Version 1.1.0',
  });
  expect((await call('POST', `default/rollouts/${id}/start`, { revision: 2, ...WHY })).status, 'no releaser').toBe(403);
  as = { id: 'u-2', role: 'releaser' };
  expect((await call('POST', `default/rollouts/${id}/start`, { revision: 2, ...WHY })).body.state).toBe('running');
  await step(db, clock, id);
  expect((await call('GET', `all/rollouts/${id}`)).body.rings[0]).toMatchObject({ offered: 1, pending: 0 });
  expect((await call('GET', `default/rollouts/${id}/terminals?most=1`)).body).toMatchObject([
    { terminalId: 'T-01', ring: 0, state: 'offered', isLinked: true },
  ]);
  expect((await call('GET', `default/rollouts/${id}/terminals?after=T-01&state=pending`)).body).toMatchObject([
    { terminalId: 'T-02', ring: 1, isLinked: false },
  ]);
  as = { id: 'u-1', role: 'technician' };
  expect((await call('POST', `default/rollouts/${id}/stop`, { revision: 3, ...WHY })).body).toMatchObject({
    state: 'stopped',
    stop: { isByItself: false, reason: 'a test', terminalId: null },
  });
  expect((await call('GET', 'all/rollouts')).body).toMatchObject([{ id, state: 'stopped' }]);
});

test('an owner may start, but not what they have written', async () => {
  const { id } = await drafted();
  as = { id: 'u-1', role: 'owner' };
  const answer = await call('POST', `default/rollouts/${id}/start`, { revision: 1, ...WHY });
  expect(answer).toMatchObject({ status: 403, body: { reason: 'needs-another-person' } });
});

test.each([
  ['without rings', { rings: [] }],
  ['with a window without length', { rings: [{ ...RINGS[0], window: { weekdays: [1], from: '10:00', to: '10:00' } }] }],
  ['with a share above all', { rings: [{ ...RINGS[1], selection: { by: 'percentage', percent: 101 } }] }],
  ['with a word too much', { rings: RINGS, force: true }],
])('a plan is refused: %s', async (_, plan) => {
  const of = { kind: 'software', releaseId: 'd9b2d63d-a233-4123-847a-7090c1e9a1b1', title: 'x', plan };
  expect((await call('POST', 'default/rollouts', of)).status).toBe(400);
});

test('an act needs a reason, and the revision that was seen', async () => {
  const { id } = await drafted();
  expect((await call('POST', `default/rollouts/${id}/discard`, { revision: 1 })).status).toBe(400);
  const stale = await call('POST', `default/rollouts/${id}/discard`, { revision: 7, ...WHY });
  expect(stale).toMatchObject({ status: 409, body: { reason: 'changed-meanwhile' } });
});
