import { z } from 'zod';
import type { Clock } from '../../../../foundation/clock.ts';
import { Refusal } from '../../../../foundation/errors.ts';
import type { Permission } from '../../../contract/access/permissions.ts';
import { ALERTING_ROUTES } from '../../../contract/alerting/alerting-routes.ts';
import type { OnCallDay } from '../../../contract/alerting/rota.ts';
import type { AlertRules } from '../../../contract/alerting/rules.ts';
import { onCall, onCallDays } from '../../../domain/alerting/on-call.ts';
import { channelsOf } from '../../../store/alerting/channels.ts';
import { currentSetting, type SettingKind, settingHistory, writeSetting } from '../../../store/alerting/settings.ts';
import type { HubDatabase } from '../../../store/database.ts';
import { type ApiRoute, route, theTenant } from '../../route.ts';
import { Change, History, Limit, OnCallNow, Rota, Rules, Versioned } from './schemas.ts';

/** What a tenant sets about alerts: rules, and who is on call. */
export function settingRoutes(db: HubDatabase, clock: Clock): readonly ApiRoute[] {
  return [
    ...ofKind(db, clock, 'rules', Rules, 'fleet.read', ({ steps }: AlertRules) =>
      steps.flatMap(({ to }) => to.flatMap((target) => (target.kind === 'channel' ? [target.id] : []))),
    ),
    // It names people: for those who act on alerts.
    ...ofKind(db, clock, 'rota', Rota, 'alerts.act', ({ people }) => people.flatMap(({ channelIds }) => channelIds)),
    route({
      method: 'GET',
      path: ALERTING_ROUTES.onCall(':tenant'),
      access: 'alerts.act',
      summary: 'Who is on call now.',
      answer: OnCallNow,
      async handle({ tenants }) {
        const { body } = await currentSetting(db, theTenant(tenants), 'rota');
        return onCall(body, clock.now()).map((person) => ({ ...person, channelIds: [...person.channelIds] }));
      },
    }),
    route({
      method: 'GET',
      path: ALERTING_ROUTES.onCallWeek(':tenant'),
      access: 'alerts.act',
      summary: 'Who is on call on each day of a week.',
      query: z.strictObject({ from: z.iso.date() }),
      answer: z.array(z.custom<OnCallDay>()),
      async handle({ tenants, query }) {
        const { body } = await currentSetting(db, theTenant(tenants), 'rota');
        return [...onCallDays(body, query.from, 7)];
      },
    }),
  ];
}

function ofKind<K extends SettingKind, S extends z.ZodType<Parameters<typeof writeSetting<K>>[2]['body']>>(
  db: HubDatabase,
  clock: Clock,
  kind: K,
  schema: S,
  mayRead: Permission,
  channelsIn: (body: Parameters<typeof writeSetting<K>>[2]['body']) => readonly string[],
): readonly ApiRoute[] {
  const history = kind === 'rules' ? ALERTING_ROUTES.rulesHistory : ALERTING_ROUTES.rotaHistory;
  const Given = Change(schema) as unknown as z.ZodType<{ version: number; body: z.output<S>; reason: string }>;
  return [
    route({
      method: 'GET',
      path: ALERTING_ROUTES[kind](':tenant'),
      access: mayRead,
      summary: `Alert ${kind} that hold; version 0 is what holds where nothing was set.`,
      answer: Versioned(z.unknown()),
      handle: ({ tenants }) => currentSetting(db, theTenant(tenants), kind),
    }),
    route({
      method: 'PUT',
      path: ALERTING_ROUTES[kind](':tenant'),
      access: 'alerts.configure',
      summary: `New alert ${kind}, in place of the version that was read.`,
      body: Given,
      answer: z.strictObject({ version: z.int() }),
      async handle({ principal, tenants, body: { version, body, reason } }) {
        const tenantId = theTenant(tenants);
        const own = new Set((await channelsOf(db, [tenantId])).map(({ id }) => id));
        if (!channelsIn(body).every((id) => own.has(id))) throw new Refusal('unknown-channel');
        const actor = principal.name;
        return { version: await writeSetting(db, clock, { tenantId, kind, version, body, actor, reason }) };
      },
    }),
    route({
      method: 'GET',
      path: history(':tenant'),
      access: mayRead,
      summary: `Every version of the alert ${kind}, the newest first: who changed it, when and why.`,
      query: z.strictObject({ limit: Limit }),
      answer: History,
      handle: ({ tenants, query }) => settingHistory(db, theTenant(tenants), kind, query.limit),
    }),
  ];
}
