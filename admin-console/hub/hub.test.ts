import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import {
  FLEET_LINK_PATH,
  FLEET_LINK_VERSION,
  hubSide,
  type StatusReport,
  terminalLinkSide,
} from '../../fleet-link/contract.ts';
import { SAMPLE_REPORT } from '../../fleet-link/test-support/sample-report.ts';
import { systemClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import { createPeer } from '../../foundation/rpc/peer.ts';
import { webSocketTransport } from '../../foundation/rpc/transports.ts';
import * as x509 from '../../foundation/x509/x509.ts';
import type { TerminalPage, TerminalView } from '../contract/terminals/terminal-view.ts';
import { openDatabase } from '../store/database.ts';
import { type Hub, startHub } from './hub.ts';
import { keyHeaderOf } from './test-support/key-header.ts';

let directory: string;
let hub: Hub;
let key: Readonly<Record<string, string>>;

function start(dir: string): Promise<Hub> {
  return startHub({
    directory: dir,
    database: { kind: 'sqlite', file: join(dir, 'hub.sqlite') },
    webDirectory: dir,
    consolePort: 0,
    linkPort: 0,
    clock: systemClock,
    log: silentLog,
  });
}

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'hub-'));
  hub = await start(directory);
  key = await keyHeaderOf(hub);
});
afterEach(async () => {
  await hub.close();
  rmSync(directory, { recursive: true });
});

const status: StatusReport = {
  ...SAMPLE_REPORT,
  devices: [{ kind: 'payment', state: 'ready', reason: null, model: 'Sim', firmware: null, seenAt: 1 }],
};

async function newCode(terminalId: string): Promise<{ code: string; caFingerprint: string }> {
  const answer = await fetch(`http://127.0.0.1:${hub.consolePort}/api/tenants/default/enrolment-codes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...key },
    body: JSON.stringify({ terminalId }),
  });
  return (await answer.json()) as { code: string; caFingerprint: string };
}

async function ask<T>(path: string): Promise<T> {
  const address = `http://127.0.0.1:${hub.consolePort}/api/tenants/all/${path}`;
  return (await (await fetch(address, { headers: key })).json()) as T;
}

async function terminals(): Promise<TerminalView[]> {
  const { terminals: rows } = await ask<TerminalPage>('terminals');
  return Promise.all(rows.map(({ id }) => ask<TerminalView>(`terminals/${id}`)));
}

interface Enrolled {
  readonly key: string;
  readonly cert: string;
  readonly ca: string;
}

async function newKey(name: string): Promise<{ readonly keyPem: string; readonly csrPem: string }> {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const signingAlgorithm = { name: 'ECDSA', hash: 'SHA-256' };
  const csr = await x509.Pkcs10CertificateRequestGenerator.create({ name: `CN=${name}`, keys, signingAlgorithm });
  const keyPem = x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
  return { keyPem, csrPem: csr.toString('pem') };
}

async function enrol(
  code: string,
  terminalId: string,
): Promise<{ status: number; body: Record<string, string>; key: string }> {
  const { keyPem, csrPem } = await newKey(terminalId);
  return new Promise((resolve, reject) => {
    const r = request(
      { host: '127.0.0.1', port: hub.linkPort, path: '/enrol', method: 'POST', rejectUnauthorized: false },
      (response) => {
        let text = '';
        response
          .on('data', (d) => (text += d))
          .on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text), key: keyPem }));
      },
    );
    r.on('error', reject).end(JSON.stringify({ code, terminalId, csrPem }));
  });
}

async function enrolled(terminalId: string): Promise<Enrolled> {
  const { code } = await newCode(terminalId);
  const answer = await enrol(code, terminalId);
  expect(answer.status).toBe(200);
  return { key: answer.key, cert: answer.body.certificatePem ?? '', ca: answer.body.caPem ?? '' };
}

function dial(identity: Partial<Enrolled>): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const ws = new WebSocket(`wss://localhost:${hub.linkPort}${FLEET_LINK_PATH}`, {
      ...identity,
      rejectUnauthorized: identity.ca !== undefined,
    });
    ws.once('open', () => resolve(ws)).once('error', reject);
  });
}

