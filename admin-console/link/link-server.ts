import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { WebSocketServer } from 'ws';
import { EnrolRequest, FLEET_LINK_MAX_FRAME, FLEET_LINK_PATH } from '../../fleet-link/contract.ts';
import type { Clock } from '../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import type { Enrolment } from '../domain/enrolment.ts';
import type { FleetLinks } from '../domain/fleet-links.ts';
import type { LogArrivals } from '../domain/log-views.ts';
import type { SoftwareTargets } from '../domain/rollouts/rollouts.ts';
import type { StatisticsStore } from '../domain/statistics/statistics-store.ts';
import type { TreasuryStore } from '../domain/treasury/treasury-store.ts';
import { Admission } from './admission.ts';
import type { HubCertificates } from './certificate-authority.ts';
import type { CommandLinks } from './commands.ts';
import type { ConfigurationLinks } from './configuration-links.ts';
import { Connection } from './connection.ts';
import { DELAYS } from './delays.ts';
import { readJson } from './read-json.ts';
import { RedialLimit } from './redial-limit.ts';
import { keepServerCertificate, secureContextOf } from './server-certificate.ts';
import { SilenceWatch } from './silence-watch.ts';

/** The operating system asks, too, whether the other end is there: that costs this process nothing. */
const KEEP_ALIVE = { keepAlive: true, keepAliveInitialDelay: DELAYS.heartbeatEvery } as const;

export interface LinkServer {
  readonly port: number;
  /** Serves a connection that the hub opened itself as one that came in. */
  take(socket: Socket): void;
  close(): Promise<void>;
}

/**
 * The address terminals dial: TLS 1.3 with the hub's own CA. `/enrol` needs no client certificate (there is none yet),
 * the fleet link needs one of an enrolled terminal.
 */
export async function startLinkServer(options: {
  readonly host: string;
  readonly port: number;
  readonly certificates: HubCertificates;
  readonly enrolment: Enrolment;
  readonly links: FleetLinks;
  readonly configuration: ConfigurationLinks;
  readonly statistics: Pick<StatisticsStore, 'take'>;
  readonly software: SoftwareTargets;
  readonly commands: CommandLinks;
  readonly treasury: Pick<TreasuryStore, 'take' | 'told'>;
  readonly logs: LogArrivals;
  readonly clock: Clock;
  readonly log: Log;
}): Promise<LinkServer> {
  const { certificates, enrolment, links, configuration, statistics, software, commands, treasury, logs, clock, log } =
    options;
  const watch = new SilenceWatch(clock);
  const server = createServer({
    ...secureContextOf(certificates),
    requestCert: true,
    rejectUnauthorized: false,
    handshakeTimeout: DELAYS.handshakeWithin,
    headersTimeout: DELAYS.handshakeWithin,
    requestTimeout: DELAYS.handshakeWithin,
    connectionsCheckingInterval: DELAYS.lookEvery,
    pauseOnConnect: true,
    noDelay: true,
    ...KEEP_ALIVE,
  });
  // What Node does with a connection, it does once the connection was let in.
  const serve = server.listeners('connection');
  server.removeAllListeners('connection');
  const open = new Set<Socket>();
  const take = (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    for (const listener of serve) listener.call(server, socket);
    socket.resume();
  };
  const admission = new Admission(clock, take);
  const redials = new RedialLimit(clock);
  server.on('connection', (socket: Socket) => admission.arrived(socket));
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: FLEET_LINK_MAX_FRAME,
    perMessageDeflate: false,
    autoPong: false,
    // Not needed, and a list of all links of its own.
    clientTracking: false,
  });

  server.on('request', async (request, response) => {
    const answer = (status: number, body: object) =>
      response
        .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
        .end(JSON.stringify(body));
    if (request.method !== 'POST' || request.url !== '/enrol') {
      answer(404, { reason: 'not-found' });
      return;
    }
    try {
      answer(200, await enrolment.enrol(EnrolRequest.parse(await readJson(request))));
      log.event('info', 'hub.terminal.enrolled');
    } catch (thrown) {
      const reason = thrown instanceof Refusal ? thrown.reason : 'malformed';
      log.event('warn', 'hub.enrolment.refused', { reason: code(reason) });
      answer(403, { reason });
    }
  });

  server.on('upgrade', async (request, socket, head) => {
    const tls = request.socket as TLSSocket;
    const refuse = (status: string, reason: string, header = '') => {
      log.event('warn', 'hub.link.refused', { reason: code(reason) });
      socket.end(`HTTP/1.1 ${status}\r\n${header}connection: close\r\ncontent-length: 0\r\n\r\n`);
    };
    try {
      if (request.url !== FLEET_LINK_PATH) return refuse('404 Not Found', 'unknown-path');
      if (!tls.authorized) return refuse('401 Unauthorized', 'no-client-certificate');
      const { fingerprint256, valid_to } = tls.getPeerCertificate();
      const fingerprint = fingerprint256.replaceAll(':', '').toLowerCase();
      // Whichever of the two ends first, nobody believes the certificate after.
      const certificateExpiresAt = Math.min(Date.parse(valid_to), certificates.caExpiresAt);
      const id = await links.admitted(fingerprint);
      if (!id) return refuse('403 Forbidden', 'not-enrolled');
      if (!redials.take(id))
        return refuse('429 Too Many Requests', 'dials-too-often', `retry-after: ${DELAYS.retryAfter / 1_000}\r\n`);
      sockets.handleUpgrade(request, socket, head, (ws) => {
        const around = {
          links,
          configuration,
          statistics,
          software,
          commands,
          treasury,
          logs,
          watch,
          renew: enrolment.renew,
          clock,
          log,
        };
        new Connection(ws, { id, fingerprint, certificateExpiresAt }, around);
      });
    } catch (thrown) {
      refuse('500 Internal Server Error', reasonOf(thrown));
    }
  });
  server.on('tlsClientError', (error) => log.event('warn', 'hub.link.tls-failed', { reason: code(reasonOf(error)) }));

  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(options.port, options.host, resolve),
  );
  const stopRenewing = keepServerCertificate({ certificates, server, clock, log });
  return {
    take,
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        stopRenewing();
        watch.stop('hub-ends');
        admission.stop();
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
