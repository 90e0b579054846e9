import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { createLog } from '../../foundation/log.ts';
import { type BillRegisterSimulator, startBillRegister } from '../../simulators/bill-register/index.ts';
import { createBillRegisterClient } from './client.ts';
import type { Bill } from './contract.ts';
import { delays } from './delays.ts';

const FINE: Bill = {
  reference: 'MS-2026/0815',
  payee: 'Stadt Musterstadt, Ordnungsamt',
  payeeId: 'stadtkasse',
  purpose: 'Verwarnung',
  cents: 2500,
  dueDate: '2026-12-31',
  status: 'open',
};

const clock = new SimulatedClock();
let register: BillRegisterSimulator;
let lines: string[] = [];
const log = createLog((line) => lines.push(line), clock);

beforeAll(async () => {
  register = await startBillRegister({ port: 0, bills: [FINE] });
});
afterAll(() => register.stop());

const lookup = (reference: string, url = register.url) =>
  createBillRegisterClient({ url, clock, log }).lookup(reference);

/** Asks a register that answers in its own way. */
async function lookupAt(status: number, body: string) {
  const server = createServer((_, response) => {
    response.statusCode = status;
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  lines = [];
  const answer = await lookup(FINE.reference, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  server.close();
  return [answer.kind, lines.map((line) => (JSON.parse(line) as { reason: string }).reason)];
}

test('a bill is found as typed', async () =>
  expect(await lookup('ms-2026 / 0815')).toEqual({ kind: 'found', bill: FINE }));
test('a bill is found by its letters and digits, however they are grouped', async () => {
  for (const typed of ['MS20260815', 'ms 2026 0815', 'MS.2026.0815'])
    expect(await lookup(typed)).toEqual({ kind: 'found', bill: FINE });
});
test('a bill nobody wrote', async () => expect(await lookup('MS-2026/9999')).toEqual({ kind: 'unknown' }));

test('what cannot be a reference is not asked for', async () => {
  register.setDown(true);
  expect(await lookup('../../etc')).toEqual({ kind: 'unknown' });
  register.setDown(false);
});

test('a bill that is paid says so', async () => {
  expect(register.markPaid(FINE.reference)).toBe(true);
  expect(await lookup(FINE.reference)).toMatchObject({ kind: 'found', bill: { status: 'paid' } });
  expect(register.markPaid(FINE.reference)).toBe(false);
  register.put(FINE);
});

test('the register is up if it answers, and asked for no bill', async () => {
  const isUp = (url: string) => createBillRegisterClient({ url, clock, log }).isUp();
  expect(await isUp(register.url)).toBe(true);
  register.setDown(true);
  expect(await isUp(register.url)).toBe(false);
  register.setDown(false);
});

test('the register is gone', async () => {
  register.setDown(true);
  lines = [];
  expect(await lookup(FINE.reference)).toEqual({ kind: 'unavailable' });
  expect(lines.join()).toContain('unreachable');
  register.setDown(false);
});

test('the register does not answer in time', async () => {
  const asked = Promise.withResolvers<void>();
  const server = createServer(() => asked.resolve());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const pending = lookup(FINE.reference, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await asked.promise;
  await clock.advance(delays.lookup);
  expect(await pending).toEqual({ kind: 'unavailable' });
  server.closeAllConnections();
  server.close();
});

test('the register is broken', async () =>
  expect(await lookupAt(500, '')).toEqual(['unavailable', ['server-error-500']]));
test('the register refuses', async () =>
  expect(await lookupAt(403, '')).toEqual(['unavailable', ['unauthorised-403']]));
test('the answer is no JSON', async () =>
  expect(await lookupAt(200, '<html>')).toEqual(['unavailable', ['bad-answer']]));
test('an amount of nothing', async () =>
  expect(await lookupAt(200, JSON.stringify({ ...FINE, cents: 0 }))).toEqual(['unavailable', ['bad-answer']]));
test('a field nobody agreed on, such as a name', async () =>
  expect(await lookupAt(200, JSON.stringify({ ...FINE, debtor: 'Erika' }))).toEqual(['unavailable', ['bad-answer']]));
test('the bill of somebody else', async () =>
  expect(await lookupAt(200, JSON.stringify({ ...FINE, reference: 'MS-2026/0816' }))).toEqual([
    'unavailable',
    ['other-reference'],
  ]));
test('no reference ever stands in the log', () => expect(lines.join()).not.toContain('0815'));
