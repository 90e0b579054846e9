import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import type { Clock } from '../foundation/clock.ts';
import { reasonOf } from '../foundation/errors.ts';
import { code, type Log } from '../foundation/log.ts';
import { AddressLimit } from './address-limit.ts';
import { refuse } from './answer.ts';
import { Boxes } from './boxes.ts';
import { DELAYS } from './delays.ts';
import { LIMITS } from './limits.ts';
import { serveLinks } from './link-routes.ts';
import { MinuteCounts } from './minute-counts.ts';
import type { PageFiles } from './page-files.ts';
import type { RelayParts } from './parts.ts';
import { servePhones } from './phone-routes.ts';
import { serveSessions } from './session-routes.ts';
import type { KeyHashes } from './terminal-keys.ts';

/** Certificate (with its chain) and key, PEM. */
export interface RelayTls {
  readonly cert: string;
  readonly key: string;
}

export interface RelayOptions {
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  readonly keys: KeyHashes;
  /** `null`: plain HTTP, behind a proxy that speaks TLS, or on this machine only. */
  readonly tls: RelayTls | null;
  /** Addresses of the proxy that is believed who asks (`X-Forwarded-For`); none if empty. */
  readonly proxies: readonly string[];
  /** The page that a telephone opens for a link; `null` where it was not built. */
  readonly page: PageFiles | null;
  readonly clock: Clock;
  readonly log: Log;
}

export interface PhoneRelay {
  readonly port: number;
  /** Takes over keys and certificate from then on; boxes and connections stay. */
  renew(what: Pick<RelayOptions, 'keys' | 'tls'>): void;
  close(): Promise<void>;
}

/** No page, no script, nothing kept by anybody on the way; another site's script gets nothing to read (no CORS). */
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;
/** A year (RFC 6797, section 6.1.1). */
const HSTS = 'max-age=31536000';

/**
 * The relay between a session at a terminal and the telephone in somebody's hand. It keeps requests and encrypted answers
 * in memory, for minutes, and can read neither; it knows no terminal's name and no person's.
 */
export async function startPhoneRelay(options: RelayOptions): Promise<PhoneRelay> {
  const { clock, log } = options;
  let { keys, tls } = options;
  const boxes = new Boxes(clock);
  const counts = new MinuteCounts(clock, log);
  const addresses = new AddressLimit(clock);
  const isSecure = tls !== null || options.proxies.length > 0;

  const app = fastify({
    logger: false,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    trustProxy: [...options.proxies],
    serverFactory: (handler) => listener(handler, tls),
  });
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(isSecure ? { ...HEADERS, 'strict-transport-security': HSTS } : HEADERS);
  });
  app.removeAllContentTypeParsers();
  app.setErrorHandler((thrown: FastifyError, _request, reply) => {
    const status = thrown.statusCode ?? 500;
    if (status < 500) return refuse(reply, status, 'malformed');
    counts.add('failed');
    log.event('error', 'phone-relay.failed', { reason: code(reasonOf(thrown)) });
    return refuse(reply, 500, 'internal');
  });
  app.setNotFoundHandler((request, reply) => {
    counts.add(addresses.take(request.ip) ? 'turnedAway' : 'limited');
    return refuse(reply, 404, 'no-such-address');
  });
  app.get('/health', async () => ({ status: 'up' }));
  const parts: RelayParts = { boxes, keys: () => keys, addresses, counts };
  await app.register(async (scope: FastifyInstance) => serveSessions(scope, parts));
  await app.register(async (scope: FastifyInstance) => servePhones(scope, parts));
  await app.register(async (scope: FastifyInstance) => serveLinks(scope, parts, options.page));
  await app.listen({ host: options.host, port: options.port });

  return {
    port: (app.server.address() as AddressInfo).port,
    renew(what) {
      ({ keys, tls } = what);
      if (tls) (app.server as HttpsServer).setSecureContext(tls);
    },
    async close() {
      boxes.closeAll();
      counts.end();
      await app.close();
    },
  };
}

function listener(handler: RequestListener, tls: RelayTls | null) {
  const limits = {
    maxHeaderSize: LIMITS.headBytes,
    headersTimeout: DELAYS.headWithin,
    requestTimeout: DELAYS.requestWithin,
    connectionsCheckingInterval: DELAYS.lookEvery,
    keepAliveTimeout: DELAYS.keepAlive,
  };
  const server = tls
    ? createHttpsServer({ ...limits, ...tls, minVersion: 'TLSv1.2' }, handler)
    : createHttpServer(limits, handler);
  server.maxConnections = LIMITS.connections;
  return server;
}
