import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../../foundation/clock.ts';
import { BY_ITSELF } from '../../contract/access/access.ts';
import type { Principal } from '../../domain/access/principal.ts';
import { keyOf } from '../../store/access/keys.ts';
import { sessionOf, touchSession } from '../../store/access/sessions.ts';
import type { HubDatabase } from '../../store/database.ts';
import { tenantIds } from '../../store/tenants.ts';
import type { Caller } from '../route.ts';
import type { ConnectionGate, Gate } from '../serve-routes.ts';
import { cookieText, readCookie, type Site } from './cookies.ts';

/** Who asks the hub, told by a session's cookie or by a key. */
export function createGate(db: HubDatabase, clock: Clock): Gate & ConnectionGate {
  return {
    tenants: () => tenantIds(db),
    caller: callerOf,
    async authenticate(request, caller) {
      const { authorization } = request.headers;
      if (authorization !== undefined) return byKey(db, clock, authorization);
      const token = caller.cookie('session');
      return token === undefined ? null : bySession(db, clock, token, isWatching(request));
    },
    async watcher({ headers }) {
      const site = siteOf(headers.host);
      const token = readCookie(headers.cookie, 'session', site);
      return {
        principal: token === undefined ? null : await bySession(db, clock, token, true),
        origin: originOf(site),
      };
    },
  };
}

/** A page that only looks on does not keep its session open. */
const isWatching = ({ headers }: FastifyRequest): boolean =>
  headers.accept === 'text/event-stream' || Object.keys(BY_ITSELF).some((name) => name in headers);

async function byKey(db: HubDatabase, clock: Clock, authorization: string): Promise<Principal | null> {
  const key = /^Bearer (\S+)$/.exec(authorization)?.[1];
  const row = key === undefined ? null : await keyOf(db, clock, key);
  if (!row) return null;
  const { id, name, tenantId, permissions } = row;
  return { kind: 'key', id, name: `key:${name}`, grants: [{ tenantId, role: 'owner', only: permissions }] };
}

async function bySession(db: HubDatabase, clock: Clock, token: string, isWatching: boolean): Promise<Principal | null> {
  const session = await sessionOf(db, clock, token);
  if (!session) return null;
  if (!isWatching) await touchSession(db, clock, session);
  const { id, startedAt, way, staffId, name, roles } = session;
  return { kind: 'user', id: staffId, name, grants: roles, session: { id, startedAt, way } };
}

/** TLS ends before the hub, if at all: whoever does not address the loopback interface has come by HTTPS. */
const siteOf = (host = ''): Site => ({ host, isSecure: !isLoopback(host) });
const originOf = ({ host, isSecure }: Site): string => `${isSecure ? 'https' : 'http'}://${host}`;

function callerOf(request: FastifyRequest, reply: FastifyReply): Caller {
  const site = siteOf(request.headers.host);
  const cookies: string[] = [];
  return {
    address: request.ip,
    agent: request.headers['user-agent'],
    origin: originOf(site),
    cookie: (kind) => readCookie(request.headers.cookie, kind, site),
    setCookie(kind, value) {
      cookies.push(cookieText(kind, value, site));
      reply.header('set-cookie', cookies);
    },
    redirect: (to) => void reply.redirect(to, 303),
  };
}

export const isLoopback = (host: string): boolean => /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host);
