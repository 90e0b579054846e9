import type { Clock } from '../../foundation/clock.ts';
import { code, type Log } from '../../foundation/log.ts';
import { err, ok, type Result } from '../../foundation/result.ts';
import { createAnswerCache } from '../http/answer-cache.ts';
import { endpoint } from '../http/endpoint.ts';
import { createHttp, type Fetch, failureCode, type PortalFailure, readJson } from '../http/request.ts';
import { competentAuthorityOf } from './competent-authority.ts';
import { type Area, AreaResult, type CompetentAuthority, RouteResult } from './contract.ts';
import { delays } from './delays.ts';
import { limits } from './limits.ts';
import { createPortalKeys } from './portal-keys.ts';
import { type SignatureRefusal, verifyDestinationSignature } from './verify-destination-signature.ts';

/** Why no authority can be named. Closed: whoever calls decides on each. */
export type RoutingFailure =
  | { readonly reason: 'unavailable'; readonly detail: string }
  /** Nobody takes this service by FIT-Connect in this area. */
  | { readonly reason: 'no-route' }
  /** More than one destination: which is meant cannot be told, and is not guessed. */
  | { readonly reason: 'several-routes' }
  /** The route is not what the self-service portal has signed, or says nobody's name. */
  | { readonly reason: 'refused'; readonly detail: SignatureRefusal | 'nameless' };

export interface RoutingClient {
  /** Areas of a postal code (5 digits), in the order of the service; empty for one that nobody has. */
  areas(postalCode: string): Promise<Result<readonly Area[], RoutingFailure>>;
  /** The authority for a service (LeiKa key, 14 digits) in an area, its addressing information verified. */
  authority(leika: string, areaId: string): Promise<Result<CompetentAuthority, RoutingFailure>>;
}

/** The addresses of the site's configuration. */
export interface RoutingSite {
  /** Routing API, without its version. */
  readonly api: string;
  /** Self-service portal that signs addressing information: its `iss`, and where its keys are. */
  readonly selfServicePortal: string;
  /** Submission API: only destinations of this delivery service are taken. */
  readonly submissionApi: string;
}

/** @throws Bug for an address that is neither https nor loopback */
export function createRoutingClient(options: {
  readonly site: RoutingSite;
  readonly clock: Clock;
  readonly log: Log;
  readonly fetch?: Fetch;
}): RoutingClient {
  const { clock, log } = options;
  const http = createHttp(clock, options.fetch);
  const api = endpoint(options.site.api);
  const issuer = endpoint(options.site.selfServicePortal);
  const submissionHost = new URL(endpoint(options.site.submissionApi)).host;
  const keys = createPortalKeys({ selfServicePortal: issuer, http, clock });
  const caching = {
    clock,
    passes: ({ reason }: RoutingFailure) => reason === 'unavailable',
    fresh: delays.fresh,
    staleAtMost: delays.staleAtMost,
    kept: limits.kept,
  };
  const areas = createAnswerCache<readonly Area[], RoutingFailure>(caching);
  const authorities = createAnswerCache<CompetentAuthority, RoutingFailure>(caching);

  const get = (path: string, query: Readonly<Record<string, string>>) =>
    http.request({
      method: 'GET',
      url: `${api}/v2/${path}?${new URLSearchParams(query)}`,
      headers: { accept: 'application/json' },
      timeoutMs: delays.query,
      maxBytes: limits.answerBytes,
    });

  const failed = (failure: RoutingFailure) => {
    const detail = 'detail' in failure ? { detail: code(failure.detail) } : {};
    // Neither place nor service: together they may tell who stood there.
    log.event('warn', 'routing.failed', { reason: code(failure.reason), ...detail });
    return err(failure);
  };
  const unavailable = (failure: PortalFailure) => failed({ reason: 'unavailable', detail: failureCode(failure) });

  async function askRoute(leika: string, areaId: string): Promise<Result<CompetentAuthority, RoutingFailure>> {
    const answer = await get('routes', { leikaKey: leika, areaId });
    const found = answer.ok ? readJson(answer.value, RouteResult) : answer;
    if (!found.ok) return unavailable(found.error);
    const { routes } = found.value;
    const [route] = routes;
    if (route === undefined) return failed({ reason: 'no-route' });
    if (new Set(routes.map(({ destinationId }) => destinationId)).size > 1) return failed({ reason: 'several-routes' });
    const { destinationId, destinationSignature } = route;
    const expected = { destinationId, leika, issuer, submissionHost, keys, now: clock.now() };
    const signed = await verifyDestinationSignature(destinationSignature, expected);
    if (!signed.ok) {
      const detail = signed.error;
      return failed(detail === 'keys-unreachable' ? { reason: 'unavailable', detail } : { reason: 'refused', detail });
    }
    const authority = competentAuthorityOf(route);
    return authority === null ? failed({ reason: 'refused', detail: 'nameless' }) : ok(authority);
  }

  return {
    areas: (postalCode) =>
      areas.get(postalCode, async () => {
        const answer = await get('areas', { areaSearchexpression: postalCode });
        const found = answer.ok ? readJson(answer.value, AreaResult) : answer;
        return found.ok ? ok(found.value.areas.slice(0, limits.areas)) : unavailable(found.error);
      }),
    authority: (leika, areaId) => authorities.get(`${leika}/${areaId}`, () => askRoute(leika, areaId)),
  };
}
