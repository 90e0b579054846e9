import { z } from 'zod';
import { Refusal } from '../../../foundation/errors.ts';
import { ACCESS_ROUTES, linkOf } from '../../contract/access/access.ts';
import {
  addStaff,
  changeRoles,
  endAllSessions,
  leaveTenant,
  lockStaff,
  renewLink,
  staffIn,
} from '../../store/access/staff.ts';
import { type ApiRoute, route, theTenant } from '../route.ts';
import type { AccessContext } from './context.ts';
import { DONE, Id, Lock, NewPerson, NewRoles, Person, WithReason } from './schemas.ts';
import { mustBeWhollyOf } from './wholly-of.ts';

/** People and their roles in a tenant. */
export function userRoutes({ db, clock }: AccessContext): readonly ApiRoute[] {
  return [
    route({
      method: 'GET',
      path: ACCESS_ROUTES.users(':tenant'),
      access: 'access.manage',
      summary: 'Who holds which roles here. Roles in every tenant are not listed.',
      answer: z.array(Person),
      handle: async ({ tenants }) => (await staffIn(db, tenants)).map((each) => ({ ...each, roles: [...each.roles] })),
    }),
    route({
      method: 'POST',
      path: ACCESS_ROUTES.users(':tenant'),
      access: 'access.manage',
      summary: 'Gives somebody roles here. Somebody new gets a link that signs them in once, shown now only.',
      body: NewPerson,
      answer: z.strictObject({ id: z.uuid(), link: z.string().nullable() }),
      async handle({ principal, caller, tenants, body }) {
        const { id, token } = await addStaff(db, clock, principal.name, { ...body, tenantId: theTenant(tenants) });
        return { id, link: token && linkOf(caller.origin, token) };
      },
    }),
    route({
      method: 'PUT',
      path: `${ACCESS_ROUTES.user(':tenant', ':id')}/roles`,
      access: 'access.manage',
      summary: 'The roles somebody holds here from now on. Whoever has none anywhere can no longer sign in.',
      params: Id,
      body: NewRoles,
      answer: DONE,
      async handle({ principal, tenants, params, body }) {
        if (params.id === principal.id) throw new Refusal('own-roles');
        const change = { ...body, staffId: params.id, tenantId: theTenant(tenants) };
        if (!(await changeRoles(db, clock, principal.name, change))) throw new Refusal('not-found');
        return {};
      },
    }),
    route({
      method: 'POST',
      path: `${ACCESS_ROUTES.user(':tenant', ':id')}/link`,
      access: 'access.manage',
      summary: 'A link that signs somebody in once who no longer can, shown now only. Their sessions end.',
      params: Id,
      body: WithReason,
      answer: z.strictObject({ link: z.string() }),
      async handle({ principal, caller, tenants, params, body }) {
        const of = { staffId: params.id, tenantId: theTenant(tenants), ...body };
        await mustBeWhollyOf(db, principal, of.staffId, of.tenantId);
        return { link: linkOf(caller.origin, await renewLink(db, clock, principal.name, of)) };
      },
    }),
    route({
      method: 'DELETE',
      path: `${ACCESS_ROUTES.user(':tenant', ':id')}/sessions`,
      access: 'access.manage',
      summary: 'Ends all sessions of somebody, on every hub process at once.',
      params: Id,
      body: WithReason,
      answer: z.strictObject({ ended: z.int() }),
      async handle({ principal, tenants, params, body }) {
        const of = { staffId: params.id, tenantId: theTenant(tenants), ...body };
        await mustBeWhollyOf(db, principal, of.staffId, of.tenantId);
        return { ended: await endAllSessions(db, clock, principal.name, of) };
      },
    }),
    route({
      method: 'PUT',
      path: ACCESS_ROUTES.userLock(':tenant', ':id'),
      access: 'access.manage',
      summary: 'Somebody may not sign in for a while, or may again. Their sessions and links end, their roles stay.',
      params: Id,
      body: Lock,
      answer: DONE,
      async handle({ principal, tenants, params, body }) {
        if (params.id === principal.id) throw new Refusal('own-roles');
        const of = { staffId: params.id, tenantId: theTenant(tenants), ...body };
        await mustBeWhollyOf(db, principal, of.staffId, of.tenantId);
        await lockStaff(db, clock, principal.name, of);
        return {};
      },
    }),
    route({
      method: 'DELETE',
      path: ACCESS_ROUTES.user(':tenant', ':id'),
      access: 'access.manage',
      summary:
        'Somebody has left: roles and keys they made here end; with no role elsewhere, everything of theirs does.',
      params: Id,
      body: WithReason,
      answer: z.strictObject({ keysEnded: z.int(), hasRolesElsewhere: z.boolean() }),
      async handle({ principal, tenants, params, body }) {
        if (params.id === principal.id) throw new Refusal('own-roles');
        const of = { staffId: params.id, tenantId: theTenant(tenants), ...body };
        const left = await leaveTenant(db, clock, principal.name, of);
        if (!left) throw new Refusal('not-found');
        return left;
      },
    }),
  ];
}
