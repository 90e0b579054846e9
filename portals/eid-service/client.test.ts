import type { RequestListener, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Clock, SimulatedClock, systemClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import { type EidServer, makeTls, type ServerTls, startEidServer } from '../../simulators/eid-service/index.ts';
import { createEidServiceClient } from './client.ts';
import { delays } from './delays.ts';
import { LIMITS } from './limits.ts';

const REQUEST = { required: ['GivenNames', 'FamilyName'], optional: ['Address'], transactionInfo: 'Test' };
let tls: ServerTls;
let server: EidServer;
const client = (change: { url?: string; caPem?: string; clock?: Clock } = {}) =>
  createEidServiceClient({ url: server.url, caPem: server.caPem, clock: systemClock, log: silentLog, ...change });

beforeAll(async () => {
  tls = await makeTls(Date.now());
  server = await startEidServer({ port: 0, tls, clock: systemClock, log: silentLog });
});
afterAll(() => server.close());

describe('the session’s client', () => {
  test('begins, and fetches once', async () => {
    const begun = await client().begin(REQUEST);
    if (!begun.ok) throw new Error(begun.error);
    const refreshUrl = `${server.url}/refresh?session=${begun.value.session}`;
    expect(begun.value.tcTokenUrl.startsWith(`${server.url}/tctoken`)).toBe(true);
    expect(await client().fetchResult(refreshUrl)).toEqual({
      ok: true,
      value: { status: 'failed', reason: 'not-completed' },
    });
    expect(await client().fetchResult(refreshUrl)).toEqual({ ok: false, error: 'unknown-session' });
  });

  test('rights the service may not read are refused', async () => {
    expect(await client().begin({ ...REQUEST, required: ['WriteAddress'] })).toEqual({ ok: false, error: 'refused' });
  });

  test('a certificate of another CA is not trusted', async () => {
    const { caPem } = await makeTls(Date.now());
    expect(await client({ caPem }).begin(REQUEST)).toEqual({ ok: false, error: 'untrusted' });
  });

  test('nobody there', async () => {
    expect(await client({ url: 'https://localhost:1' }).begin(REQUEST)).toEqual({ ok: false, error: 'unreachable' });
  });

  test('is up if it answers with a trusted certificate, whatever it says; else it is not', async () => {
    expect(await client().isUp()).toBe(true);
    expect(await client({ url: 'https://localhost:1' }).isUp()).toBe(false);
    expect(await client({ caPem: (await makeTls(Date.now())).caPem }).isUp()).toBe(false);
    server.setFault('server-error');
    expect(await client().isUp()).toBe(false);
    server.setFault(null);
  });

  test('out of service', async () => {
    server.setFault('server-error');
    expect(await client().begin(REQUEST)).toEqual({ ok: false, error: 'unavailable' });
    server.setFault(null);
  });

  test.each(['https://localhost:1/refresh?session=x', 'http://localhost/refresh', 'nonsense'])(
    'data are never fetched from %s',
    async (url) => {
      expect(await client().fetchResult(url)).toEqual({ ok: false, error: 'foreign-address' });
    },
  );
});

describe('a service that misbehaves', () => {
  async function against(listener: RequestListener, clock: Clock = systemClock) {
    const bad: Server = createServer({ key: tls.keyPem, cert: tls.certPem }, listener);
    await new Promise<void>((resolve) => bad.listen(0, '127.0.0.1', resolve));
    const url = `https://localhost:${(bad.address() as AddressInfo).port}`;
    return {
      service: client({ url, clock }),
      url,
      close: () => {
        bad.closeAllConnections();
        bad.close();
      },
    };
  }

  test.each<[string, string, (response: ServerResponse) => void]>([
    ['an endless answer', 'too-large', (response) => response.end('x'.repeat(LIMITS.answerBytes + 1))],
    ['no JSON', 'bad-answer', (response) => response.end('<html>')],
    ['another JSON', 'bad-answer', (response) => response.end('{"status":"identified"}')],
    ['a redirect', 'bad-answer', (response) => response.writeHead(302, { location: 'https://evil.example' }).end()],
    ['a broken connection', 'unreachable', (response) => response.destroy()],
  ])('%s is %s', async (_, reason, misbehave) => {
    const at = await against((_request, response) => misbehave(response));
    expect(await at.service.fetchResult(`${at.url}/refresh`)).toEqual({ ok: false, error: reason });
    at.close();
  });

  test('a token address elsewhere is not handed to the eID client', async () => {
    const answer = JSON.stringify({ tcTokenUrl: 'https://evil.example/tctoken', session: '0'.repeat(32) });
    const at = await against((_, response) => void response.writeHead(201).end(answer));
    expect(await at.service.begin(REQUEST)).toEqual({ ok: false, error: 'foreign-address' });
    at.close();
  });

  test('silence ends after its delay', async () => {
    const clock = new SimulatedClock();
    const asked = Promise.withResolvers<void>();
    const at = await against(() => asked.resolve(), clock);
    const waiting = at.service.begin(REQUEST);
    await asked.promise;
    await clock.advance(delays.answer);
    expect(await waiting).toEqual({ ok: false, error: 'timeout' });
    at.close();
  });
});
