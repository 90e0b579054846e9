import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { silentLog } from '../../../foundation/log.ts';
import type { Principal } from '../../domain/access/principal.ts';
import type { Previews } from '../../domain/previews.ts';
import { DELAYS } from '../delays.ts';
import { servePreviews } from './serve-previews.ts';

const ID = 'abcdefghijklmnopqrstuv';
const ADA: Principal = { kind: 'user', id: 'ada', name: 'Ada', grants: [{ tenantId: 'a', role: 'viewer' }] };

/** The session's own server is played; who asks, and whose the preview is, a test says. */
let clock: SimulatedClock;
let asking: Principal | null;
let origin: string;
let closeAll: () => void;
let pages: number;
let upstreamSaw: (IncomingHttpHeaders & { readonly path: string | undefined })[];

beforeEach(async () => {
  clock = new SimulatedClock();
  asking = ADA;
  pages = 0;
  upstreamSaw = [];
  const upstream = createServer((request, response) => {
    upstreamSaw.push({ ...request.headers, path: request.url });
    response
      .writeHead(request.url === '/' ? 200 : 404, { 'content-type': 'text/html', 'set-cookie': 'mine=1' })
      .end('the screen');
  });
  const sockets = new WebSocketServer({ server: upstream });
  sockets.on('connection', (socket, request) => {
    upstreamSaw.push({ ...request.headers, path: request.url });
    socket.on('message', (text) => socket.send(`heard ${text}`));
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  const { port } = upstream.address() as AddressInfo;

  const app = fastify();
  closeAll = servePreviews({
    app,
    previews: {
      port(viewer, id, session) {
        if (viewer.id !== 'ada' || !viewer.tenants.includes('a') || id !== ID || session !== 3) {
          throw new Refusal('not-found');
        }
        return port;
      },
      opened() {
        pages++;
        return () => {
          pages--;
        };
      },
    } as Pick<Previews, 'port' | 'opened'> as Previews,
    gate: { tenants: async () => ['a', 'b'], watcher: async () => ({ principal: asking, origin }) },
    isOurs: (host) => host.startsWith('127.0.0.1'),
    clock,
    log: silentLog,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  onTestFinished(async () => {
    closeAll();
    await app.close();
    upstream.closeAllConnections();
    upstream.close();
  });
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${origin}/preview/${path}`, { headers });

/** An open socket, or the status with which it was refused. */
function connect(path = `${ID}/3/view`, from = origin): Promise<WebSocket | number> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/preview/${path}`, { origin: from });
  return new Promise((resolve) => {
    socket.once('open', () => resolve(socket));
    socket.once('unexpected-response', (_, { statusCode = 0 }) => resolve(statusCode));
    socket.on('error', () => {});
  });
}
async function connected(): Promise<WebSocket> {
  const socket = await connect();
  if (typeof socket === 'number') throw new TypeError(`refused: ${socket}`);
  return socket;
}

test('the page comes from the session, as to a page on its own port, without the hub’s cookies', async () => {
  const answer = await get(`${ID}/3/`, { cookie: 'bt-session=secret' });
  expect(await answer.text()).toBe('the screen');
  expect(answer.headers.get('set-cookie')).toBeNull();
  expect(upstreamSaw[0]).toMatchObject({ path: '/' });
  expect(upstreamSaw[0]?.host).not.toBe(new URL(origin).host);
  expect(upstreamSaw[0]?.cookie).toBeUndefined();
});

test('its policy lets it reach nothing but itself', async () => {
  const policy = (await get(`${ID}/3/`)).headers.get('content-security-policy') ?? '';
  expect(policy).toContain(`connect-src ${origin.replace('http', 'ws')}/preview/${ID}/3/;`);
  expect(policy).toContain(`script-src ${origin}/preview/${ID}/3/;`);
  expect(policy).toContain("frame-ancestors 'self'");
});

test.each(['', `${ID}/3`, `${ID}/3/?x`, `${ID}/4/`, `${ID}/3/%2e%2e/`, 'short/3/'])(
  'there is nothing at %s',
  async (path) => {
    expect((await get(path)).status).toBe(404);
  },
);

test('it is no page of its own: only the console shows it', async () => {
  expect((await get(`${ID}/3/`, { 'sec-fetch-dest': 'document' })).status).toBe(403);
  expect((await get(`${ID}/3/`, { 'sec-fetch-dest': 'iframe' })).status).toBe(200);
});

test.each<[string, Principal | null, number]>([
  ['nobody', null, 401],
  ['another person', { ...ADA, id: 'ben' }, 404],
  ['a person who may not read there any more', { ...ADA, grants: [{ tenantId: 'b', role: 'viewer' }] }, 404],
  ['a program', { ...ADA, kind: 'key' }, 403],
])('%s gets neither page nor socket', async (_, who, status) => {
  asking = who;
  expect((await get(`${ID}/3/`)).status).toBe(status);
  expect(await connect()).toBe(403);
});

test('the socket speaks with the session', async () => {
  const socket = await connected();
  const heard = new Promise((resolve) => socket.once('message', (text) => resolve(text.toString())));
  socket.send('hello');
  expect(await heard).toBe('heard hello');
  expect(upstreamSaw[0]).toMatchObject({ path: '/view', origin: `http://${upstreamSaw[0]?.host}` });
  expect(pages).toBe(1);
  socket.close();
  await expect.poll(() => pages).toBe(0);
});

test('a page of another origin opens no socket, whatever cookies its browser sends', async () => {
  expect(await connect(undefined, 'https://elsewhere.example')).toBe(403);
});

test('other addresses of the hub are no sockets', async () => {
  expect(await connect('../api/session')).toBe(403);
});

test('who signs out, or may no longer read, is cut off while they look', async () => {
  const socket = await connected();
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await clock.advance(DELAYS.streamCheck);
  expect(socket.readyState).toBe(WebSocket.OPEN);
  asking = null;
  await clock.advance(DELAYS.streamCheck);
  await closed;
});

test('the hub’s end closes every socket', async () => {
  const socket = await connected();
  const closed = new Promise((resolve) => socket.once('close', resolve));
  closeAll();
  await closed;
});
