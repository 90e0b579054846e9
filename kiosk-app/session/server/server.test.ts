import { EventEmitter } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { systemClock } from '../../../foundation/clock.ts';
import { createLog, type Log } from '../../../foundation/log.ts';
import type { SessionMessage } from '../contract/messages.ts';
import { createHarness, type Harness } from '../test-support/harness.ts';
import { sampleStart } from '../test-support/sample-start.ts';
import { toEvidence } from '../test-support/walks.ts';
import { startViewServer, type ViewServer } from './server.ts';
import { Tokens } from './tokens.ts';
import { View } from './view-socket.ts';

let directory: string;
let h: Harness;
let server: ViewServer;
let tokens: Tokens;
let view: View;
let logged: string[];
const open: WebSocket[] = [];

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'bt-view-'));
  mkdirSync(join(directory, 'ui/assets'), { recursive: true });
  writeFileSync(join(directory, 'ui/index.html'), '<!doctype html><title>x</title>');
  writeFileSync(join(directory, 'ui/assets/app-1a2b.js'), 'export {};');
  writeFileSync(join(directory, 'ui/.secret'), 'hidden');
  writeFileSync(join(directory, 'secret.txt'), 'outside');
  logged = [];
  const log: Log = createLog((line) => logged.push(line), systemClock);
  h = createHarness();
  tokens = new Tokens();
  view = new View({ session: h.session, tokens, clock: h.clock, log });
  server = await startViewServer({ uiDirectory: join(directory, 'ui'), frameAncestors: [], view, log });
});
afterEach(() => {
  for (const socket of open.splice(0)) socket.terminate();
  server.close();
  h.session.stop();
  rmSync(directory, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}
function get(path: string, options: { method?: string; host?: string } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(
      {
        host: '127.0.0.1',
        port: server.port,
        path,
        method: options.method ?? 'GET',
        headers: { host: options.host ?? `127.0.0.1:${server.port}` },
      },
      (response) => {
        let body = '';
        response.on('data', (chunk) => {
          body += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
      },
    )
      .on('error', reject)
      .end();
  });
}

test('the page comes with a policy that allows nothing but itself, and is kept nowhere', async () => {
  const { status, headers } = await get('/');
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self' ws://127.0.0.1:${server.port}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
  });
  expect((await get('/assets/app-1a2b.js')).headers['content-type']).toBe('text/javascript; charset=utf-8');
});

test('HEAD has no body', async () =>
  expect(await get('/', { method: 'HEAD' })).toMatchObject({ status: 200, body: '' }));

test.each([
  '/../secret.txt',
  '/assets/../../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '//etc/passwd',
  '/.secret',
  '/assets',
  '/assets/',
  '/index.html?x=1',
  '/nothing.js',
])('%s is not served', async (path) => {
  expect((await get(path)).status).toBe(404);
});

test('a link out of the directory is not followed', async () => {
  symlinkSync(join(directory, 'secret.txt'), join(directory, 'ui/link.txt'));
  expect((await get('/link.txt')).status).toBe(404);
});

test('another host name is refused: somebody’s page was made to resolve to this machine', async () => {
  expect((await get('/', { host: 'evil.example' })).status).toBe(421);
  expect((await get('/', { host: `localhost:${server.port}` })).status).toBe(421);
});

test('only reading is allowed', async () => expect((await get('/', { method: 'POST' })).status).toBe(405));

interface Page {
  readonly socket: WebSocket;
  readonly messages: SessionMessage[];
  readonly closed: Promise<number>;
  send(message: unknown): void;
  next(type: SessionMessage['type'], count?: number): Promise<SessionMessage>;
}

