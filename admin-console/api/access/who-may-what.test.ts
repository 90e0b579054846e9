import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { silentLog } from '../../../foundation/log.ts';
import { PERMISSIONS, type Permission, ROLE_PERMISSIONS, ROLES, type Role } from '../../contract/access/permissions.ts';
import { ALL_TENANTS, type Grant, type Principal } from '../../domain/access/principal.ts';
import { type ApiParts, allRoutes, allStreams } from '../all-routes.ts';
import type { ApiRoute, RouteAccess } from '../route.ts';
import { serveRoutes } from '../serve-routes.ts';
import { TEST_CALLER } from '../test-support/test-caller.ts';

/** Nothing of it is used: no handler of a route runs here. */
const PARTS = {} as ApiParts;

/** The real list, with a handler that only says that it was reached. */
const routes: readonly ApiRoute[] = [
  ...allRoutes(PARTS),
  ...allStreams({ open: () => () => {} }).map((stream) => ({ ...stream, summary: `Events: ${stream.summary}` })),
].map(({ method, path, access, summary }) => ({
  method,
  path,
  access,
  summary,
  params: z.any(),
  query: z.any(),
  body: z.any(),
  answer: z.any(),
  handle: () => ({ reached: true }),
}));

interface Who {
  readonly name: string;
  readonly grants: readonly Grant[] | null;
  /** What they hold, and whether in every tenant. */
  readonly holds: readonly Permission[];
  readonly isEverywhere: boolean;
}
const WHO: readonly Who[] = [
  { name: 'nobody', grants: null, holds: [], isEverywhere: false },
  { name: 'no role', grants: [], holds: [], isEverywhere: false },
  ...ROLES.map((role) => roleIn('a', role)),
  ...ROLES.map((role) => roleIn(ALL_TENANTS, role)),
  ...PERMISSIONS.map((permission) => ({
    name: `key for ${permission}`,
    grants: [{ tenantId: 'a', role: 'owner' as const, only: [permission] }],
    holds: [permission],
    isEverywhere: false,
  })),
];
const PLACES = ['a', 'b', 'all'] as const;
type Place = (typeof PLACES)[number];

function roleIn(tenantId: string, role: Role): Who {
  return {
    name: tenantId === ALL_TENANTS ? `${role} everywhere` : role,
    grants: [{ tenantId, role }],
    holds: ROLE_PERMISSIONS[role],
    isEverywhere: tenantId === ALL_TENANTS,
  };
}

/** Said once more, in another way than the gate does. */
function expected(access: RouteAccess, method: ApiRoute['method'], who: Who, place: Place): number {
  if (access === 'anyone') return 200;
  if (who.grants === null) return 401;
  if (access === 'signed-in') return 200;
  const [, everywhere, permission] = /^(everywhere:)?(.+)$/.exec(access) ?? [];
  if (!who.holds.includes(permission as Permission)) return 403;
  if (everywhere) return who.isEverywhere ? 200 : 403;
  if (place === 'all') return method === 'GET' ? 200 : 403;
  return place === 'a' || who.isEverywhere ? 200 : 403;
}

let app: FastifyInstance;
let asking: Principal | null = null;
beforeAll(async () => {
  app = fastify();
  const gate = { authenticate: async () => asking, tenants: async () => ['a', 'b'], caller: () => TEST_CALLER };
  serveRoutes(app, routes, gate, silentLog);
  await app.ready();
});
afterAll(() => app.close());

async function statusFor({ method, path }: ApiRoute, { grants, name }: Who, place: Place): Promise<number> {
  asking = grants && { kind: 'user', id: 'u', name, grants };
  const url = path.replace(':tenant', place).replaceAll(/:\w+/g, 'x');
  return (await app.inject({ method, url, headers: { origin: TEST_CALLER.origin } })).statusCode;
}

test.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
  '%s opens to whom it should, in which tenant it should, and to nobody else',
  async (_, route) => {
    const differs: string[] = [];
    for (const who of WHO) {
      for (const place of route.path.includes(':tenant') ? PLACES : (['a'] as const)) {
        const status = await statusFor(route, who, place);
        const wanted = expected(route.access, route.method, who, place);
        if (status !== wanted) differs.push(`${who.name} in ${place}: ${status}, not ${wanted}`);
      }
    }
    expect(differs).toEqual([]);
  },
);

test('a permission stands over every address of a tenant, and only over these', () => {
  const misplaced = routes.filter(({ path, access }) => {
    const isOfTenant = path.startsWith('/api/tenants/:tenant/');
    return isOfTenant !== (PERMISSIONS as readonly string[]).includes(access);
  });
  expect(misplaced.map(({ path }) => path)).toEqual([]);
});

test('who may what stands in docs/who-may-what.md (written anew with -u)', async () => {
  const rows: string[] = [];
  for (const route of routes.toSorted((one, other) => (one.path < other.path ? -1 : 1))) {
    const marks: string[] = [];
    for (const role of ROLES) marks.push((await statusFor(route, roleIn('a', role), 'a')) === 200 ? 'yes' : '–');
    const nobody = (await statusFor(route, WHO[0] as Who, 'a')) === 200 ? 'yes' : '–';
    rows.push(`| \`${route.method} ${route.path}\` | ${route.access} | ${nobody} | ${marks.join(' | ')} |`);
  }
  const head = ['address', 'needs', 'not signed in', ...ROLES];
  const text = [
    '# Who may what',
    '',
    'Each address of the hub’s API, and whom it opens to in a tenant in which they hold that role. Nobody sees another tenant. `everywhere:` needs the permission in every tenant. Addresses of one’s own account say “signed-in”: a key is refused there by the handler. Written by `admin-console/api/access/who-may-what.test.ts` from the answers of the gate.',
    '',
    `| ${head.join(' | ')} |`,
    `| ${head.map(() => '---').join(' | ')} |`,
    ...rows,
    '',
  ].join('\n');
  await expect(text).toMatchFileSnapshot('../../../docs/who-may-what.md');
});
