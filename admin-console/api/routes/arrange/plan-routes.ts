import { z } from 'zod';
import {
  ARRANGE_ROUTES,
  LARGEST_PICTURE,
  type PlaceView,
  type PlanPicture,
} from '../../../contract/arrange/arrange.ts';
import { NewPicture, OfPlace, PlanPosition } from '../../../contract/arrange/arrange-requests.ts';
import { pictureOf, placesOf, putPlace, setPicture } from '../../../store/arrange/places.ts';
import type { AccessContext } from '../../access/context.ts';
import { DONE } from '../../access/schemas.ts';
import { type ApiRoute, NO_BODY, route, theTenant } from '../../route.ts';

/** Places as they stand on the tenant's plan, and its picture. */
export function planRoutes({ db, clock }: Pick<AccessContext, 'db' | 'clock'>): readonly ApiRoute[] {
  return [
    route({
      method: 'GET',
      path: ARRANGE_ROUTES.places(':tenant'),
      access: 'fleet.read',
      summary: 'Places by name: where they stand, and how many of their terminals are in which condition.',
      answer: z.array(z.custom<PlaceView>()),
      handle: async ({ tenants }) => [...(await placesOf(db, tenants))],
    }),
    route({
      method: 'PUT',
      path: ARRANGE_ROUTES.position(':tenant', ':id'),
      access: 'fleet.arrange',
      summary: 'Puts a place on the plan, or takes it off. Answers where it stood before.',
      params: OfPlace,
      body: PlanPosition,
      answer: PlanPosition,
      handle: async ({ principal, tenants, params: { id }, body: { point } }) => ({
        point: await putPlace(db, clock, principal.name, theTenant(tenants), { id, point }),
      }),
    }),
    route({
      method: 'GET',
      path: ARRANGE_ROUTES.picture(':tenant'),
      access: 'fleet.read',
      summary: "The picture of the tenant's plan.",
      answer: z.strictObject({ picture: z.custom<PlanPicture>().nullable() }),
      handle: async ({ tenants }) => ({ picture: await pictureOf(db, theTenant(tenants)) }),
    }),
    route({
      method: 'PUT',
      path: ARRANGE_ROUTES.picture(':tenant'),
      access: 'fleet.arrange',
      summary: "Sets the picture of the tenant's plan.",
      body: NewPicture,
      maxBody: LARGEST_PICTURE * 1.4,
      answer: DONE,
      async handle({ principal, tenants, body }) {
        await setPicture(db, clock, principal.name, theTenant(tenants), body);
        return {};
      },
    }),
    route({
      method: 'DELETE',
      path: ARRANGE_ROUTES.picture(':tenant'),
      access: 'fleet.arrange',
      summary: "Takes the picture of the tenant's plan away.",
      body: NO_BODY,
      answer: DONE,
      async handle({ principal, tenants }) {
        await setPicture(db, clock, principal.name, theTenant(tenants), null);
        return {};
      },
    }),
  ];
}
