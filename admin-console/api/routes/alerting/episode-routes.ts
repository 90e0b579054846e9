import { z } from 'zod';
import type { Clock } from '../../../../foundation/clock.ts';
import { Refusal } from '../../../../foundation/errors.ts';
import { ROLE_PERMISSIONS, type Role } from '../../../contract/access/permissions.ts';
import { ALERTING_ROUTES } from '../../../contract/alerting/alerting-routes.ts';
import type { StandingCount } from '../../../contract/alerting/views.ts';
import { ALL_TENANTS } from '../../../domain/access/principal.ts';
import { staffIn } from '../../../store/access/staff.ts';
import { actOnEpisode, episodesOf, notesOf } from '../../../store/alerting/episode-acts.ts';
import { createMute, endMute, muteLog } from '../../../store/alerting/mutes.ts';
import { standingCounts } from '../../../store/alerting/standing-counts.ts';
import type { HubDatabase } from '../../../store/database.ts';
import { type ApiRoute, route, theTenant } from '../../route.ts';
import { Done, Episode, EpisodeQuery, Limit, Mute, NewMute, Note, OfId, Text } from './schemas.ts';

/** Alerts as they stand, and what people do about them. */
export function episodeRoutes(db: HubDatabase, clock: Clock): readonly ApiRoute[] {
  return [
    route({
      method: 'GET',
      path: ALERTING_ROUTES.episodes(':tenant'),
      access: 'fleet.read',
      summary: 'Alerts, the newest first; without a state those that are not closed.',
      query: EpisodeQuery,
      answer: z.array(Episode),
      async handle({ tenants, query: { state, ...query } }) {
        const states = state ? [state] : (['open', 'muted', 'pending'] as const);
        return [...(await episodesOf(db, tenants, { ...query, states }))];
      },
    }),
    route({
      method: 'GET',
      path: ALERTING_ROUTES.standingCounts(':tenant'),
      access: 'fleet.read',
      summary: 'How many alerts stand of each meaning, without notes and what was put off.',
      answer: z.array(z.custom<StandingCount>()),
      handle: async ({ tenants }) => [...(await standingCounts(db, tenants))],
    }),
    route({
      method: 'GET',
      path: ALERTING_ROUTES.notes(':tenant', ':id'),
      access: 'fleet.read',
      summary: 'What people did about an alert.',
      params: OfId,
      answer: z.array(Note),
      async handle({ tenants, params }) {
        const notes = await notesOf(db, tenants, params.id);
        if (!notes) throw new Refusal('not-found');
        return [...notes];
      },
    }),
    route({
      method: 'GET',
      path: ALERTING_ROUTES.colleagues(':tenant'),
      access: 'alerts.act',
      summary: 'Names of those to whom an alert may be assigned.',
      answer: z.array(z.string()),
      async handle({ tenants }) {
        const staff = await staffIn(db, [...tenants, ALL_TENANTS]);
        return staff
          .filter(({ isLocked, roles }) => !isLocked && roles.some(({ role }) => mayAct(role)))
          .map(({ name }) => name);
      },
    }),
    act(db, clock, 'acknowledged', z.strictObject({ text: Text })),
    act(db, clock, 'assigned', z.strictObject({ text: Text, assignee: z.string().trim().min(1).max(80).nullable() })),
    act(db, clock, 'commented', z.strictObject({ text: Text.min(1) })),
    ...muteRoutes(db, clock),
  ];
}

const mayAct = (role: Role) => ROLE_PERMISSIONS[role].includes('alerts.act');

const ACTS = {
  acknowledged: ['acknowledge', 'Somebody looks after an alert: nobody else is called.'],
  assigned: ['assign', 'An alert is somebody’s, or nobody’s any more.'],
  commented: ['comment', 'Something is to be known of an alert.'],
} as const;

function act(
  db: HubDatabase,
  clock: Clock,
  kind: keyof typeof ACTS,
  body: z.ZodType<{ text: string; assignee?: string | null }>,
): ApiRoute {
  const [name, summary] = ACTS[kind];
  return route({
    method: 'POST',
    path: ALERTING_ROUTES[name](':tenant', ':id'),
    access: 'alerts.act',
    summary,
    params: OfId,
    body,
    answer: Done,
    async handle({ principal, tenants, params, body: { text, assignee } }) {
      const done = await actOnEpisode(db, clock, {
        ...{ tenantId: theTenant(tenants), episodeId: params.id, actor: principal.name, act: kind, text },
        ...(assignee === undefined ? {} : { assignee }),
      });
      if (!done) throw new Refusal('nothing-to-act-on');
      return {};
    },
  });
}

function muteRoutes(db: HubDatabase, clock: Clock): readonly ApiRoute[] {
  return [
    route({
      method: 'GET',
      path: ALERTING_ROUTES.mutes(':tenant'),
      access: 'fleet.read',
      summary: 'Maintenance windows and snoozes, the newest first, also those that are over.',
      query: z.strictObject({ limit: Limit }),
      answer: z.array(Mute),
      handle: async ({ tenants, query }) => [...(await muteLog(db, tenants, query.limit))],
    }),
    route({
      method: 'POST',
      path: ALERTING_ROUTES.mutes(':tenant'),
      access: 'alerts.act',
      summary: 'A maintenance window, or a snooze: what still stands at its end is told then.',
      body: NewMute,
      answer: Mute,
      handle: ({ principal, tenants, body }) =>
        createMute(db, clock, { ...body, tenantId: theTenant(tenants), createdBy: principal.name }),
    }),
    route({
      method: 'POST',
      path: ALERTING_ROUTES.endMute(':tenant', ':id'),
      access: 'alerts.act',
      summary: 'Ends a maintenance window or a snooze before its time.',
      params: OfId,
      body: Done,
      answer: Done,
      async handle({ principal, tenants, params }) {
        if (!(await endMute(db, clock, theTenant(tenants), params.id, principal.name))) throw new Refusal('not-found');
        return {};
      },
    }),
  ];
}
