import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock, Timer } from '../../foundation/clock.ts';
import { reasonOf } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import type { Permission } from '../contract/access/permissions.ts';
import { DELAYS } from './delays.ts';
import type { Tenants } from './route.ts';
import { admit, type Gate, refuse } from './serve-routes.ts';

/** Server-sent events for whoever holds this permission. */
export interface StreamRoute {
  readonly method: 'GET';
  readonly path: `/api/tenants/${string}`;
  readonly access: Permission;
  readonly summary: string;
  /** Writes events until the function that it returns is called. */
  readonly open: (tenants: Tenants, write: (text: string) => void) => () => void;
}

/**
 * The same gate as for every route, asked again while the stream is open: a session that has ended, a role or a key that
 * was taken away ends it within `DELAYS.streamCheck`.
 */
export function serveStreams(
  app: FastifyInstance,
  streams: readonly StreamRoute[],
  gate: Gate,
  clock: Clock,
  log: Log,
): void {
  for (const stream of streams) {
    app.get(stream.path, async (request, reply) => {
      try {
        serve(stream, await tenantsOf(stream, request, reply), request, reply);
      } catch (thrown) {
        return refuse(reply, thrown, log);
      }
    });
  }

  async function tenantsOf(stream: StreamRoute, request: FastifyRequest, reply: FastifyReply): Promise<Tenants> {
    const principal = await gate.authenticate(request, gate.caller(request, reply));
    return (await admit(stream, principal, request, gate)).tenants;
  }

  function serve(stream: StreamRoute, tenants: Tenants, request: FastifyRequest, reply: FastifyReply): void {
    reply.hijack();
    const { 'content-type': _, ...headers } = reply.getHeaders();
    reply.raw.writeHead(200, { ...(headers as Record<string, string>), 'content-type': 'text/event-stream' });
    const stop = stream.open(tenants, (text) => reply.raw.write(text));
    let timer: Timer = later();
    request.raw.once('close', () => {
      clock.clearTimeout(timer);
      stop();
    });

    function later(): Timer {
      return clock.setTimeout(() => void check(), DELAYS.streamCheck);
    }
    async function check(): Promise<void> {
      try {
        const now = await tenantsOf(stream, request, reply);
        if (now.join() === tenants.join()) timer = later();
        else reply.raw.end();
      } catch (thrown) {
        log.event('info', 'hub.stream.ended', { reason: code(reasonOf(thrown)) });
        reply.raw.end();
      }
    }
  }
}
