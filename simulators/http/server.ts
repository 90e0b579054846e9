import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Refusal, reasonOf } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import { readLimitedBytes } from '../../portals/http/body.ts';
import { listenLocally } from '../listen.ts';

/** A small HTTP server for the portals' simulators. */
export interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  /** Named parts of the path, decoded. */
  readonly params: Readonly<Record<string, string>>;
}

export type Handler = (call: Call) => Promise<void> | void;

export interface Route {
  readonly method: string;
  /** Like `/cases/:caseId/events`. */
  readonly path: string;
  readonly handle: Handler;
}

/** Thrown by a handler: answered as problem details (RFC 9457). */
export class HttpProblem extends Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, type: string, detail?: string, headers: Readonly<Record<string, string>> = {}) {
    super(type, detail);
    this.status = status;
    this.headers = headers;
  }
}

export interface RunningServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * @param before runs ahead of every call; what it throws is the answer
 * @throws Refusal `port-in-use`
 */
export async function serve(options: {
  readonly port: number;
  readonly routes: readonly Route[];
  readonly log: Log;
  readonly before?: Handler;
}): Promise<RunningServer> {
  const routes = options.routes.map((route) => ({ ...route, parts: route.path.split('/') }));
  const sockets = new Set<Socket>();

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://loopback');
    const found = find(routes, request.method ?? 'GET', url.pathname);
    const call = { request, response, url, params: found?.params ?? {} };
    await options.before?.(call);
    if (request.socket.destroyed) return;
    if (!found) throw new HttpProblem(404, 'not-found');
    await found.handle(call);
  };

  const server: Server = createServer((request, response) => {
    answer(request, response).catch((thrown: unknown) => {
      if (response.headersSent || response.destroyed) return response.destroy();
      if (!(thrown instanceof HttpProblem)) {
        options.log.event('error', 'portal.simulator.failed', { reason: code(reasonOf(thrown)) });
        return sendJson(response, 500, { type: 'internal', title: 'internal', detail: '' });
      }
      for (const [name, value] of Object.entries(thrown.headers)) response.setHeader(name, value);
      sendJson(
        response,
        thrown.status,
        { type: thrown.reason, title: thrown.reason, detail: thrown.detail ?? '', status: thrown.status },
        'application/problem+json',
      );
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });

  const port = await listenLocally(server, options.port);
  return {
    port,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function find<R extends { method: string; parts: readonly string[] }>(
  routes: readonly R[],
  method: string,
  path: string,
): (R & { params: Record<string, string> }) | undefined {
  const parts = path.split('/');
  for (const route of routes) {
    if (route.method !== method || route.parts.length !== parts.length) continue;
    const params: Record<string, string> = {};
    const fits = route.parts.every((part, i) => {
      const value = parts[i] ?? '';
      if (!part.startsWith(':')) return part === value;
      const decoded = decode(value);
      if (decoded === null) return false;
      params[part.slice(1)] = decoded;
      return decoded !== '';
    });
    if (fits) return { ...route, params };
  }
  return undefined;
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

export function sendJson(response: ServerResponse, status: number, value: unknown, type = 'application/json'): void {
  send(response, status, type, JSON.stringify(value));
}

export function send(response: ServerResponse, status: number, type: string, body: string | Uint8Array): void {
  response.statusCode = status;
  response.setHeader('content-type', type);
  response.setHeader('cache-control', 'no-store');
  response.setHeader('x-content-type-options', 'nosniff');
  response.end(body);
}

/** @throws HttpProblem 413 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<string> {
  // Refused before it is read: breaking off in the middle resets the connection and the answer never arrives.
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw new HttpProblem(413, 'too-large');
  const bytes = await readLimitedBytes(request, maxBytes);
  if (bytes === null) throw new HttpProblem(413, 'too-large');
  return new TextDecoder().decode(bytes);
}
