import { z } from 'zod';
import { Bug, Refusal } from '../../foundation/errors.ts';
import type { Permission } from '../contract/access/permissions.ts';
import type { Principal } from '../domain/access/principal.ts';

/**
 * Who may use a route: somebody with this permission in the tenant that the address names, somebody with it in every
 * tenant (for what belongs to the hub as a whole), anybody who has signed in, or anybody at all (to sign in).
 */
export type RouteAccess = Permission | `everywhere:${Permission}` | 'signed-in' | 'anyone';

/** Whose things a call may touch. A handler asks the database for rows of these tenants only. */
export type Tenants = readonly string[];

/**
 * The tenant of a call about what each has for itself.
 * @throws Refusal `one-tenant-only` if the address names all of them
 */
export function theTenant([tenantId, ...others]: Tenants): string {
  if (tenantId === undefined) throw new Bug('a route of one tenant was called without it');
  if (others.length > 0) throw new Refusal('one-tenant-only');
  return tenantId;
}

/** Where a call comes from, and what its answer carries besides the body. */
export interface Caller {
  /** As the network says, or the proxy before the hub. */
  readonly address: string;
  /** What the program says it is. */
  readonly agent: string | undefined;
  /** Of the hub's page as this caller addresses it, such as "https://hub.example". */
  readonly origin: string;
  readonly cookie: (kind: CookieKind) => string | undefined;
  /** @param value `null` takes it away */
  readonly setCookie: (kind: CookieKind, value: string | null) => void;
  /** Instead of a body. */
  readonly redirect: (to: string) => void;
}
/** The session, and which browser began a sign-in that another server ends. */
export type CookieKind = 'session' | 'oidc';

export interface RouteCall<Params, Query, Body> {
  readonly principal: Principal;
  readonly caller: Caller;
  /** The address's tenant was `all`, and the permission is held in every tenant, also in those to come. */
  readonly isEverywhere: boolean;
  /** Of the address's tenant, or, for `all`, of every tenant in which the permission is held. */
  readonly tenants: Tenants;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
}

export interface RouteDefinition<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /**
   * Begins with `/api/tenants/:tenant/` wherever `access` is a permission in a tenant; `all` as the tenant is allowed for GET. Other
   * placeholders stand in `params`.
   */
  readonly path: `/api/${string}`;
  readonly access: RouteAccess;
  /** One sentence for the OpenAPI document. */
  readonly summary: string;
  /** `NOTHING` if left out, as `query`. */
  readonly params: Params;
  readonly query: Query;
  /** `z.undefined()` if left out, as for GET. */
  readonly body: Body;
  readonly answer: Answer;
  /** Largest body in bytes; `MAX_REQUEST` if left out. */
  readonly maxBody?: number;
  /** Media type of an answer that is not JSON (CSV, PDF, metrics); `answer` is then a string or bytes. */
  readonly produces?: string;
  /** A browser is sent here, and on to the console: the answer is none (303). */
  readonly redirects?: true;
  /** Refuses by throwing `Refusal`; see `refusals.ts` for which reason is which status. */
  readonly handle: (
    call: RouteCall<z.output<Params>, z.output<Query>, z.output<Body>>,
  ) => Promise<z.input<Answer>> | z.input<Answer>;
}

/** A route of which only the frame knows how to call it. */
export type ApiRoute = RouteDefinition<z.ZodType, z.ZodType, z.ZodType, z.ZodType>;

type Defaulted = 'params' | 'query' | 'body';
const NOTHING = z.object({});
/** Of an act of which the address says all: no body, or an empty one. */
export const NO_BODY = NOTHING.nullish();

/** Keeps the types of params, query, body and answer together with the handler. */
export const route = <
  A extends z.ZodType,
  P extends z.ZodType = typeof NOTHING,
  Q extends z.ZodType = typeof NOTHING,
  B extends z.ZodType = z.ZodUndefined,
>(
  definition: Omit<RouteDefinition<P, Q, B, A>, Defaulted> & Partial<Pick<RouteDefinition<P, Q, B, A>, Defaulted>>,
): ApiRoute => ({ params: NOTHING, query: NOTHING, body: z.undefined(), ...definition }) as unknown as ApiRoute;
