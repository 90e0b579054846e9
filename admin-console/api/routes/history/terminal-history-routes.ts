import { z } from 'zod';
import type { Clock } from '../../../../foundation/clock.ts';
import { Refusal } from '../../../../foundation/errors.ts';
import { NoArguments, OfTerminal } from '../../../contract/requests.ts';
import { TERMINAL_ID } from '../../../contract/terminals/enrolment-code.ts';
import { HISTORY_ROUTES } from '../../../contract/terminals/history-routes.ts';
import type { TerminalHistory, TerminalIdentity, TerminalNote } from '../../../contract/terminals/terminal-history.ts';
import type { Fleet } from '../../../domain/fleet.ts';
import type { HubDatabase } from '../../../store/database.ts';
import { historyOf, identityOf } from '../../../store/history/history.ts';
import { addTerminalNote, removeTerminalNote, terminalNotesOf } from '../../../store/history/terminal-notes.ts';
import { type ApiRoute, route } from '../../route.ts';

const OfNote = z.strictObject({ id: z.string().regex(TERMINAL_ID), note: z.uuid() });
const NewNote = z.strictObject({ text: z.string().trim().min(1).max(500) });

interface Parts {
  readonly db: HubDatabase;
  readonly clock: Clock;
  readonly fleet: Pick<Fleet, 'mustBeOf'>;
}

/** What was at a terminal, what people noted of it, and how it is reached. */
export function terminalHistoryRoutes({ db, clock, fleet }: Parts): readonly ApiRoute[] {
  return [
    route({
      method: 'GET',
      path: HISTORY_ROUTES.history(':tenant', ':id'),
      access: 'fleet.read',
      summary: 'Condition, versions and devices of a terminal over the last days, as far as they changed.',
      params: OfTerminal,
      query: z.strictObject({ days: z.coerce.number().int().min(1).max(400).default(30) }),
      answer: z.custom<TerminalHistory>(),
      async handle({ tenants, params, query }) {
        await fleet.mustBeOf(tenants, params.id);
        return historyOf(db, clock, params.id, query.days);
      },
    }),
    route({
      method: 'GET',
      path: HISTORY_ROUTES.identity(':tenant', ':id'),
      access: 'fleet.read',
      summary: 'The certificate of a terminal, who opens its connections, and how far its clock is off.',
      params: OfTerminal,
      answer: z.custom<TerminalIdentity>(),
      async handle({ tenants, params }) {
        await fleet.mustBeOf(tenants, params.id);
        return identityOf(db, params.id);
      },
    }),
    route({
      method: 'GET',
      path: HISTORY_ROUTES.notes(':tenant', ':id'),
      access: 'fleet.read',
      summary: 'What people noted of a terminal, the newest first.',
      params: OfTerminal,
      answer: z.array(z.custom<TerminalNote>()),
      async handle({ tenants, params }) {
        await fleet.mustBeOf(tenants, params.id);
        return [...(await terminalNotesOf(db, params.id))];
      },
    }),
    route({
      method: 'POST',
      path: HISTORY_ROUTES.notes(':tenant', ':id'),
      access: 'alerts.act',
      summary: 'Something that the next one should know of a terminal.',
      params: OfTerminal,
      body: NewNote,
      answer: z.custom<TerminalNote>(),
      async handle({ principal, tenants, params, body }) {
        await fleet.mustBeOf(tenants, params.id);
        return addTerminalNote(db, clock, params.id, principal.name, body.text);
      },
    }),
    route({
      method: 'DELETE',
      path: HISTORY_ROUTES.note(':tenant', ':id', ':note'),
      access: 'alerts.act',
      summary: 'Whoever wrote a note takes it back.',
      params: OfNote,
      answer: NoArguments,
      async handle({ principal, tenants, params }) {
        await fleet.mustBeOf(tenants, params.id);
        if (!(await removeTerminalNote(db, clock, params.id, principal.name, params.note)))
          throw new Refusal('not-found');
        return {};
      },
    }),
  ];
}