async function connect(options: { origin?: string; path?: string; host?: string } = {}): Promise<Page> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}${options.path ?? '/view'}`, {
    origin: options.origin ?? `http://127.0.0.1:${server.port}`,
    headers: options.host ? { host: options.host } : {},
  });
  open.push(socket);
  const messages: SessionMessage[] = [];
  let changed = Promise.withResolvers<void>();
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  socket.on('message', (data) => {
    messages.push(JSON.parse(String(data)) as SessionMessage);
    changed.resolve();
    changed = Promise.withResolvers();
  });
  await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return {
    socket,
    messages,
    closed,
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    async next(type, count = 1) {
      for (;;) {
        const found = messages.filter((message) => message.type === type)[count - 1];
        if (found) return found;
        await changed.promise;
      }
    },
  };
}
async function enter(): Promise<Page & { readonly resume: string }> {
  const page = await connect();
  page.send({ type: 'hello', version: 1, token: tokens.issue() });
  const welcome = await page.next('welcome');
  await page.next('snapshot');
  return { ...page, resume: welcome.type === 'welcome' ? welcome.resume : '' };
}

test('a page with a token is let in, once; then it acts', async () => {
  const token = tokens.issue();
  const page = await connect();
  page.send({ type: 'hello', version: 1, token });
  expect(await page.next('snapshot')).toMatchObject({ snapshot: { screen: { kind: 'attract' } } });
  page.send({ type: 'intent', screenId: h.snapshot().screenId, intent: { name: 'start' } });
  expect(await page.next('snapshot', 2)).toMatchObject({ snapshot: { screen: { kind: 'orient' } } });
  const second = await connect();
  second.send({ type: 'hello', version: 1, token });
  expect(await second.next('refused')).toEqual({ type: 'refused', reason: 'unauthorised' });
  await expect(second.closed).resolves.toBe(4401);
});

test('several pages see the same snapshots', async () => {
  const [a, b] = [await enter(), await enter()];
  a.send({ type: 'intent', screenId: h.snapshot().screenId, intent: { name: 'start' } });
  expect(await a.next('snapshot', 2)).toEqual(await b.next('snapshot', 2));
});

test('a page that lost its socket comes back with its key; the older socket gives way', async () => {
  const page = await enter();
  const again = await connect();
  again.send({ type: 'resume', version: 1, key: page.resume });
  await again.next('snapshot');
  await expect(page.closed).resolves.toBe(4409);
  const stranger = await connect();
  stranger.send({ type: 'resume', version: 1, key: 'x'.repeat(32) });
  await expect(stranger.closed).resolves.toBe(4401);
});

test('who says nothing within five seconds is sent away', async () => {
  const page = await connect();
  await h.settle(5_000);
  await expect(page.closed).resolves.toBe(4401);
});

test.each(['{', '{"type":"dance"}', '{"type":"hello","version":2,"token":"x"}', '[]'])(
  'first message %s: closed as malformed',
  async (message) => {
    const page = await connect();
    page.send(message);
    await expect(page.closed).resolves.toBe(4400);
  },
);

test('an intent before hello does nothing', async () => {
  const page = await connect();
  page.send({ type: 'intent', screenId: h.snapshot().screenId, intent: { name: 'start' } });
  await expect(page.closed).resolves.toBe(4401);
  expect(h.screen('attract').kind).toBe('attract');
});

test.each([
  ['not JSON', '{'],
  ['an unknown intent', { type: 'intent', screenId: 'a', intent: { name: 'rob-bank' } }],
  ['a field too many', { type: 'intent', screenId: 'a', intent: { name: 'start', extra: 1 } }],
  ['a value too long', { type: 'intent', screenId: 'a', intent: { name: 'search', query: 'x'.repeat(61) } }],
  ['a second hello', { type: 'hello', version: 1, token: 'x' }],
])('%s is refused as malformed, logged without content, and the page stays', async (_, message) => {
  const page = await enter();
  page.send(message);
  expect(await page.next('refused')).toMatchObject({ reason: 'malformed' });
  expect(page.socket.readyState).toBe(WebSocket.OPEN);
  expect(logged.join('')).not.toMatch(/rob-bank|xxxx|extra/);
});

