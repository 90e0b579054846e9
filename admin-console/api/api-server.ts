import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import { reasonOf } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import { MAX_REQUEST } from '../contract/requests.ts';
import { createGate, isLoopback } from './access/gate.ts';
import { type ApiParts, allRoutes, allStreams } from './all-routes.ts';
import { FleetStream } from './fleet-stream.ts';
import { servePages } from './pages.ts';
import { servePreviews } from './previews/serve-previews.ts';
import { serveRoutes } from './serve-routes.ts';
import { serveStreams } from './serve-streams.ts';

const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

export interface Api {
  readonly port: number;
  close(): Promise<void>;
}

export interface ApiOptions extends ApiParts {
  readonly port: number;
  readonly webDirectory: string;
  /** Told when open pages should be told something now. @returns ends that */
  readonly onPages: (listener: () => void) => () => void;
  /** Under which a proxy on this machine serves the hub by HTTPS, such as "https://hub.example". */
  readonly origin?: string | undefined;
  readonly log: Log;
}

/**
 * What the console asks of the hub, and the console's pages themselves. Bound to the loopback interface: TLS is a proxy's
 * on the same machine.
 */
export async function startApi(options: ApiOptions): Promise<Api> {
  const { clock, log, webDirectory, origin } = options;
  const app = fastify({
    logger: false,
    bodyLimit: MAX_REQUEST,
    forceCloseConnections: true,
    // The address of who asks is what the proxy says, and a proxy is only where an origin is.
    trustProxy: origin === undefined ? false : '127.0.0.1',
  });
  const host = origin === undefined ? undefined : new URL(origin).host;
  const isOurs = (asked: string) => isLoopback(asked) || asked === host;

  app.addHook('onRequest', async (request, reply) => {
    // DNS rebinding: a foreign page may reach the loopback port, but not under a loopback name.
    if (!isOurs(request.headers.host ?? '')) return reply.code(421).send({ reason: 'wrong-host' });
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

  const gate = createGate(options.db, clock);
  const stream = new FleetStream(options.fleet, clock, (thrown) =>
    log.event('error', 'hub.stream.failed', { reason: code(reasonOf(thrown)) }),
  );
  const stopPages = options.onPages(() => void stream.look());
  serveRoutes(app, allRoutes(options), gate, log);
  serveStreams(app, allStreams(stream), gate, clock, log);
  const closePreviews = servePreviews({ app, previews: options.previews, gate, isOurs, clock, log });
  servePages(app, webDirectory);

  await app.listen({ host: '127.0.0.1', port: options.port });
  return {
    port: (app.server.address() as AddressInfo).port,
    close() {
      stopPages();
      closePreviews();
      return app.close();
    },
  };
}
