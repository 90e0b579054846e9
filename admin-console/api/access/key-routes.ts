import { z } from 'zod';
import { Refusal } from '../../../foundation/errors.ts';
import { ACCESS_ROUTES } from '../../contract/access/access.ts';
import { createKey, endKey, keysOf } from '../../store/access/keys.ts';
import { type ApiRoute, NO_BODY, route, theTenant } from '../route.ts';
import type { AccessContext } from './context.ts';
import { DONE, Id, Key, NewKey } from './schemas.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Keys of programs: for one tenant, with some permissions, for a time. */
export function keyRoutes({ db, clock }: AccessContext): readonly ApiRoute[] {
  return [
    route({
      method: 'GET',
      path: ACCESS_ROUTES.keys(':tenant'),
      access: 'access.manage',
      summary: 'Keys that have not been ended, with when each was last used; never the keys themselves.',
      answer: z.array(Key),
      handle: async ({ tenants }) =>
        (await keysOf(db, tenants)).map((key) => ({ ...key, permissions: [...key.permissions] })),
    }),
    route({
      method: 'POST',
      path: ACCESS_ROUTES.keys(':tenant'),
      access: 'access.manage',
      summary: 'A new key, shown now only; a program sends it as "Authorization: Bearer".',
      body: NewKey,
      answer: z.strictObject({ id: z.uuid(), key: z.string(), expiresAt: z.int() }),
      handle({ principal, tenants, body: { days, ...key } }) {
        return createKey(db, clock, principal.name, { ...key, tenantId: theTenant(tenants), validFor: days * DAY_MS });
      },
    }),
    route({
      method: 'DELETE',
      path: ACCESS_ROUTES.key(':tenant', ':id'),
      access: 'access.manage',
      summary: 'Ends a key at once.',
      params: Id,
      body: NO_BODY,
      answer: DONE,
      async handle({ principal, tenants, params }) {
        if (!(await endKey(db, clock, principal.name, theTenant(tenants), params.id))) throw new Refusal('not-found');
        return {};
      },
    }),
  ];
}
