import { existsSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import fastify from 'fastify';
import { z } from 'zod';
import type { Clock } from '../../foundation/clock.ts';
import type { Log } from '../../foundation/log.ts';
import { DELAYS } from '../domain/delays.ts';
import type { Enrolment } from '../domain/enrolment.ts';
import type { Fleet } from '../domain/fleet.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
};
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
const TerminalId = z.string().regex(/^[A-Za-z0-9-]{3,40}$/);
const NewCode = z.strictObject({ terminalId: TerminalId });
const Empty = z.strictObject({});
const HelpTaken = z.strictObject({ id: z.uuid() });
const TerminalParams = z.strictObject({ id: TerminalId });

export interface ConsoleServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * The console people open in a browser: pages, a small JSON API, and a stream of changes. Bound to the loopback
 * interface only until sign-in exists: see docs/security.md, "What is not there yet".
 */
export async function startConsole(options: {
  readonly port: number;
  readonly webDirectory: string;
  readonly fleet: Fleet;
  readonly enrolment: Enrolment;
  readonly clock: Clock;
  readonly log: Log;
}): Promise<ConsoleServer> {
  const { fleet, enrolment, clock, webDirectory } = options;
  const app = fastify({ logger: false, bodyLimit: 16 * 1024, forceCloseConnections: true });

  app.addHook('onRequest', async (request, reply) => {
    // DNS rebinding: a foreign page may reach the loopback port, but not under a loopback name.
    if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? ''))
      return reply.code(421).send({ reason: 'wrong-host' });
    reply.headers({
      'content-security-policy': CSP,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
  });

  app.get('/api/terminals', async () => fleet.list());

  app.post('/api/enrolment-codes', async (request, reply) => {
    const body = NewCode.safeParse(request.body);
    if (!body.success) return reply.code(400).send({ reason: 'malformed' });
    return enrolment.createCode(body.data.terminalId, 'console');
  });

  app.post('/api/terminals/:id/journal-explained', async (request, reply) => {
    const params = TerminalParams.safeParse(request.params);
    // A body in JSON is what a foreign page cannot send unasked (CORS, "simple requests").
    if (!params.success || !Empty.safeParse(request.body).success) return reply.code(400).send({ reason: 'malformed' });
    const isExplained = await fleet.explainJournal(params.data.id, 'console');
    return isExplained ? {} : reply.code(404).send({ reason: 'nothing-to-explain' });
  });

  app.post('/api/terminals/:id/help-taken', async (request, reply) => {
    const params = TerminalParams.safeParse(request.params);
    const body = HelpTaken.safeParse(request.body);
    if (!params.success || !body.success) return reply.code(400).send({ reason: 'malformed' });
    const isTaken = await fleet.takeHelp(params.data.id, body.data.id, 'console');
    return isTaken ? {} : reply.code(404).send({ reason: 'no-such-call' });
  });

  app.get('/api/events', (request, reply) => {
    reply.hijack();
    const out = reply.raw;
    out.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'content-security-policy': CSP,
    });
    const push = async () => out.write(`data: ${JSON.stringify(await fleet.list())}\n\n`);
    const stop = fleet.onChange(() => void push());
    let beat = clock.setTimeout(function again() {
      out.write(': still here\n\n');
      beat = clock.setTimeout(again, DELAYS.streamHeartbeat);
    }, DELAYS.streamHeartbeat);
    request.raw.once('close', () => {
      stop();
      clock.clearTimeout(beat);
    });
    void push();
  });

  app.get('/*', async (request, reply) => {
    const path = normalize(new URL(request.url, 'http://localhost').pathname);
    const file = join(webDirectory, path === '/' ? 'index.html' : path);
    if (!file.startsWith(webDirectory) || !existsSync(file)) return reply.code(404).send({ reason: 'not-found' });
    return reply.type(TYPES[extname(file)] ?? 'application/octet-stream').send(readFileSync(file));
  });

  await app.listen({ host: '127.0.0.1', port: options.port });
  return { port: (app.server.address() as AddressInfo).port, close: () => app.close() };
}
