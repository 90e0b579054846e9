import { z } from 'zod';

import {
  NewRollout,
  RolloutChange,
  RolloutDeed,
  RolloutExclusion,
  RolloutTerminalsAsked,
} from '../../../contract/rollouts/rollout-requests.ts';
import { ROLLOUT_ROUTES as AT } from '../../../contract/rollouts/rollout-routes.ts';
import {
  ROLLOUT_ACTS,
  type RolloutAct,
  type RolloutProgress,
  type RolloutTerminal,
  type RolloutView,
} from '../../../contract/rollouts/rollouts.ts';
import type { Rollouts } from '../../../domain/rollouts/rollouts.ts';
import { type ApiRoute, type RouteAccess, route, theTenant } from '../../route.ts';
import { softwareRoutes } from './software-routes.ts';

const OfRollout = z.strictObject({ id: z.uuid() });
const View = z.custom<RolloutView>();
/** Rollouts in one answer. */
const MOST = 200;
/** Largest body of a plan, in bytes: a thousand terminals by name in several rings. */
const MAX_PLAN = 256 * 1024;

/** What each act does, and who may do it. Who starts releases: that is another person than the author. */
const ACTS: Readonly<Record<RolloutAct, { readonly access: RouteAccess; readonly summary: string }>> = {
  start: {
    access: 'configuration.release',
    summary: 'Starts a rollout that somebody else has written: its first ring is offered it.',
  },
  pause: { access: 'fleet.rollout', summary: 'Nobody new is offered it until it is resumed; health is still watched.' },
  resume: { access: 'fleet.rollout', summary: 'Goes on where it was paused; patience and soaking begin anew.' },
  approve: { access: 'fleet.rollout', summary: 'Lets the next ring begin where the plan waits for that.' },
  stop: { access: 'fleet.rollout', summary: 'Ends it for good: nobody new is offered it, those who have it keep it.' },
  'roll-back': { access: 'fleet.rollout', summary: 'Ends it for good: those who have it get back what was before.' },
  explain: {
    access: 'fleet.rollout',
    summary: 'The reason for which it stopped itself is known: its alert ends.',
  },
  discard: { access: 'fleet.rollout', summary: 'Puts a draft away.' },
};

/** Rollouts of configuration and software, and the releases of software. */
export const rolloutRoutes = (rollouts: Rollouts): readonly ApiRoute[] => [
  route({
    method: 'GET',
    path: AT.rollouts(':tenant'),
    access: 'fleet.read',
    summary: 'Rollouts, newest first.',
    answer: z.array(View),
    handle: async ({ tenants }) => [...(await rollouts.list(tenants, MOST))],
  }),
  route({
    method: 'POST',
    path: AT.rollouts(':tenant'),
    access: 'fleet.rollout',
    summary: 'Drafts a rollout of a release of configuration that is not for all, or of a software release.',
    body: NewRollout,
    maxBody: MAX_PLAN,
    answer: View,
    handle: ({ principal, tenants, body }) => rollouts.create({ ...body, tenantId: theTenant(tenants) }, principal),
  }),
  route({
    method: 'GET',
    path: AT.rollout(':tenant', ':id'),
    access: 'fleet.read',
    summary: 'A rollout with how many terminals of each ring are how far; of a draft, whom it would reach.',
    params: OfRollout,
    answer: z.custom<RolloutProgress>(),
    handle: ({ principal, tenants, params }) => rollouts.progress(tenants, params.id, principal),
  }),
  route({
    method: 'PUT',
    path: AT.rollout(':tenant', ':id'),
    access: 'fleet.rollout',
    summary: 'Changes the plan of a draft.',
    params: OfRollout,
    body: RolloutChange,
    maxBody: MAX_PLAN,
    answer: View,
    handle: ({ principal, tenants, params, body }) => rollouts.change(tenants, params.id, body, principal),
  }),
  route({
    method: 'GET',
    path: AT.terminals(':tenant', ':id'),
    access: 'fleet.read',
    summary: 'The terminals of a rollout and how far each is, by id, in pages; of a draft, whom it would reach.',
    params: OfRollout,
    query: RolloutTerminalsAsked,
    answer: z.array(z.custom<RolloutTerminal>()),
    handle: async ({ tenants, params, query }) => [...(await rollouts.terminals(tenants, params.id, query))],
  }),
  ...ROLLOUT_ACTS.map((act) =>
    route({
      method: 'POST',
      path: AT.act(':tenant', ':id', act),
      ...ACTS[act],
      params: OfRollout,
      body: RolloutDeed,
      answer: View,
      handle: ({ principal, tenants, params, body }) => rollouts.act(tenants, params.id, act, body, principal),
    }),
  ),
  route({
    method: 'POST',
    path: AT.exclude(':tenant', ':id'),
    access: 'fleet.rollout',
    summary: 'Terminals that were not offered it yet never are; refused with already-offered if one was.',
    params: OfRollout,
    body: RolloutExclusion,
    maxBody: MAX_PLAN,
    answer: View,
    handle: ({ principal, tenants, params, body }) => rollouts.exclude(tenants, params.id, body, principal),
  }),
  ...softwareRoutes(rollouts),
];
