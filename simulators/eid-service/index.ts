import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server } from 'node:https';
import { createServer } from 'node:https';
import type { Clock } from '../../foundation/clock.ts';
import { reasonOf } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import { listenLocally } from '../listen.ts';
import { createPskChannel } from './channel.ts';
import { ClearTextRequest } from './clear-text-messages.ts';
import { throughClearText } from './clear-text-service.ts';
import type { FaultName } from './faults.ts';
import { bodyOf, jsonOf, refuse, reply, replyJson } from './http.ts';
import { createPaosService } from './paos/service.ts';
import { demoProvider, type Provider } from './provider.ts';
import { type HostedSite, servePublic } from './public-routes.ts';
import { Sessions } from './sessions.ts';
import { certificateHash, makeTls, type ServerTls } from './tls.ts';

export { FAULTS, type FaultName } from './faults.ts';
export type { HostedEid, HostedSite } from './public-routes.ts';
export { makeTls, type ServerTls } from './tls.ts';

export interface EidServerOptions {
  /** TCP port of https; 0 picks a free one. */
  readonly port: number;
  /** TCP port of the TLS-PSK channel; picked by itself if not given. */
  readonly paosPort?: number;
  /** Made fresh if not given. */
  readonly tls?: ServerTls;
  /** A web site on the same origin. */
  readonly site?: HostedSite;
  readonly clock: Clock;
  readonly log: Log;
}

export interface EidServer {
  /** Origin, `https://localhost:<port>`. */
  readonly url: string;
  readonly port: number;
  readonly paosPort: number;
  /** The CA to trust. */
  readonly caPem: string;
  state(): { readonly openSessions: number; readonly fault: FaultName | null };
  /** Breaks the service in this way until `null`. */
  setFault(fault: FaultName | null): void;
  close(): Promise<void>;
}

/**
 * The TEST eID-server: BSI TR-03130 on the inside, as far as an identification goes. It makes its own certificates and
 * must never see a real card.
 * @throws Refusal `port-in-use`
 */
export async function startEidServer(options: EidServerOptions): Promise<EidServer> {
  const { clock, log } = options;
  const tls = options.tls ?? (await makeTls(clock.now()));
  const hash = certificateHash(tls.certPem);
  const sessions = new Sessions(clock);
  let fault: FaultName | null = null;
  const at = { url: '', paosUrl: '' };

  const guard = (serve: (request: IncomingMessage, response: ServerResponse) => Promise<void>) => {
    return (request: IncomingMessage, response: ServerResponse) => {
      serve(request, response).catch((thrown: unknown) => {
        log.event('error', 'eid-server.failed', { reason: code(reasonOf(thrown)) });
        if (!response.headersSent) refuse(response, 500, 'internal-error');
      });
    };
  };

  const open = createServer(
    { key: tls.keyPem, cert: tls.certPem, minVersion: 'TLSv1.2' },
    guard((request, response) =>
      servePublic(
        { sessions, url: () => at.url, paosUrl: () => at.paosUrl, fault: () => fault, site: options.site },
        request,
        response,
      ),
    ),
  );
  const listen = await listenLocally(open, options.port);
  at.url = `https://localhost:${listen}`;
  const provider: Provider = demoProvider(at.url);
  const shownHash = () => (fault === 'wrong-certificate-hash' ? Buffer.alloc(32, 7) : hash);
  const outcomes = { sessions, clock, url: at.url };
  const paos = createPaosService({ outcomes, provider, certificateHash: shownHash, log });

  const channel = createPskChannel(
    tls,
    sessions,
    () => fault,
    guard(async (request, response) => {
      if (fault === 'server-error') return refuse(response, 503, 'out-of-service');
      const session = channel.sessionOf(request.socket);
      if (request.method !== 'POST' || request.url !== '/paos') return refuse(response, 404, 'no-such-page');
      if (!session) return refuse(response, 403, 'unknown-session');
      const text = await bodyOf(request);
      if (text === null) return refuse(response, 413, 'too-large');
      if (request.headers['content-type']?.startsWith('application/json')) {
        const parsed = ClearTextRequest.safeParse(jsonOf(text));
        if (!parsed.success) return refuse(response, 400, 'malformed');
        if (parsed.data.session !== session.id) return refuse(response, 403, 'other-session');
        const answer = throughClearText(outcomes, session, parsed.data, provider, shownHash());
        return answer.ok ? replyJson(response, 200, answer.value) : refuse(response, 403, answer.error);
      }
      const answer = paos.answer(session, text);
      return answer.ok
        ? reply(response, 200, 'application/vnd.paos+xml; charset=UTF-8', answer.value)
        : refuse(response, 400, answer.error);
    }),
  );
  const paosListen = await listenLocally(channel.server, options.paosPort ?? 0).catch(async (thrown: unknown) => {
    await closing(open);
    throw thrown;
  });
  at.paosUrl = `https://localhost:${paosListen}`;
  log.event('info', 'eid-server.started', { port: listen, paosPort: paosListen });

  return {
    url: at.url,
    port: listen,
    paosPort: paosListen,
    caPem: tls.caPem,
    state: () => ({ openSessions: sessions.count, fault }),
    setFault: (next) => {
      fault = next;
    },
    close: async () => {
      sessions.clear();
      await Promise.all([closing(open), closing(channel.server)]);
    },
  };
}

function closing(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
