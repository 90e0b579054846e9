import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { createLog } from '../../foundation/log.ts';
import { type DocumentStatusSimulator, startDocumentStatus } from '../../simulators/document-status/index.ts';
import { createDocumentStatusClient } from './client.ts';
import type { DocumentStatus } from './contract.ts';
import { delays } from './delays.ts';

const CARD: DocumentStatus = {
  reference: 'L0PW4711X',
  document: 'identity-card',
  status: 'ready',
  since: '2026-11-20',
  counter: 'Zimmer 12',
};

const clock = new SimulatedClock();
let office: DocumentStatusSimulator;
const lines: string[] = [];
const log = createLog((line) => lines.push(line), clock);

beforeAll(async () => {
  office = await startDocumentStatus({ port: 0, documents: [CARD] });
});
afterAll(() => office.stop());

const client = (url = office.url) => createDocumentStatusClient({ url, clock, log });
const lookup = (reference: string, url = office.url) => client(url).lookup(reference);

/** Asks a portal that answers in its own way. */
async function lookupAt(status: number, body: string) {
  const server = createServer((_, response) => {
    response.statusCode = status;
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const answer = await lookup(CARD.reference, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  server.close();
  return [answer.kind, (JSON.parse(lines.at(-1) ?? '{}') as { reason: string }).reason];
}

test('a document is found as its number is typed', async () => {
  for (const typed of ['L0PW4711X', 'l0pw 4711 x', 'L0PW-4711-X'])
    expect(await lookup(typed)).toEqual({ kind: 'found', status: CARD });
});
test('a number that nobody gave out', async () => expect(await lookup('X99999999')).toEqual({ kind: 'unknown' }));
test('what cannot be a number is not asked for', async () => {
  office.setDown(true);
  expect(await lookup('../../etc')).toEqual({ kind: 'unknown' });
  office.setDown(false);
});
test('the number never stands in the address', async () => {
  const seen: string[] = [];
  await createDocumentStatusClient({
    url: office.url,
    clock,
    log,
    fetch: (url, init) => {
      seen.push(String(url));
      return fetch(url, init);
    },
  }).lookup(CARD.reference);
  expect(seen.join()).not.toContain('4711');
});
test('asked too often', async () => {
  office.setBusy(true);
  expect(await lookup(CARD.reference)).toEqual({ kind: 'busy' });
  office.setBusy(false);
});
test('the portal is gone', async () => {
  office.setDown(true);
  expect(await lookup(CARD.reference)).toEqual({ kind: 'unavailable' });
  expect(await client().isUp()).toBe(false);
  office.setDown(false);
  expect(await client().isUp()).toBe(true);
});
test('the portal does not answer in time', async () => {
  const asked = Promise.withResolvers<void>();
  const server = createServer(() => asked.resolve());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const pending = lookup(CARD.reference, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await asked.promise;
  await clock.advance(delays.lookup);
  expect(await pending).toEqual({ kind: 'unavailable' });
  server.closeAllConnections();
  server.close();
});
test('the portal is broken', async () => expect(await lookupAt(500, '')).toEqual(['unavailable', 'server-error-500']));
test('the answer is no JSON', async () => expect(await lookupAt(200, '<html>')).toEqual(['unavailable', 'bad-answer']));
test('a field nobody agreed on, such as a name', async () =>
  expect(await lookupAt(200, JSON.stringify({ ...CARD, holder: 'Erika' }))).toEqual(['unavailable', 'bad-answer']));
test('the document of somebody else', async () =>
  expect(await lookupAt(200, JSON.stringify({ ...CARD, reference: 'L0PW4712X' }))).toEqual([
    'unavailable',
    'other-reference',
  ]));
test('no number ever stands in the log', () => expect(lines.join()).not.toContain('4711'));
