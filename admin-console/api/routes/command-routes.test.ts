import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import type { Role } from '../../contract/access/permissions.ts';
import { Commands } from '../../domain/commands/commands.ts';
import { createCommandStore } from '../../store/commands/command-store.ts';
import { type HubDatabase, openDatabase } from '../../store/database.ts';
import { enrolledRow } from '../../store/test-support/terminal-row.ts';
import { serveRoutes } from '../serve-routes.ts';
import { TEST_CALLER } from '../test-support/test-caller.ts';
import { commandBatchRoutes } from './command-batch-routes.ts';
import { commandRoutes } from './command-routes.ts';

let db: HubDatabase;
let app: FastifyInstance;
let role: Role;
beforeEach(async () => {
  db = await openDatabase({ kind: 'sqlite', file: ':memory:' });
  await enrolledRow(db, 'T-01');
  await enrolledRow(db, 'T-02', 'other');
  const clock = new SimulatedClock();
  const commands = new Commands(createCommandStore(db, 'p1', clock), () => {}, clock);
  app = fastify();
  role = 'technician';
  const gate = {
    authenticate: async () => ({
      kind: 'user' as const,
      id: 'u1',
      name: 'tech',
      grants: [{ tenantId: 'default', role }],
    }),
    tenants: async () => ['default', 'other'],
    caller: () => TEST_CALLER,
  };
  serveRoutes(app, [...commandRoutes(commands), ...commandBatchRoutes(commands)], gate, silentLog);
});
afterEach(async () => {
  await app.close();
  await db.destroy();
});

async function call(method: 'GET' | 'POST', path: string, body?: object) {
  const { statusCode, payload } = await app.inject({
    method,
    url: `/api/tenants/${path}`,
    headers: { origin: TEST_CALLER.origin },
    ...(body ? { payload: body } : {}),
  });
  return { status: statusCode, body: JSON.parse(payload) };
}
const CHECK = { order: { kind: 'network-check' } };

test('a command is given, listed, looked at and taken back', async () => {
  const given = await call('POST', 'default/terminals/T-01/commands', CHECK);
  expect(given).toMatchObject({ status: 200, body: { state: 'queued', actor: 'tech', urgent: false, reason: null } });
  const { id, createdAt } = given.body;
  expect((await call('GET', 'all/commands?terminal=T-01&state=queued')).body).toMatchObject([{ id }]);
  expect((await call('GET', `all/commands?after=${createdAt}.${id}`)).body).toEqual([]);
  expect((await call('GET', `default/commands/${id}/file`)).status, 'it brings none').toBe(404);
  expect((await call('POST', `default/commands/${id}/cancelled`, {})).status).toBe(200);
  expect((await call('GET', `default/commands/${id}`)).body.state).toBe('cancelled');
  expect((await call('POST', `default/commands/${id}/cancelled`, {})).body.reason).toBe('sent-already');
});

test('a bulk command: preview, given, progress, stopped', async () => {
  const bulk = { ...CHECK, selection: { by: 'filter' } };
  expect((await call('POST', 'default/command-batches/preview', bulk)).body).toEqual({
    ...{ reached: 1, away: 1 },
    left: [],
  });
  const { id } = (await call('POST', 'default/command-batches', { ...bulk, spreadMs: 1_000 })).body;
  expect((await call('GET', `default/command-batches/${id}`)).body.counts.queued).toBe(1);
  expect((await call('POST', `default/command-batches/${id}/stopped`, {})).body).toEqual({ cancelled: 1 });
  expect((await call('GET', 'all/command-batches')).body).toMatchObject([{ id, counts: { cancelled: 1 } }]);
  const nobody = { ...CHECK, selection: { by: 'ids', ids: ['T-02'] } };
  expect((await call('POST', 'default/command-batches', nobody)).body.reason).toBe('nobody-reached');
});

test.each([
  ['who may only read', 'viewer', 'default/terminals/T-01/commands', CHECK, 403],
  ['into another tenant', 'technician', 'other/terminals/T-02/commands', CHECK, 403],
  ['to a terminal of another tenant', 'technician', 'default/terminals/T-02/commands', CHECK, 404],
  ['of no kind', 'technician', 'default/terminals/T-01/commands', { order: { kind: 'run', program: 'sh' } }, 400],
  [
    'with an argument too much',
    'technician',
    'default/terminals/T-01/commands',
    { order: { kind: 'self-test', x: 1 } },
    400,
  ],
  [
    'out of service without German',
    'technician',
    'default/terminals/T-01/commands',
    { order: { kind: 'out-of-service', texts: { en: 'x' }, until: null }, reason: 'x' },
    400,
  ],
  [
    'dangerous without a reason',
    'technician',
    'default/terminals/T-01/commands',
    { order: { kind: 'restart-machine' } },
    409,
  ],
] as const)('a command is refused: %s', async (_, as, path, body, status) => {
  role = as;
  expect((await call('POST', path, body)).status).toBe(status);
  expect(await db.selectFrom('command').select('id').execute()).toEqual([]);
});