test('an intent for another screen is refused by its reason', async () => {
  const page = await enter();
  page.send({ type: 'intent', screenId: 'gone-1', intent: { name: 'start' } });
  expect(await page.next('refused')).toEqual({ type: 'refused', reason: 'wrong-screen' });
});

test('a frame above the limit closes the socket', async () => {
  const page = await enter();
  page.send('x'.repeat(17 * 1024));
  await expect(page.closed).resolves.toBe(1009);
  expect(logged.join('')).toContain('too-large');
});

test('a flood is refused, and then cut off', async () => {
  const page = await enter();
  for (let i = 0; i < 200; i++) page.send({ type: 'activity' });
  expect(await page.next('refused')).toEqual({ type: 'refused', reason: 'too-many' });
  await expect(page.closed).resolves.toBe(4400);
});

test.each([
  ['another origin', { origin: 'http://evil.example' }],
  ['another port as origin', { origin: 'http://127.0.0.1:1' }],
  ['another host', { host: 'evil.example' }],
  ['another path', { path: '/other' }],
])('%s may not open the socket', async (_, options) => {
  await expect(connect(options)).rejects.toThrow('403');
});

test('a ninth page is turned away', async () => {
  for (let i = 0; i < 8; i++) await connect();
  await expect(connect()).rejects.toThrow('403');
});

test('a picture is sent before the snapshot that shows it, once per page', async () => {
  await toEvidence(h);
  const page = await enter();
  await h.do('scan');
  await h.do('delete-page', { page: 'none' });
  await page.next('picture');
  await new Promise((resolve) => setImmediate(resolve));
  const kinds = page.messages.map((message) => message.type);
  expect(kinds.filter((kind) => kind === 'picture')).toHaveLength(1);
  const shows = page.messages.findIndex(
    (message) =>
      message.type === 'snapshot' &&
      message.snapshot.screen.kind === 'evidence' &&
      message.snapshot.screen.pages.length > 0,
  );
  expect(kinds.indexOf('picture')).toBeLessThan(shows);
});

test('the logo of the place is sent as what it is, to every page once', async () => {
  const look = { logo: { type: 'image/svg+xml' as const, data: 'PHN2Zy8+' }, bar: null, accent: null };
  const { site } = sampleStart();
  const own = createHarness({ start: { site: { ...site, look } } });
  const shown = new View({ session: own.session, tokens, clock: own.clock, log: createLog(() => {}, systemClock) });
  const sent: SessionMessage[] = [];
  const socket = Object.assign(new EventEmitter(), {
    readyState: 1,
    OPEN: 1,
    send: (text: string) => sent.push(JSON.parse(text)),
    close() {},
  });
  shown.accept(socket as unknown as WebSocket);
  socket.emit('message', JSON.stringify({ type: 'hello', version: 1, token: tokens.issue() }), false);
  await own.do('start');
  const pictures = sent.filter(({ type }) => type === 'picture');
  expect(pictures).toEqual([{ type: 'picture', id: 'logo', mime: 'image/svg+xml', data: 'PHN2Zy8+' }]);
  expect(sent.findIndex(({ type }) => type === 'picture')).toBeLessThan(
    sent.findIndex(({ type }) => type === 'snapshot'),
  );
  own.session.stop();
});

test('at the end every page is told and closed', async () => {
  const page = await enter();
  view.end();
  await page.next('ended');
  await expect(page.closed).resolves.toBe(4410);
});

test('tokens nobody used give way to newer ones', () => {
  const first = tokens.issue();
  for (let i = 0; i < 16; i++) tokens.issue();
  expect(tokens.redeem(first)).toBeNull();
});

test('keys of the keypad go to the page that has shown its token, and to no other', async () => {
  const stranger = await connect();
  const page = await enter();
  view.key('down');
  expect(await page.next('key')).toEqual({ type: 'key', key: 'down' });
  expect(stranger.messages).toEqual([]);
});