test('an enrolled terminal that has said hello over mutual TLS is known with all it told, until its link ends', async () => {
  const { ws, peer } = await linked('T-01');
  const [shown] = await terminals();
  expect(shown).toMatchObject({
    id: 'T-01',
    online: true,
    site: 'rathaus',
    software: '0.1.0',
    status: { step: 'attract' },
  });
  const alert = { id: 'a', kind: 'fee-due', since: 1, packageId: null, reason: null } as const;
  peer.notify('changed', { seq: 1, at: 2, sections: { step: 'pay', alerts: [alert] } });
  await expect.poll(async () => (await terminals())[0]?.status?.step).toBe('pay');
  expect((await terminals())[0]).toMatchObject({
    alerts: [{ id: 'a', kind: 'fee-due', since: 1, reason: null, severity: 'note' }],
    status: { at: 2, devices: status.devices },
  });
  expect((await ask<TerminalPage>('terminals')).terminals).toMatchObject([
    { id: 'T-01', condition: 'in-service', messages: { urgent: 0, soon: 0, note: 1 }, cause: { subject: 'fee-due' } },
  ]);
  ws.close();
  await expect.poll(async () => (await terminals())[0]?.online).toBe(false);
});

test('of a terminal that has linked it is known when its certificate ends, and how far its clock is off', async () => {
  // The hello's time is of 1970.
  const { ws, identity } = await linked('T-01');
  const db = await openDatabase({ kind: 'sqlite', file: join(directory, 'hub.sqlite') });
  const row = await db.selectFrom('terminal').selectAll().where('id', '=', 'T-01').executeTakeFirstOrThrow();
  await db.destroy();
  expect(row.certificateExpiresAt).toBe(Date.parse(new X509Certificate(identity.cert).validTo));
  expect(Math.abs((row.clockOffMs ?? 0) + Date.now())).toBeLessThan(60_000);
  ws.close();
});

test('a terminal that was revoked is cut off at once, comes in no more, and is back once it is enrolled again', async () => {
  const { ws, identity } = await linked('T-01');
  const gone = new Promise((resolve) => ws.once('close', resolve));
  const revoke = () =>
    fetch(`http://127.0.0.1:${hub.consolePort}/api/tenants/default/terminals/T-01/revocation`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...key },
      body: JSON.stringify({ reason: 'stolen at night' }),
    });
  expect((await revoke()).status).toBe(200);
  await gone;
  await expect(dial(identity)).rejects.toThrow('403');
  expect((await revoke()).status).toBe(409);
  await linked('T-01');
  expect((await terminals())[0]).toMatchObject({ online: true, revokedAt: null });
});

/** The terminal's side of a link, which does nothing of what it is told. */
function speak(ws: WebSocket, taken: string[] = [], orders: object[] = []) {
  return createPeer({
    transport: webSocketTransport(ws),
    local: terminalLinkSide,
    remote: hubSide,
    log: silentLog,
    handlers: {
      methods: {
        'command.deliver'({ order }) {
          orders.push(order);
          return {};
        },
        'log.read': () => ({}),
      },
      notifications: {
        'help.taken': (n) => void taken.push(n.id),
        'whole.wanted'() {},
        'configuration.changed'() {},
        'software.changed'() {},
      },
    },
  });
}

async function linked(id: string) {
  const taken: string[] = [];
  const orders: object[] = [];
  const identity = await enrolled(id);
  const ws = await dial(identity);
  const peer = speak(ws, taken, orders);
  await peer.call('hello', { version: FLEET_LINK_VERSION, terminalId: id, site: 'rathaus', state: status });
  return { ws, peer, taken, orders, identity };
}
const CALL = '6b2c7f44-0c1e-4c5e-9a51-52d2f0a1b001';
const takeHelp = (id: string, body: string, type = 'application/json') =>
  fetch(`http://127.0.0.1:${hub.consolePort}/api/tenants/default/terminals/${id}/help-taken`, {
    method: 'POST',
    headers: { 'content-type': type, ...key },
    body,
  });

test('a call for help stands at the hub at once; taking it is told to that terminal only, and it goes when withdrawn', async () => {
  const { peer, taken } = await linked('T-01');
  const other = await linked('T-02');
  const before = Date.now();
  expect(await peer.call('help', { request: { id: CALL, waitedMs: 60_000 } })).toEqual({ stage: 'received' });
  const [shown] = await terminals();
  expect(shown?.help).toEqual({ id: CALL, since: expect.any(Number), takenAt: null });
  expect(Math.abs((shown?.help?.since ?? 0) - (before - 60_000))).toBeLessThan(5_000);
  expect((await takeHelp('T-01', `{"id":"${CALL}"}`)).status).toBe(200);
  await expect.poll(() => taken).toEqual([CALL]);
  expect(other.taken).toEqual([]);
  expect((await terminals())[0]?.help?.takenAt).toEqual(expect.any(Number));
  expect(await peer.call('help', { request: null })).toEqual({ stage: null });
  expect((await terminals())[0]?.help).toBeNull();
});

