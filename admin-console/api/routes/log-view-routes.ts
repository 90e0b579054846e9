import { z } from 'zod';
import { NoArguments, OfTerminal, Reason } from '../../contract/requests.ts';
import { TERMINAL_ID } from '../../contract/terminals/enrolment-code.ts';
import { LOG_VIEW_ROUTES, type LogViewBegun, type LogViewPart } from '../../contract/terminals/log-views.ts';
import type { Fleet } from '../../domain/fleet.ts';
import type { LogViews } from '../../domain/log-views.ts';
import { type ApiRoute, route } from '../route.ts';

const OfView = z.strictObject({ id: z.string().regex(TERMINAL_ID), view: z.uuid() });

interface Parts {
  readonly fleet: Pick<Fleet, 'mustBeOf'>;
  readonly logViews: LogViews;
}

/** Reading along with the log of a terminal, for a while and for a reason. */
export function logViewRoutes({ fleet, logViews }: Parts): readonly ApiRoute[] {
  return [
    route({
      method: 'POST',
      path: LOG_VIEW_ROUTES.begin(':tenant', ':id'),
      access: 'fleet.command',
      summary: 'Begins to read along with the log of this terminal.',
      params: OfTerminal,
      body: Reason,
      answer: z.custom<LogViewBegun>(),
      async handle({ principal, tenants, params, body }) {
        await fleet.mustBeOf(tenants, params.id);
        return logViews.begin(params.id, principal.name, body.reason);
      },
    }),
    route({
      method: 'POST',
      path: LOG_VIEW_ROUTES.renewed(':tenant', ':id', ':view'),
      access: 'fleet.command',
      summary: 'Whoever reads along is still there.',
      params: OfView,
      body: NoArguments,
      answer: NoArguments,
      async handle({ principal, tenants, params }) {
        await fleet.mustBeOf(tenants, params.id);
        await logViews.renew(params.id, params.view, principal.name);
        return {};
      },
    }),
    route({
      method: 'GET',
      path: LOG_VIEW_ROUTES.read(':tenant', ':id', ':view'),
      access: 'fleet.command',
      summary: 'Lines of the log that have arrived since, for whoever began to read.',
      params: OfView,
      query: z.strictObject({ after: z.coerce.number().int().min(0).default(0) }),
      answer: z.custom<LogViewPart>(),
      async handle({ principal, tenants, params, query }) {
        await fleet.mustBeOf(tenants, params.id);
        return logViews.read(params.id, params.view, principal.name, query.after);
      },
    }),
  ];
}
