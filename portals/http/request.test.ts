import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { SimulatedClock } from '../../foundation/clock.ts';
import { endpoint } from './endpoint.ts';
import { createHttp, failureCode, type HttpRequest, readJson } from './request.ts';

let server: Server | null = null;
const clock = new SimulatedClock(Date.UTC(2026, 0, 1));

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

async function listen(handler: RequestListener): Promise<string> {
  server = createServer(handler);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function ask(handler: RequestListener, changes: Partial<HttpRequest> = {}) {
  const url = await listen(handler);
  return createHttp(clock).request({ method: 'GET', url, timeoutMs: 1000, maxBytes: 100, ...changes });
}

const answer =
  (status: number, headers: Record<string, string> = {}, body = ''): RequestListener =>
  (_, response) => {
    response.writeHead(status, headers);
    response.end(body);
  };

test('an answer is handed on whole, and no timer stays behind', async () => {
  const result = await ask(answer(201, { 'x-a': '1' }, 'hello'));
  expect(result).toMatchObject({ ok: true, value: { status: 201, text: 'hello' } });
  expect(clock.waiting).toBe(0);
});

test('nobody listens', async () => {
  const url = await listen(answer(200));
  await new Promise((resolve) => server?.close(resolve));
  const result = await createHttp(clock).request({ method: 'GET', url, timeoutMs: 1000, maxBytes: 100 });
  expect(result).toEqual({ ok: false, error: { reason: 'unreachable', detail: 'ECONNREFUSED' } });
});

test('the connection is reset', async () =>
  expect(await ask((request) => request.socket.resetAndDestroy())).toMatchObject({ error: { reason: 'unreachable' } }));

test('the answer breaks off', async () =>
  expect(
    await ask((_, response) => {
      response.writeHead(200, { 'content-length': '50' });
      response.write('half');
      setImmediate(() => response.destroy());
    }),
  ).toMatchObject({ error: { reason: 'unreachable' } }));

test('no answer within the time limit', async () => {
  const asked = Promise.withResolvers<void>();
  const pending = ask(() => asked.resolve());
  await asked.promise;
  await clock.advance(1000);
  expect(await pending).toEqual({ ok: false, error: { reason: 'timeout', afterMs: 1000 } });
});

test('an answer that drips without end', async () => {
  const asked = Promise.withResolvers<void>();
  const pending = ask((_, response) => {
    response.write('a');
    asked.resolve();
  });
  await asked.promise;
  await clock.advance(1000);
  expect(await pending).toEqual({ ok: false, error: { reason: 'timeout', afterMs: 1000 } });
});

test('an answer larger than allowed', async () =>
  expect(await ask(answer(200, {}, 'x'.repeat(101)))).toEqual({
    ok: false,
    error: { reason: 'bad-answer', detail: 'too-large' },
  }));

test('a redirect is not followed: the token would go with it', async () => {
  let calls = 0;
  const result = await ask((request, response) => {
    calls++;
    answer(302, { location: '/elsewhere' })(request, response);
  });
  expect([calls, result]).toEqual([1, { ok: false, error: { reason: 'bad-answer', detail: 'status-302' } }]);
});

test.each([401, 403])('status %i', async (status) =>
  expect(await ask(answer(status))).toEqual({ ok: false, error: { reason: 'unauthorised', status } }),
);

test('too many requests, with seconds to wait', async () =>
  expect(await ask(answer(429, { 'retry-after': '7' }))).toMatchObject({
    error: { reason: 'rate-limited', retryAfterMs: 7000 },
  }));

test('too many requests, with a date to wait for', async () =>
  expect(await ask(answer(429, { 'retry-after': new Date(clock.now() + 9000).toUTCString() }))).toMatchObject({
    error: { reason: 'rate-limited', retryAfterMs: 9000 },
  }));

test('too many requests, without a word how long', async () =>
  expect(await ask(answer(429))).toMatchObject({ error: { reason: 'rate-limited', retryAfterMs: null } }));

test('a wait of a year is not believed', async () =>
  expect(await ask(answer(503, { 'retry-after': '31536000' }))).toMatchObject({ error: { retryAfterMs: 3_600_000 } }));

test('a wait in nonsense', async () =>
  expect(await ask(answer(503, { 'retry-after': 'soon' }))).toMatchObject({ error: { retryAfterMs: null } }));

test('a refusal with problem details', async () =>
  expect(await ask(answer(422, {}, '{"type":"t","title":"T","detail":"d"}'))).toEqual({
    ok: false,
    error: { reason: 'refused', status: 422, problem: { type: 't', title: 'T', detail: 'd' } },
  }));

test('a refusal in HTML', async () =>
  expect(await ask(answer(404, {}, '<html>'))).toMatchObject({ error: { status: 404, problem: null } }));

test('an answer of another form than promised', async () => {
  const result = await ask(answer(200, {}, '{"b":1}'));
  expect(result.ok && readJson(result.value, z.object({ a: z.number() }))).toEqual({
    ok: false,
    error: { reason: 'bad-answer', detail: 'schema' },
  });
});

test('a failure as one code', () => {
  expect(failureCode({ reason: 'refused', status: 422, problem: null })).toBe('refused-422');
  expect(failureCode({ reason: 'timeout', afterMs: 1 })).toBe('timeout');
});

test.each(['http://portal.example', 'ftp://127.0.0.1', 'portal.example', 'http://127.0.0.1.evil.example'])(
  'the address %s is refused',
  (url) => expect(() => endpoint(url)).toThrow('https'),
);

test.each(['https://portal.example/', 'http://127.0.0.1:7102/', 'http://localhost:1/'])(
  'the address %s is taken',
  (url) => expect(endpoint(url)).toBe(url.replace(/\/$/, '')),
);
