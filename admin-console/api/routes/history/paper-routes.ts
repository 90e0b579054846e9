import { z } from 'zod';
import type { Clock } from '../../../../foundation/clock.ts';
import { Refusal } from '../../../../foundation/errors.ts';
import { NoArguments, OfTerminal } from '../../../contract/requests.ts';
import { HISTORY_ROUTES } from '../../../contract/terminals/history-routes.ts';
import type { PaperHistory, PaperView } from '../../../contract/terminals/terminal-history.ts';
import type { Fleet } from '../../../domain/fleet.ts';
import type { HubDatabase } from '../../../store/database.ts';
import { paperIn, tickPaper, untickPaper } from '../../../store/history/paper.ts';
import { type ApiRoute, route } from '../../route.ts';

interface Parts {
  readonly db: HubDatabase;
  readonly clock: Clock;
  readonly fleet: Pick<Fleet, 'mustBeOf'>;
}

/** How long the receipt printers' rolls last, and who says to have put new ones in. */
export function paperRoutes({ db, clock, fleet }: Parts): readonly ApiRoute[] {
  return [
    route({
      method: 'GET',
      path: HISTORY_ROUTES.paperRound(':tenant'),
      access: 'fleet.read',
      summary: 'Terminals whose roll ends within so many days with opening hours, the first to end first.',
      query: z.strictObject({ days: z.coerce.number().int().min(1).max(60).default(7) }),
      answer: z.array(z.custom<PaperView>()),
      async handle({ tenants, query }) {
        const all = await paperIn(db, clock, tenants);
        return all
          .filter(({ days, tick }) => (days !== null && days <= query.days) || tick !== null)
          .sort((a, b) => (a.days ?? Number.POSITIVE_INFINITY) - (b.days ?? Number.POSITIVE_INFINITY))
          .map(({ samples: _, ...view }) => view);
      },
    }),
    route({
      method: 'GET',
      path: HISTORY_ROUTES.paper(':tenant', ':id'),
      access: 'fleet.read',
      summary: 'How much paper a terminal has used in the last four weeks, and how long its roll lasts.',
      params: OfTerminal,
      answer: z.custom<PaperHistory | null>(),
      async handle({ tenants, params }) {
        await fleet.mustBeOf(tenants, params.id);
        return (await paperIn(db, clock, tenants, params.id))[0] ?? null;
      },
    }),
    route({
      method: 'PUT',
      path: HISTORY_ROUTES.paperTick(':tenant', ':id'),
      access: 'alerts.act',
      summary: 'Somebody has put a new roll in.',
      params: OfTerminal,
      body: NoArguments,
      answer: NoArguments,
      async handle({ principal, tenants, params }) {
        await fleet.mustBeOf(tenants, params.id);
        if (!(await tickPaper(db, clock, params.id, principal.name))) throw new Refusal('no-paper-meter');
        return {};
      },
    }),
    route({
      method: 'DELETE',
      path: HISTORY_ROUTES.paperTick(':tenant', ':id'),
      access: 'alerts.act',
      summary: 'Takes back that somebody has put a new roll in.',
      params: OfTerminal,
      answer: NoArguments,
      async handle({ principal, tenants, params }) {
        await fleet.mustBeOf(tenants, params.id);
        if (!(await untickPaper(db, clock, params.id, principal.name))) throw new Refusal('not-found');
        return {};
      },
    }),
  ];
}
