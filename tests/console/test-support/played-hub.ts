import { readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { inject } from 'vitest';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};
/** As the hub sends it. */
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** What the API answers: by path without its query; a number is a refusal with that status. */
export type PlayedAnswers = Readonly<Record<string, unknown>>;

/** The console's pages as they are built, on an API that answers what a test says. */
export interface PlayedHub {
  readonly origin: string;
  /** What is answered from now on. */
  answers: PlayedAnswers;
  /** What changes something, as it was asked: method and path, and the body. */
  readonly asked: { readonly what: string; readonly body: unknown }[];
  /** Tells open pages of rows that changed. */
  tell(rows: readonly object[]): void;
  close(): Promise<void>;
}

export async function startPlayedHub(): Promise<PlayedHub> {
  const directory = inject('builtConsole');
  const streams = new Set<ServerResponse>();
  const asked: PlayedHub['asked'] = [];
  const server: Server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    response.setHeader('content-security-policy', CSP);
    if (!pathname.startsWith('/api/')) {
      const file = join(directory, pathname === '/' ? 'index.html' : pathname);
      return response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? '' }).end(readFileSync(file));
    }
    if (pathname.endsWith('/events')) {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('retry: 50\n\n');
      streams.add(response);
      return request.once('close', () => streams.delete(response));
    }
    if (request.method !== 'GET') {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      asked.push({
        what: `${request.method} ${pathname}`,
        body: JSON.parse(Buffer.concat(parts).toString() || 'null'),
      });
    }
    const answer = hub.answers[`${request.method} ${pathname}`] ?? hub.answers[pathname] ?? 404;
    const status = typeof answer === 'number' ? answer : 200;
    // Status 0: the hub is away, and the connection breaks.
    if (status === 0) return request.socket.destroy();
    const body = typeof answer === 'number' ? { reason: status === 403 ? 'not-allowed' : 'not-found' } : answer;
    return response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const hub: PlayedHub = {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    answers: {},
    asked,
    tell(rows) {
      for (const stream of streams) stream.write(`data: ${JSON.stringify(rows)}\n\n`);
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
  return hub;
}
