import { z } from 'zod';
import { ARRANGE_ROUTES } from '../../../contract/arrange/arrange.ts';
import { NewView, OfView } from '../../../contract/arrange/arrange-requests.ts';
import { removeView, saveView, viewsOf } from '../../../store/arrange/saved-views.ts';
import type { AccessContext } from '../../access/context.ts';
import { DONE } from '../../access/schemas.ts';
import { type ApiRoute, NO_BODY, route, theTenant } from '../../route.ts';

const View = z.strictObject({
  id: z.uuid(),
  tenantId: z.string().nullable(),
  name: z.string(),
  query: z.string(),
  createdBy: z.string(),
});

/** Names for filters of the overview: one's own, and those of everybody in a tenant. */
export function viewRoutes({ db, clock }: Pick<AccessContext, 'db' | 'clock'>): readonly ApiRoute[] {
  const own = (staffId: string) => ({ tenantId: null, staffId });
  const shared = (tenants: readonly string[]) => ({ tenantId: theTenant(tenants), staffId: null });
  return [
    route({
      method: 'GET',
      path: ARRANGE_ROUTES.ownViews,
      access: 'signed-in',
      summary: "Saved views of the overview, one's own.",
      answer: z.array(View),
      handle: async ({ principal }) => [...(await viewsOf(db, [], principal.id))],
    }),
    route({
      method: 'POST',
      path: ARRANGE_ROUTES.ownViews,
      access: 'signed-in',
      summary: 'Saves a view for oneself; one of the same name is replaced.',
      body: NewView,
      answer: View,
      handle: ({ principal, body }) => saveView(db, clock, principal.name, own(principal.id), body),
    }),
    route({
      method: 'DELETE',
      path: ARRANGE_ROUTES.ownView(':id'),
      access: 'signed-in',
      summary: "Removes a saved view of one's own.",
      params: OfView,
      body: NO_BODY,
      answer: DONE,
      async handle({ principal, params }) {
        await removeView(db, clock, principal.name, own(principal.id), params.id);
        return {};
      },
    }),
    route({
      method: 'GET',
      path: ARRANGE_ROUTES.sharedViews(':tenant'),
      access: 'fleet.read',
      summary: 'Saved views of the overview, for everybody in the tenant.',
      answer: z.array(View),
      handle: async ({ tenants }) => [...(await viewsOf(db, tenants, null))],
    }),
    route({
      method: 'POST',
      path: ARRANGE_ROUTES.sharedViews(':tenant'),
      access: 'fleet.arrange',
      summary: 'Saves a view for everybody in the tenant; one of the same name is replaced.',
      body: NewView,
      answer: View,
      handle: ({ principal, tenants, body }) => saveView(db, clock, principal.name, shared(tenants), body),
    }),
    route({
      method: 'DELETE',
      path: ARRANGE_ROUTES.sharedView(':tenant', ':id'),
      access: 'fleet.arrange',
      summary: 'Removes a saved view of the tenant.',
      params: OfView,
      body: NO_BODY,
      answer: DONE,
      async handle({ principal, tenants, params }) {
        await removeView(db, clock, principal.name, shared(tenants), params.id);
        return {};
      },
    }),
  ];
}
