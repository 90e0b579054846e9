import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Identification, IdentificationRequest, type IdentityResult } from '../../portals/eid-service/contract.ts';
import type { FaultName } from './faults.ts';
import { bodyOf, jsonOf, refuse, reply, replyJson } from './http.ts';
import { isReadable } from './rights.ts';
import type { Sessions } from './sessions.ts';
import { tcTokenXml } from './tctoken.ts';

export interface PublicRoutes {
  readonly sessions: Sessions;
  /** Origin of this server and of the PSK channel. */
  readonly url: () => string;
  readonly paosUrl: () => string;
  readonly fault: () => FaultName | null;
  readonly site?: HostedSite | undefined;
}

/** A web site on the same origin that starts identifications itself, as portals do. */
export interface HostedSite {
  /** @returns whether the site has such a page */
  serve(request: IncomingMessage, response: ServerResponse, eid: HostedEid): Promise<boolean>;
}
export interface HostedEid {
  /** @returns address of the TC token */
  begin(request: IdentificationRequest, returnPath: string): string;
  /** What came of it, once. */
  take(session: string | null): IdentityResult | undefined;
}

/** What anybody with TLS may ask: begin, token, result. */
export async function servePublic(
  routes: PublicRoutes,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { sessions, url, paosUrl } = routes;
  if (routes.fault() === 'server-error') return refuse(response, 503, 'out-of-service');
  const eid: HostedEid = {
    begin: (what, returnPath) => `${url()}/tctoken?session=${sessions.begin(what, returnPath).id}`,
    take: (id) => sessions.take(id),
  };
  if (await routes.site?.serve(request, response, eid)) return;
  const asked = new URL(request.url ?? '/', url());
  const session = asked.searchParams.get('session');
  switch (`${request.method} ${asked.pathname}`) {
    case 'POST /identifications': {
      const text = await bodyOf(request);
      if (text === null) return refuse(response, 413, 'too-large');
      const parsed = IdentificationRequest.safeParse(jsonOf(text));
      if (!parsed.success) return refuse(response, 400, 'malformed');
      const { required, optional } = parsed.data;
      if (required.length + optional.length === 0) return refuse(response, 400, 'nothing-asked');
      if (![...required, ...optional].every(isReadable)) return refuse(response, 403, 'right-not-granted');
      const { id } = sessions.begin(parsed.data);
      const begun: Identification = { tcTokenUrl: `${url()}/tctoken?session=${id}`, session: id };
      return replyJson(response, 201, begun);
    }
    case 'GET /tctoken': {
      const found = sessions.get(session);
      if (!found) return refuse(response, 404, 'unknown-session');
      sessions.renew(found);
      const token = tcTokenXml({
        serverAddress: `${paosUrl()}/paos`,
        sessionIdentifier: found.id,
        refreshAddress: `${url()}${found.returnPath}?session=${found.id}`,
        errorAddress: `${url()}${found.returnPath === '/refresh' ? '/error' : found.returnPath}?session=${found.id}`,
        psk: found.psk,
      });
      return reply(response, 200, 'text/xml; charset=utf-8', token);
    }
    case 'GET /refresh': {
      const result = sessions.take(session);
      return result ? replyJson(response, 200, result) : refuse(response, 404, 'unknown-session');
    }
    default:
      return refuse(response, 404, 'no-such-page');
  }
}
