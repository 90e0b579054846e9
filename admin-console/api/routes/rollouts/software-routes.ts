import { z } from 'zod';
import { WithReason } from '../../../contract/configuration/configuration-requests.ts';
import { NewSoftwareRelease } from '../../../contract/rollouts/rollout-requests.ts';
import { ROLLOUT_ROUTES as AT } from '../../../contract/rollouts/rollout-routes.ts';
import type { SoftwareRelease } from '../../../contract/rollouts/rollouts.ts';
import type { Rollouts } from '../../../domain/rollouts/rollouts.ts';
import { type ApiRoute, route, theTenant } from '../../route.ts';

const Release = z.custom<SoftwareRelease>();

/** Versions of the terminals' software that can be rolled out. */
export const softwareRoutes = (rollouts: Rollouts): readonly ApiRoute[] => [
  route({
    method: 'GET',
    path: AT.softwareReleases(':tenant'),
    access: 'fleet.read',
    summary: 'Software releases, newest first.',
    answer: z.array(Release),
    handle: async ({ tenants }) => [...(await rollouts.softwareReleases(tenants))],
  }),
  route({
    method: 'POST',
    path: AT.softwareReleases(':tenant'),
    access: 'fleet.rollout',
    summary: 'Adds a software release; terminals get it by a rollout only.',
    body: NewSoftwareRelease,
    answer: Release,
    handle: ({ principal, tenants, body }) =>
      rollouts.addSoftware({ ...body, tenantId: theTenant(tenants) }, principal),
  }),
  route({
    method: 'POST',
    path: AT.withdrawSoftware(':tenant', ':id'),
    access: 'fleet.rollout',
    summary: 'No rollout can be started with this release any more.',
    params: z.strictObject({ id: z.uuid() }),
    body: WithReason,
    answer: Release,
    handle: ({ principal, tenants, params, body }) =>
      rollouts.withdrawSoftware(tenants, params.id, principal, body.reason),
  }),
];
