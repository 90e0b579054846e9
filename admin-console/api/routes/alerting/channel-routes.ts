import { z } from 'zod';
import type { Clock } from '../../../../foundation/clock.ts';
import { Refusal } from '../../../../foundation/errors.ts';
import { ALERTING_ROUTES } from '../../../contract/alerting/alerting-routes.ts';
import { changeChannel, channelsOf, createChannel, deleteChannel, sendTest } from '../../../store/alerting/channels.ts';
import { noticesOf } from '../../../store/alerting/episode-acts.ts';
import type { HubDatabase } from '../../../store/database.ts';
import type { SecretBox } from '../../../store/secrets/secret-box.ts';
import { type ApiRoute, route, theTenant } from '../../route.ts';
import { Channel, Done, Limit, NewChannel, Notice, OfId } from './schemas.ts';

/** Where messages about alerts go, and what became of them. */
export function channelRoutes(db: HubDatabase, clock: Clock, secrets: SecretBox): readonly ApiRoute[] {
  return [
    route({
      method: 'GET',
      path: ALERTING_ROUTES.channels(':tenant'),
      access: 'alerts.configure',
      summary: 'Channels of alerts, without their secrets.',
      answer: z.array(Channel),
      handle: async ({ tenants }) => (await channelsOf(db, tenants)).map((one) => ({ ...one, to: [...one.to] })),
    }),
    route({
      method: 'POST',
      path: ALERTING_ROUTES.channels(':tenant'),
      access: 'alerts.configure',
      summary: 'A new channel. The secret of a webhook is told in this answer and never again.',
      body: NewChannel,
      answer: z.strictObject({ channel: Channel, secret: z.string().nullable() }),
      async handle({ principal, tenants, body }) {
        const of = { tenantId: theTenant(tenants), actor: principal.name };
        const { channel, secret } = await createChannel(db, clock, secrets, { ...body, ...of });
        return { channel: { ...channel, to: [...channel.to] }, secret };
      },
    }),
    route({
      method: 'PUT',
      path: ALERTING_ROUTES.channel(':tenant', ':id'),
      access: 'alerts.configure',
      summary: 'Changes a channel; its kind stays, and so does its secret.',
      params: OfId,
      body: NewChannel,
      answer: Done,
      async handle({ principal, tenants, params, body: { kind, ...change } }) {
        const tenantId = theTenant(tenants);
        const found = (await channelsOf(db, [tenantId])).find(({ id }) => id === params.id);
        if (!found) throw new Refusal('not-found');
        if (found.kind !== kind) throw new Refusal('another-kind');
        const of = { id: params.id, tenantId, actor: principal.name };
        if (!(await changeChannel(db, clock, { ...change, ...of }))) throw new Refusal('not-found');
        return {};
      },
    }),
    route({
      method: 'DELETE',
      path: ALERTING_ROUTES.channel(':tenant', ':id'),
      access: 'alerts.configure',
      summary: 'Ends a channel: what waits for it is not sent.',
      params: OfId,
      body: z.unknown(),
      answer: Done,
      async handle({ principal, tenants, params }) {
        const of = { id: params.id, tenantId: theTenant(tenants), actor: principal.name };
        if (!(await deleteChannel(db, clock, of))) throw new Refusal('not-found');
        return {};
      },
    }),
    route({
      method: 'POST',
      path: ALERTING_ROUTES.testChannel(':tenant', ':id'),
      access: 'alerts.configure',
      summary: 'Sends a test; among the notices stands whether it arrived.',
      params: OfId,
      body: Done,
      answer: z.strictObject({ noticeId: z.uuid() }),
      async handle({ principal, tenants, params }) {
        const of = { id: params.id, tenantId: theTenant(tenants), actor: principal.name };
        const noticeId = await sendTest(db, clock, of);
        if (noticeId === null) throw new Refusal('not-found');
        return { noticeId };
      },
    }),
    route({
      method: 'GET',
      path: ALERTING_ROUTES.notices(':tenant'),
      access: 'alerts.configure',
      summary: 'Messages, the newest first, and what became of each.',
      query: z.strictObject({ channel: z.uuid().optional(), limit: Limit }),
      answer: z.array(Notice),
      handle: async ({ tenants, query }) => [...(await noticesOf(db, tenants, query))],
    }),
  ];
}
