import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Registry } from '@prometheus-io/client';
import type { Clock } from '../../foundation/clock.ts';
import { reasonOf } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import type { FleetFigures } from '../store/figures/fleet-figures.ts';
import { DELAYS } from './delays.ts';
import { createFleetMetrics } from './fleet-metrics.ts';
import { createProcessMetrics, type ProcessFacts, type ProcessMetrics } from './process-metrics.ts';

export interface Metrics extends ProcessMetrics {
  /** Answers `GET /metrics` from then on. @returns the port */
  serve(what: ProcessFacts & { figures(): Promise<FleetFigures> }): Promise<number>;
  close(): Promise<void>;
}

/** Where metrics are served. Whoever reaches it reads them: there is no sign-in, and nothing personal to be read. */
export interface MetricsAddress {
  readonly host: string;
  readonly port: number;
}

/** Metrics in the text format of Prometheus (prometheus.io, "Exposition formats"), at a listener of their own. */
export function createMetrics(address: MetricsAddress, clock: Clock, log: Log): Metrics {
  const registry = new Registry();
  let facts: (ProcessFacts & { figures(): Promise<FleetFigures> }) | null = null;
  const ofProcess = createProcessMetrics(registry, () => facts);
  const setFleet = createFleetMetrics(registry);
  let askedAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | null = null;

  async function ask(): Promise<void> {
    try {
      setFleet((await facts?.figures()) ?? null);
      askedAt = clock.monotonic();
    } catch (thrown) {
      log.event('error', 'hub.metrics.failed', { reason: code(reasonOf(thrown)) });
      setFleet(null);
    }
  }
  /** Scrapes at the same time, or soon after each other, cost the database one look. */
  async function refresh(): Promise<void> {
    if (clock.monotonic() - askedAt < DELAYS.figuresKept) return;
    asking ??= ask().finally(() => {
      asking = null;
    });
    await asking;
  }

  const server = createServer(
    { headersTimeout: DELAYS.requestWithin, requestTimeout: DELAYS.requestWithin },
    async (request, response) => {
      const isRead = request.method === 'GET' || request.method === 'HEAD';
      if (!isRead || request.url?.split('?')[0] !== '/metrics') {
        response.writeHead(isRead ? 404 : 405, isRead ? {} : { allow: 'GET, HEAD' }).end();
        return;
      }
      try {
        await refresh();
        const text = await registry.metrics();
        response.writeHead(200, { 'content-type': registry.contentType, 'cache-control': 'no-store' }).end(text);
      } catch (thrown) {
        log.event('error', 'hub.metrics.failed', { reason: code(reasonOf(thrown)) });
        response.writeHead(500).end();
      }
    },
  );
  return {
    ...ofProcess,
    async serve(what) {
      facts = what;
      await new Promise<void>((resolve, reject) =>
        server.once('error', reject).listen(address.port, address.host, resolve),
      );
      return (server.address() as AddressInfo).port;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
