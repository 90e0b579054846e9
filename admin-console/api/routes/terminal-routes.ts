import { z } from 'zod';
import { Refusal } from '../../../foundation/errors.ts';
import { HelpTaken, NoArguments, OfTerminal } from '../../contract/requests.ts';
import { ROUTES } from '../../contract/routes.ts';
import type { TerminalView } from '../../contract/terminal-view.ts';
import type { Fleet } from '../../domain/fleet.ts';
import { type Route, route } from '../route.ts';

const NONE = z.object({});

/** Terminals as they are, and what a person does about what they tell. */
export function terminalRoutes(fleet: Fleet): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: ROUTES.terminals(':tenant'),
      access: 'fleet.read',
      summary: 'All terminals with their last report, the alerts that stand and what follows from them.',
      params: NONE,
      query: NONE,
      body: z.undefined(),
      answer: z.array(z.custom<TerminalView>()),
      handle: ({ tenants }) => fleet.list(tenants).then((views) => [...views]),
    }),
    route({
      method: 'POST',
      path: ROUTES.journalExplained(':tenant', ':id'),
      access: 'alerts.act',
      summary: 'Somebody has found out why the journal of this terminal went back or changed.',
      params: OfTerminal,
      query: NONE,
      body: NoArguments,
      answer: NoArguments,
      async handle({ principal, tenants, params }) {
        await fleet.mustBeOf(tenants, params.id);
        if (!(await fleet.explainJournal(params.id, principal.name))) throw new Refusal('nothing-to-explain');
        return {};
      },
    }),
    route({
      method: 'POST',
      path: ROUTES.helpTaken(':tenant', ':id'),
      access: 'alerts.act',
      summary: 'Somebody looks after the call for help that stands at this terminal.',
      params: OfTerminal,
      query: NONE,
      body: HelpTaken,
      answer: NoArguments,
      async handle({ principal, tenants, params, body }) {
        await fleet.mustBeOf(tenants, params.id);
        if (!(await fleet.takeHelp(params.id, body.id, principal.name))) throw new Refusal('no-such-call');
        return {};
      },
    }),
  ];
}