test('a call taken while its terminal is away is taken when the terminal comes back', async () => {
  const identity = await linked('T-01');
  await identity.peer.call('help', { request: { id: CALL, waitedMs: 0 } });
  identity.ws.close();
  await expect.poll(async () => (await terminals())[0]?.online).toBe(false);
  expect((await takeHelp('T-01', `{"id":"${CALL}"}`)).status).toBe(200);
  const again = await linked('T-01');
  expect(await again.peer.call('help', { request: { id: CALL, waitedMs: 9 } })).toEqual({ stage: 'taken' });
  const next = 'a0000000-0000-4000-8000-000000000002';
  expect(await again.peer.call('help', { request: { id: next, waitedMs: 0 } })).toEqual({ stage: 'received' });
});

test('a call for help is taken by the console only, once, and while it stands', async () => {
  const { peer } = await linked('T-01');
  await peer.call('help', { request: { id: CALL, waitedMs: 0 } });
  expect((await takeHelp('T-01', `{"id":"${CALL}"}`, 'text/plain')).status).toBe(400);
  expect((await takeHelp('T-01', '{}')).status).toBe(400);
  expect((await takeHelp('T-01', `{"id":"${CALL}"}`)).status).toBe(200);
  expect((await takeHelp('T-01', `{"id":"${CALL}"}`)).status).toBe(404);
});

test('an enrolment code is good once', async () => {
  const { code } = await newCode('T-01');
  expect((await enrol(code, 'T-01')).status).toBe(200);
  const second = await enrol(code, 'T-01');
  expect(second).toMatchObject({ status: 403, body: { reason: 'code-used' } });
});

test('a code for another terminal is refused', async () => {
  const { code } = await newCode('T-01');
  expect(await enrol(code, 'T-02')).toMatchObject({ status: 403, body: { reason: 'code-for-another-terminal' } });
});

test('a link without a client certificate is refused', async () => {
  await expect(dial({})).rejects.toThrow('401');
});

test('a terminal cannot speak for another', async () => {
  const ws = await dial(await enrolled('T-01'));
  const peer = speak(ws);
  await expect(
    peer.call('hello', { version: FLEET_LINK_VERSION, terminalId: 'T-99', site: 'x', state: status }),
  ).rejects.toMatchObject({ reason: 'not-your-certificate' });
  ws.close();
});

test('a certificate of a replaced enrolment no longer opens a link', async () => {
  const old = await enrolled('T-01');
  await enrolled('T-01');
  await expect(dial(old)).rejects.toThrow('403');
});

test.each([
  ['no body, as a foreign page could send', { headers: {} }, 400],
  ['text, as a foreign page could send', { body: '{}', headers: { 'content-type': 'text/plain' } }, 400],
  ['nothing to explain', { body: '{}', headers: { 'content-type': 'application/json' } }, 404],
])('a journal is explained by the console only: %s', async (_, init, expected) => {
  await enrolled('T-01');
  const address = `http://127.0.0.1:${hub.consolePort}/api/tenants/default/terminals/T-01/journal-explained`;
  expect((await fetch(address, { method: 'POST', ...init, headers: { ...init.headers, ...key } })).status).toBe(
    expected,
  );
});

test('the console refuses a foreign host name', async () => {
  const answer = await new Promise<number>((resolve) => {
    import('node:http').then(({ get }) =>
      get(
        {
          host: '127.0.0.1',
          port: hub.consolePort,
          path: '/api/tenants/all/terminals',
          headers: { host: 'evil.example' },
        },
        (r) => resolve(r.statusCode ?? 0),
      ),
    );
  });
  expect(answer).toBe(421);
});

test('a renewed certificate counts beside the old one until it was used, and alone after', async () => {
  const { ws, peer, identity } = await linked('T-01');
  const made = await newKey('another');
  const { certificatePem } = await peer.call('renew', { csrPem: made.csrPem });
  await expect(peer.call('renew', { csrPem: made.csrPem })).rejects.toMatchObject({ reason: 'out-of-order' });
  ws.close();
  (await dial(identity)).close();
  const renewed = await dial({ ...identity, key: made.keyPem, cert: certificatePem });
  const again = speak(renewed);
  // Whose certificate it is, the hub says: not the request.
  await again.call('hello', { version: FLEET_LINK_VERSION, terminalId: 'T-01', site: 'rathaus', state: status });
  await expect(dial(identity)).rejects.toThrow('403');
});

