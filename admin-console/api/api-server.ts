import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import type { Clock } from '../../foundation/clock.ts';
import { reasonOf } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import { MAX_REQUEST } from '../contract/requests.ts';
import { ROUTES } from '../contract/routes.ts';
import type { Commands } from '../domain/commands/commands.ts';
import type { Enrolment } from '../domain/enrolment.ts';
import type { Fleet } from '../domain/fleet.ts';
import { FleetStream } from './fleet-stream.ts';
import { servePages } from './pages.ts';
import { ALL_TENANTS, type Principal } from './principal.ts';
import { commandBatchRoutes } from './routes/command-batch-routes.ts';
import { commandRoutes } from './routes/command-routes.ts';
import { enrolmentRoutes } from './routes/enrolment-routes.ts';
import { terminalRoutes } from './routes/terminal-routes.ts';
import { type Gate, serveRoutes } from './serve-routes.ts';

const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
/** Whoever reaches the loopback interface, until people sign in. */
const CONSOLE: Principal = {
  kind: 'user',
  id: 'console',
  name: 'console',
  grants: [{ tenantId: ALL_TENANTS, role: 'owner' }],
};

export interface Api {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * What the console asks of the hub, and the console's pages themselves. Bound to the loopback interface only until
 * sign-in exists: see docs/security.md, "What is not there yet".
 */
export async function startApi(options: {
  readonly port: number;
  readonly webDirectory: string;
  readonly fleet: Fleet;
  readonly enrolment: Enrolment;
  readonly commands: Commands;
  readonly tenants: () => Promise<readonly string[]>;
  /** Told when open pages should be told something now. @returns ends that */
  readonly onPages: (listener: () => void) => () => void;
  readonly clock: Clock;
  readonly log: Log;
}): Promise<Api> {
  const { fleet, enrolment, commands, tenants, onPages, clock, log, webDirectory } = options;
  const stream = new FleetStream(fleet, clock, (thrown) =>
    log.event('error', 'hub.stream.failed', { reason: code(reasonOf(thrown)) }),
  );
  const stopPages = onPages(() => void stream.look());
  const app = fastify({ logger: false, bodyLimit: MAX_REQUEST, forceCloseConnections: true });

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
  // A body of another type than JSON reaches no handler: it is refused as malformed, not with Fastify's own words.
  app.addContentTypeParser('*', (_request, payload, done) => {
    payload.resume();
    done(null, undefined);
  });

  const gate: Gate = { authenticate: async () => CONSOLE, tenants };
  serveRoutes(
    app,
    [
      ...terminalRoutes(fleet),
      ...enrolmentRoutes(enrolment),
      ...commandRoutes(commands),
      ...commandBatchRoutes(commands),
    ],
    gate,
    log,
  );

  app.get(ROUTES.events(':tenant'), async (request, reply) => {
    const allowed = await gate.tenants();
    reply.hijack();
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'content-security-policy': CSP,
    });
    const stop = stream.open({ tenants: allowed, write: (text) => void reply.raw.write(text) });
    request.raw.once('close', stop);
  });

  servePages(app, webDirectory);

  await app.listen({ host: '127.0.0.1', port: options.port });
  return {
    port: (app.server.address() as AddressInfo).port,
    close() {
      stopPages();
      return app.close();
    },
  };
}
