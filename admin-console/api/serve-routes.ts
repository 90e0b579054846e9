import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal, reasonOf } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import type { Permission } from '../contract/access/permissions.ts';
import { ALL_TENANTS, type Principal, tenantsWhere } from '../domain/access/principal.ts';
import { statusOf } from './refusals.ts';
import type { ApiRoute, Caller, RouteAccess, RouteCall } from './route.ts';

/** In an address: every tenant in which the caller may do this. */
const ALL = 'all';
const NOBODY: Principal = { kind: 'user', id: 'nobody', name: 'nobody', grants: [] };

export interface Gate {
  /** Who asks; `null` for somebody who has not signed in. */
  authenticate(request: FastifyRequest, caller: Caller): Promise<Principal | null>;
  caller(request: FastifyRequest, reply: FastifyReply): Caller;
  /** Ids of all tenants there are. */
  tenants(): Promise<readonly string[]>;
}

/** The same for connections that are no requests of the API's. */
export interface ConnectionGate extends Pick<Gate, 'tenants'> {
  /** Who holds it, and the origin it came to. It keeps no session open. */
  watcher(
    request: Pick<IncomingMessage, 'headers'>,
  ): Promise<{ readonly principal: Principal | null; readonly origin: string }>;
}

/**
 * The one place where it is decided who may call what: no handler runs before permission and tenant have been checked,
 * and none sees another tenant's id. Bodies and answers are held to the route's schemas.
 */
export function serveRoutes(app: FastifyInstance, routes: readonly ApiRoute[], gate: Gate, log: Log): void {
  for (const route of routes) {
    app.route({
      method: route.method,
      url: route.path,
      ...(route.maxBody !== undefined && { bodyLimit: route.maxBody }),
      handler: async (request, reply) => {
        try {
          const caller = gate.caller(request, reply);
          if (route.method !== 'GET') mustBeOurPage(request, caller);
          const principal = await gate.authenticate(request, caller);
          const admitted = await admit(route, principal, request, gate);
          const given = readRequest(route, request);
          const answer = await route.handle({ principal: principal ?? NOBODY, caller, ...admitted, ...given });
          if (reply.sent) return reply;
          const checked = route.answer.parse(answer) ?? {};
          return route.produces === undefined ? reply.send(checked) : reply.type(route.produces).send(checked);
        } catch (thrown) {
          return refuse(reply, thrown, log);
        }
      },
    });
  }
}

/** What a handler learns of who was let in. */
type Admitted = Pick<RouteCall<unknown, unknown, unknown>, 'tenants' | 'isEverywhere'>;

/** @throws Refusal `not-signed-in`, `not-allowed` */
export async function admit(
  { access, method }: Pick<ApiRoute, 'access' | 'method'>,
  principal: Principal | null,
  request: FastifyRequest,
  gate: Gate,
): Promise<Admitted> {
  if (access === 'anyone') return NOWHERE;
  if (!principal) throw new Refusal('not-signed-in');
  if (access === 'signed-in') return NOWHERE;
  const existing = await gate.tenants();
  if (isEverywhere(access)) {
    if (!tenantsWhere(principal, permissionOf(access)).has(ALL_TENANTS)) throw new Refusal('not-allowed');
    return { tenants: existing, isEverywhere: true };
  }
  const held = tenantsWhere(principal, access);
  const { tenant } = request.params as { tenant: string };
  const allowed = existing.filter((id) => held.has(id) || held.has(ALL_TENANTS));
  if (tenant === ALL && method === 'GET') {
    if (allowed.length === 0) throw new Refusal('not-allowed');
    return { tenants: allowed, isEverywhere: held.has(ALL_TENANTS) };
  }
  // The same answer for a tenant that is not there and for one of somebody else: neither is told apart by asking.
  if (!allowed.includes(tenant)) throw new Refusal('not-allowed');
  return { tenants: [tenant], isEverywhere: false };
}

const NOWHERE: Admitted = { tenants: [], isEverywhere: false };
const EVERYWHERE = 'everywhere:';
const isEverywhere = (access: RouteAccess): access is `everywhere:${Permission}` => access.startsWith(EVERYWHERE);
const permissionOf = (access: `everywhere:${Permission}`) => access.slice(EVERYWHERE.length) as Permission;

/**
 * A page of another origin sends the cookies of this one with what it makes a browser send. Browsers say where a request
 * comes from (Fetch Standard, "Origin header"; Fetch Metadata, "Sec-Fetch-Site"); a program with a key has no cookies.
 */
function mustBeOurPage({ headers }: FastifyRequest, { origin }: Caller): void {
  if (headers.authorization !== undefined) return;
  const site = headers['sec-fetch-site'];
  const isOurs = headers.origin === undefined ? site === 'same-origin' : headers.origin === origin;
  if (!isOurs || (site !== undefined && site !== 'same-origin')) throw new Refusal('other-origin');
}

function readRequest(route: ApiRoute, request: FastifyRequest) {
  const { tenant: _, ...placeholders } = request.params as Record<string, string>;
  const params = route.params.safeParse(placeholders);
  const query = route.query.safeParse(request.query);
  // A body in JSON is what a foreign page cannot send unasked (Fetch Standard, "CORS-safelisted request-header").
  const body = route.body.safeParse(route.method === 'GET' ? undefined : request.body);
  if (!params.success || !query.success || !body.success) throw new Refusal('malformed');
  return { params: params.data, query: query.data, body: body.data };
}

export function refuse(reply: FastifyReply, thrown: unknown, log: Log): FastifyReply {
  if (thrown instanceof Refusal) {
    // Seconds (RFC 9110, section 10.2.3).
    if (/^\d+$/.test(thrown.detail ?? '')) reply.header('retry-after', thrown.detail);
    return reply.code(statusOf(thrown.reason)).send({ reason: thrown.reason });
  }
  log.event('error', 'hub.api.failed', { reason: code(reasonOf(thrown)) });
  return reply.code(500).send({ reason: 'internal-error' });
}