/** Gives the command to enrol again. @returns its id and the code that came with it */
async function toldToEnrolAgain({ orders }: { readonly orders: readonly object[] }) {
  const before = orders.length;
  const answer = await fetch(`http://127.0.0.1:${hub.consolePort}/api/tenants/default/terminals/T-01/commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...key },
    body: JSON.stringify({ order: { kind: 're-enrol' }, reason: 'key may be known' }),
  });
  expect(answer.status).toBe(200);
  const { id } = (await answer.json()) as { id: string };
  await expect.poll(() => orders.length).toBe(before + 1);
  return { id, ...(orders.at(-1) as { code: string; caFingerprint: string }) };
}

async function asTerminal(identity: Enrolled) {
  const ws = await dial(identity);
  const peer = speak(ws);
  await peer.call('hello', { version: FLEET_LINK_VERSION, terminalId: 'T-01', site: 'rathaus', state: status });
  return peer;
}

test('told to enrol again, a terminal gets a certificate for its code, and the old one ends with the first use', async () => {
  const there = await linked('T-01');
  const { id, code, caFingerprint } = await toldToEnrolAgain(there);
  expect(caFingerprint).toBe(hub.caFingerprint);
  expect(JSON.stringify(await ask(`commands/${id}`)), 'nobody can read the code').not.toContain(code);
  const made = await newKey('T-01');
  const { certificatePem } = await there.peer.call('renew', { csrPem: made.csrPem, code });
  there.ws.close();
  const peer = await asTerminal(there.identity);
  const again = peer.call('renew', { csrPem: made.csrPem, code });
  await expect(again, 'a code is good once').rejects.toMatchObject({ reason: 'code-used' });
  await asTerminal({ ...there.identity, key: made.keyPem, cert: certificatePem });
  await expect(dial(there.identity)).rejects.toThrow('403');
});

test('hostile: a code to enrol again is good for no other terminal, and for nobody without a link', async () => {
  const there = await linked('T-01');
  const { code } = await toldToEnrolAgain(there);
  const other = await linked('T-02');
  const stolen = other.peer.call('renew', { csrPem: (await newKey('T-02')).csrPem, code });
  await expect(stolen).rejects.toMatchObject({ reason: 'code-for-another-terminal' });
  expect(await enrol(code, 'T-01')).toMatchObject({ status: 403, body: { reason: 'code-unknown' } });
  const { code: letter } = await newCode('T-01');
  const withLetter = there.peer.call('renew', { csrPem: (await newKey('T-01')).csrPem, code: letter });
  await expect(withLetter).rejects.toMatchObject({ reason: 'code-unknown' });
});

test('a terminal that the hub has to dial is dialled, and speaks as any other', async () => {
  const { ws, identity } = await linked('T-01');
  ws.close();
  await expect.poll(async () => (await terminals())[0]?.online).toBe(false);
  const waiting = createServer();
  const dialled = new Promise<Socket>((resolve) => waiting.once('connection', resolve));
  await new Promise<void>((resolve) => waiting.listen(0, '127.0.0.1', resolve));
  const { port } = waiting.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${hub.consolePort}/api/tenants/default/terminals/T-01/dialling`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...key },
    body: JSON.stringify({ by: 'hub', host: '127.0.0.1', port }),
  });
  expect(answer.status).toBe(200);
  const wire = await dialled;
  const over = () => connectTls({ ...identity, socket: wire, servername: 'localhost' });
  const again = new WebSocket(`wss://localhost${FLEET_LINK_PATH}`, { createConnection: over });
  await new Promise((resolve, reject) => again.once('open', resolve).once('error', reject));
  const peer = speak(again);
  await peer.call('hello', { version: FLEET_LINK_VERSION, terminalId: 'T-01', site: 'rathaus', state: status });
  expect((await terminals())[0]?.online).toBe(true);
  waiting.close();
}, 15_000);

test('a hub that ends does not wait for connections over which nobody asks anything', async () => {
  const second = await start(join(directory, 'second'));
  const silent = connect(second.linkPort, '127.0.0.1');
  const encrypted = connectTls({ port: second.linkPort, host: '127.0.0.1', rejectUnauthorized: false });
  await Promise.all([
    new Promise((resolve) => silent.once('connect', resolve)),
    new Promise((resolve) => encrypted.once('secureConnect', resolve)),
  ]);
  const gone = Promise.all(
    [silent, encrypted].map((socket) => new Promise((resolve) => socket.once('close', resolve))),
  );
  const began = performance.now();
  await second.close();
  expect(performance.now() - began).toBeLessThan(3_000);
  await gone;
});
