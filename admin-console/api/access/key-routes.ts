import { z } from 'zod';
import { Bug, Refusal } from '../../../foundation/errors.ts';
import { ACCESS_ROUTES } from '../../contract/access.ts';
import { createKey, endKey, keysOf } from '../../store/access/keys.ts';
import { type ApiRoute, route } from '../route.ts';
import type { AccessContext } from './context.ts';
import { DONE, Id, Key, NewKey, NONE } from './schemas.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Keys of programs: for one tenant, with some permissions, for a time. */
export function keyRoutes({ db, clock }: AccessContext): readonly ApiRoute[] {
  return [
    route({
      method: 'GET',
      path: ACCESS_ROUTES.keys(':tenant'),
      access: 'access.manage',
      summary: 'Keys that have not been ended, with when each was last used; never the keys themselves.',
      params: NONE,
      query: NONE,
      body: z.undefined(),
      answer: z.array(Key),
      handle: async ({ tenants }) =>
        (await keysOf(db, tenants)).map((key) => ({ ...key, permissions: [...key.permissions] })),
    }),
    route({
      method: 'POST',
      path: ACCESS_ROUTES.keys(':tenant'),
      access: 'access.manage',
      summary: 'A new key, shown now only; a program sends it as "Authorization: Bearer".',
      params: NONE,
      query: NONE,
      body: NewKey,
      answer: z.strictObject({ id: z.uuid(), key: z.string(), expiresAt: z.int() }),
      handle({ principal, tenants: [tenantId], body: { days, ...key } }) {
        if (tenantId === undefined) throw new Bug('a route of one tenant was called without it');
        return createKey(db, clock, principal.name, { ...key, tenantId, validFor: days * DAY_MS });
      },
    }),
    route({
      method: 'DELETE',
      path: ACCESS_ROUTES.key(':tenant', ':id'),
      access: 'access.manage',
      summary: 'Ends a key at once.',
      params: Id,
      query: NONE,
      body: NONE.nullish(),
      answer: DONE,
      async handle({ principal, tenants: [tenantId], params }) {
        if (tenantId === undefined) throw new Bug('a route of one tenant was called without it');
        if (!(await endKey(db, clock, principal.name, tenantId, params.id))) throw new Refusal('not-found');
        return {};
      },
    }),
  ];
}
