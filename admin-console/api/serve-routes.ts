import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal, reasonOf } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import { ALL_TENANTS, type Principal, tenantsWhere } from './principal.ts';
import { statusOf } from './refusals.ts';
import type { Route, Tenants } from './route.ts';

/** In an address: every tenant in which the caller may do this. */
const ALL = 'all';
const NOBODY: Principal = { kind: 'user', id: 'nobody', name: 'nobody', grants: [] };

export interface Gate {
  /** Who asks; `null` for somebody who has not signed in. */
  authenticate(request: FastifyRequest): Promise<Principal | null>;
  /** Ids of all tenants there are. */
  tenants(): Promise<readonly string[]>;
}

/**
 * The one place where it is decided who may call what: no handler runs before permission and tenant have been checked,
 * and none sees another tenant's id. Bodies and answers are held to the route's schemas.
 */
export function serveRoutes(app: FastifyInstance, routes: readonly Route[], gate: Gate, log: Log): void {
  for (const route of routes) {
    app.route({
      method: route.method,
      url: route.path,
      handler: async (request, reply) => {
        try {
          const principal = await gate.authenticate(request);
          const tenants = await admit(route, principal, request, gate);
          const given = readRequest(route, request);
          const answer = await route.handle({ principal: principal ?? NOBODY, tenants, ...given });
          const checked = route.answer.parse(answer) ?? {};
          return route.produces === undefined ? reply.send(checked) : reply.type(route.produces).send(checked);
        } catch (thrown) {
          return refuse(reply, thrown, log);
        }
      },
    });
  }
}

async function admit(
  { access, method }: Route,
  principal: Principal | null,
  request: FastifyRequest,
  gate: Gate,
): Promise<Tenants> {
  if (access === 'anyone') return [];
  if (!principal) throw new Refusal('not-signed-in');
  if (access === 'signed-in') return [];
  const held = tenantsWhere(principal, access);
  const { tenant } = request.params as { tenant: string };
  const existing = await gate.tenants();
  const allowed = existing.filter((id) => held.has(id) || held.has(ALL_TENANTS));
  if (tenant === ALL && method === 'GET') {
    if (allowed.length === 0) throw new Refusal('not-allowed');
    return allowed;
  }
  // The same answer for a tenant that is not there and for one of somebody else: neither is told apart by asking.
  if (!allowed.includes(tenant)) throw new Refusal('not-allowed');
  return [tenant];
}

function readRequest(route: Route, request: FastifyRequest) {
  const { tenant: _, ...placeholders } = request.params as Record<string, string>;
  const params = route.params.safeParse(placeholders);
  const query = route.query.safeParse(request.query);
  // A body in JSON is what a foreign page cannot send unasked (Fetch Standard, "CORS-safelisted request-header").
  const body = route.body.safeParse(route.method === 'GET' ? undefined : request.body);
  if (!params.success || !query.success || !body.success) throw new Refusal('malformed');
  return { params: params.data, query: query.data, body: body.data };
}

function refuse(reply: FastifyReply, thrown: unknown, log: Log): FastifyReply {
  if (thrown instanceof Refusal) return reply.code(statusOf(thrown.reason)).send({ reason: thrown.reason });
  log.event('error', 'hub.api.failed', { reason: code(reasonOf(thrown)) });
  return reply.code(500).send({ reason: 'internal-error' });
}
