import fastify, { type FastifyInstance } from 'fastify';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SAMPLE } from '../../../fleet-link/test-support/sample-account.ts';
import { writeCamt054 } from '../../../fleet-link/treasury/camt054.ts';
import { writeCsv } from '../../../fleet-link/treasury/csv.ts';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import type { Role } from '../../contract/access/permissions.ts';
import { Commands } from '../../domain/commands/commands.ts';
import { summaryOf } from '../../domain/treasury/summary.ts';
import { createCommandStore } from '../../store/commands/command-store.ts';
import { type HubDatabase, openDatabase } from '../../store/database.ts';
import { enrolledRow } from '../../store/test-support/terminal-row.ts';
import { createTreasuryStore } from '../../store/treasury/treasury-store.ts';
import { serveRoutes } from '../serve-routes.ts';
import { TEST_CALLER } from '../test-support/test-caller.ts';
import { commandRoutes } from './command-routes.ts';
import { treasuryRoutes } from './treasury-routes.ts';

const T = SAMPLE.terminalId;
const DAYS = 'from=2026-01-01&to=2026-01-31';
let db: HubDatabase;
let app: FastifyInstance;
let role: Role;
beforeEach(async () => {
  db = await openDatabase({ kind: 'sqlite', file: ':memory:' });
  await enrolledRow(db, T);
  const clock = new SimulatedClock(Date.UTC(2026, 0, 6));
  const treasury = createTreasuryStore(db, clock);
  const commands = new Commands(createCommandStore(db, 'p1', clock), () => {}, clock);
  await treasury.take(T, SAMPLE, summaryOf(SAMPLE));
  const numbers = { number: 'MS-1', reference: 'K-1', cents: 3070, payee: 'stadtkasse', reason: null };
  await treasury.told(T, [{ id: 'a1', kind: 'payment-unclear', since: 1, ...numbers }]);
  role = 'treasurer';
  app = fastify();
  const gate = {
    authenticate: async () => ({
      ...{ kind: 'user' as const, id: 'u1', name: 'eva' },
      grants: [{ tenantId: 'default', role }],
    }),
    tenants: async () => ['default'],
    caller: () => TEST_CALLER,
  };
  serveRoutes(app, [...treasuryRoutes(treasury, commands), ...commandRoutes(commands)], gate, silentLog);
});
afterEach(async () => {
  await app.close();
  await db.destroy();
});

async function call(method: 'GET' | 'POST', path: string, body?: object) {
  const { statusCode, rawPayload, payload } = await app.inject({
    method,
    url: `/api/tenants/default/${path}`,
    headers: { origin: TEST_CALLER.origin },
    ...(body ? { payload: body } : {}),
  });
  return { status: statusCode, bytes: rawPayload, text: payload };
}
const settle = async (body: object, caseId = 'a1') => {
  const { status, text } = await call('POST', `treasury/terminals/${T}/cases/${caseId}/settlement`, body);
  return { status, body: JSON.parse(text) };
};

test('exports are the bytes of the terminal command, for all payees or one', async () => {
  expect((await call('GET', `treasury/closings.csv?${DAYS}`)).text).toBe(writeCsv([SAMPLE]));
  expect((await call('GET', `treasury/closings.csv?${DAYS}&payee=stadtwerke`)).text).toBe(
    writeCsv([SAMPLE], 'stadtwerke'),
  );
  const zip = unzipSync(new Uint8Array((await call('GET', `treasury/closings.camt054.zip?${DAYS}`)).bytes));
  expect(Object.keys(zip)).toEqual(['MSRH01-00007-A1B2C3D4.xml']);
  expect(Buffer.from(zip['MSRH01-00007-A1B2C3D4.xml'] ?? []).toString()).toBe(writeCamt054(SAMPLE)?.xml);
});

test('a case is settled by a command, once for one id, and every act is in the audit', async () => {
  const id = '6b2c7f44-0c1e-4c5e-9a51-52d2f0a1b001';
  const decision = { how: 'paid', reason: 'Steht auf dem Auszug', id };
  expect(await settle(decision)).toMatchObject({ status: 200, body: { id, how: 'paid', who: 'eva', state: 'queued' } });
  expect(await settle(decision)).toMatchObject({ status: 200, body: { id } });
  const audit = await db.selectFrom('audit').selectAll().where('act', '=', 'command.given.settle-case').execute();
  expect(audit).toMatchObject([{ actor: 'eva', subject: T, reason: 'Steht auf dem Auszug' }]);
  expect(JSON.parse((await call('GET', 'treasury/cases')).text)).toMatchObject([{ id: 'a1', settlement: { id } }]);
});

test('two people that decide about one case: the second one is told that it is being settled', async () => {
  await settle({ how: 'paid', reason: 'r' });
  expect(await settle({ how: 'not-paid', reason: 'r' })).toMatchObject({ body: { reason: 'being-settled' } });
});

test.each([
  ['a way that this case does not know', { how: 'seen', reason: 'r' }, 'a1', 'not-for-this-case'],
  ['no reason', { how: 'paid', reason: ' ' }, 'a1', 'malformed'],
  ['a case that does not stand', { how: 'paid', reason: 'r' }, 'a2', 'not-found'],
])('%s is refused, and nothing is told to the terminal', async (_, body, caseId, reason) => {
  expect((await settle(body, caseId)).body).toMatchObject({ reason });
  expect(await db.selectFrom('command').selectAll().execute()).toEqual([]);
});

test('whoever may command terminals may not settle money', async () => {
  role = 'technician';
  expect((await settle({ how: 'paid', reason: 'r' })).status).toBe(403);
  const order = { kind: 'settle-case', caseId: 'a1', how: 'paid' };
  const { status } = await call('POST', `terminals/${T}/commands`, { order, reason: 'r' });
  expect(status).toBe(403);
});
