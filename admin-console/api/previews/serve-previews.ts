import { request as ask, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Clock, Timer } from '../../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import { previewPath } from '../../contract/configuration/previews.ts';
import type { Previews } from '../../domain/previews.ts';
import { DELAYS } from '../delays.ts';
import { type ConnectionGate, refuse } from '../serve-routes.ts';
import { viewerAmong } from './viewer.ts';

const LOOPBACK = '127.0.0.1';
/** Files of the page: plain names, as its build gives them. */
const PATH = /^\/preview\/([\w-]{22})\/(\d{1,9})(\/[\w./-]*)$/;

interface Wanted {
  readonly id: string;
  readonly session: number;
  /** Below the page's own address. */
  readonly rest: string;
}

export interface ServePreviewsOptions {
  readonly app: FastifyInstance;
  readonly previews: Previews;
  readonly gate: ConnectionGate;
  /** Whether a `Host` header names this hub. */
  readonly isOurs: (host: string) => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * The pages of previews under the hub's own origin, each for the person whose preview it is. The page is the terminal's
 * own, from a process on this machine; what it may load and reach is this one preview and nothing else of the hub.
 * @returns ends every connection
 */
export function servePreviews({ app, previews, gate, isOurs, clock, log }: ServePreviewsOptions): () => void {
  const open = new Set<Duplex>();

  async function portFor(request: IncomingMessage, wanted: Wanted): Promise<number> {
    const { principal } = await gate.watcher(request);
    return previews.port(viewerAmong(principal, await gate.tenants()), wanted.id, wanted.session);
  }

  app.get('/preview/*', async (request, reply) => {
    try {
      const wanted = wantedIn(request.raw);
      // Only within the console's page, which marks it as a preview.
      if (request.headers['sec-fetch-dest'] === 'document') throw new Refusal('not-allowed');
      const port = await portFor(request.raw, wanted);
      return await relay(reply, port, wanted, (await gate.watcher(request.raw)).origin);
    } catch (thrown) {
      return refuse(reply, thrown, log);
    }
  });

  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    connect(request, socket, head).catch((thrown) => {
      log.event('warn', 'hub.preview.refused', { reason: code(reasonOf(thrown)) });
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    });
  });

  async function connect(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const { origin } = await gate.watcher(request);
    // A page of another site could open a socket with the cookies of this one (RFC 6455, section 10.2).
    if (!isOurs(request.headers.host ?? '') || request.headers.origin !== origin) throw new Refusal('other-origin');
    const wanted = wantedIn(request);
    const port = await portFor(request, wanted);
    const upstream = await upgraded(port, wanted, request);
    const closed = previews.opened(wanted.id);
    for (const one of [socket, upstream.socket]) {
      open.add(one);
      one.on('error', () => one.destroy());
    }
    let timer: Timer = later();
    socket.once('close', () => {
      clock.clearTimeout(timer);
      closed();
      open.delete(socket);
      upstream.socket.destroy();
    });
    upstream.socket.once('close', () => {
      open.delete(upstream.socket);
      socket.destroy();
    });
    socket.write(upstream.head);
    if (head.length > 0) upstream.socket.write(head);
    socket.pipe(upstream.socket).pipe(socket);

    function later(): Timer {
      return clock.setTimeout(() => void check(), DELAYS.streamCheck);
    }
    /** Whoever signed out, or may no longer read, sees no more of it. */
    async function check(): Promise<void> {
      try {
        await portFor(request, wanted);
        timer = later();
      } catch (thrown) {
        log.event('info', 'hub.preview.closed', { reason: code(reasonOf(thrown)) });
        socket.destroy();
      }
    }
  }

  return () => {
    for (const socket of open) socket.destroy();
  };
}

function wantedIn({ url = '' }: IncomingMessage): Wanted {
  const [, id, session, rest] = PATH.exec(url) ?? [];
  if (id === undefined || rest === undefined) throw new Refusal('not-found');
  return { id, session: Number(session), rest };
}

/** What the page may do: load itself, speak with its own session, be framed by the console. */
function policyOf({ id, session }: Wanted, origin: string): string {
  const own = origin + previewPath(id, session);
  return [
    "default-src 'none'",
    `script-src ${own}`,
    `style-src ${own}`,
    `img-src ${own} blob: data:`,
    `font-src ${own}`,
    `connect-src ${own.replace(/^http/, 'ws')}`,
    "frame-ancestors 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

const PASSED = ['content-type', 'content-length'] as const;

async function relay(reply: FastifyReply, port: number, wanted: Wanted, origin: string): Promise<FastifyReply> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  ask({ host: LOOPBACK, port, path: wanted.rest, headers: { host: `${LOOPBACK}:${port}` } }, resolve)
    .once('error', reject)
    .end();
  const answer = await promise.catch(() => {
    throw new Refusal('not-found');
  });
  reply.code(answer.statusCode ?? 502).header('content-security-policy', policyOf(wanted, origin));
  for (const name of PASSED) if (answer.headers[name] !== undefined) reply.header(name, answer.headers[name]);
  return reply.send(answer);
}

/** Asks the session for its socket as a page on its own port would. */
async function upgraded(port: number, wanted: Wanted, { headers }: IncomingMessage) {
  const { promise, resolve, reject } = Promise.withResolvers<{ readonly socket: Duplex; readonly head: string }>();
  const own = `${LOOPBACK}:${port}`;
  const passed = Object.fromEntries(
    ['connection', 'upgrade', 'sec-websocket-key', 'sec-websocket-version', 'sec-websocket-protocol'].flatMap((name) =>
      headers[name] === undefined ? [] : [[name, headers[name]]],
    ),
  );
  ask({ host: LOOPBACK, port, path: wanted.rest, headers: { ...passed, host: own, origin: `http://${own}` } })
    .once('upgrade', (answer, socket: Duplex, first) => {
      const lines = answer.rawHeaders.flatMap((name, at) => (at % 2 ? [] : [`${name}: ${answer.rawHeaders[at + 1]}`]));
      if (first.length > 0) socket.unshift(first);
      resolve({ socket, head: ['HTTP/1.1 101 Switching Protocols', ...lines, '', ''].join('\r\n') });
    })
    .once('response', () => reject(new Refusal('not-allowed')))
    .once('error', () => reject(new Refusal('not-found')))
    .end();
  return promise;
}
