import { z } from 'zod';
import { Refusal } from '../../../foundation/errors.ts';
import {
  HelpTaken,
  NewDialling,
  NoArguments,
  OfTerminal,
  Reason,
  TerminalListQuery,
  TerminalName,
  TerminalNamesQuery,
} from '../../contract/requests.ts';
import { MOST_NAMED_TERMINALS, ROUTES } from '../../contract/routes.ts';
import type {
  ServiceTitle,
  TerminalNamed,
  TerminalSummary,
  TerminalTotals,
  TerminalView,
} from '../../contract/terminals/terminal-view.ts';
import type { Fleet } from '../../domain/fleet.ts';
import { type ApiRoute, route } from '../route.ts';

/** Terminals as they are, and what a person does about what they tell. */
export function terminalRoutes(fleet: Fleet): readonly ApiRoute[] {
  return [
    route({
      method: 'GET',
      path: ROUTES.terminals(':tenant'),
      access: 'fleet.read',
      summary: 'A part of the list of terminals: how each is and what is in the way first.',
      query: TerminalListQuery,
      answer: z.strictObject({
        terminals: z.array(z.custom<TerminalSummary>()),
        next: z.string().nullable(),
        total: z.int().nullable(),
      }),
      async handle({ tenants, query: { after = null, from, limit, sort, order, location, tag, ...rest } }) {
        const filter = { ...rest, ...(location && { locationIds: [location] }), ...(tag && { tags: [tag] }) };
        const place = { after, from: from ?? 0, limit, sort, isDescending: order === 'down' };
        const found = await fleet.page({ tenants, filter, ...place });
        const terminals = withinAnswer(found);
        const isEnd = found.length < limit && terminals.length === found.length;
        const next = isEnd || sort !== 'id' ? null : (terminals.at(-1)?.id ?? null);
        return { terminals, next, total: from === undefined ? null : await fleet.count(tenants, filter) };
      },
    }),
    route({
      method: 'GET',
      path: ROUTES.softwareInUse(':tenant'),
      access: 'fleet.read',
      summary: 'Versions of the software that terminals run, and how many run each.',
      answer: z.array(z.strictObject({ version: z.string(), terminals: z.int() })),
      handle: async ({ tenants }) => [...(await fleet.software(tenants))],
    }),
    route({
      method: 'GET',
      path: ROUTES.terminalTotals(':tenant'),
      access: 'fleet.read',
      summary: 'How many terminals there are, and in which condition.',
      answer: z.custom<TerminalTotals>(),
      handle: ({ tenants }) => fleet.totals(tenants),
    }),
    route({
      method: 'GET',
      path: ROUTES.terminal(':tenant', ':id'),
      access: 'fleet.read',
      summary: 'One terminal with what it told last, the alerts that stand and what follows from them.',
      params: OfTerminal,
      answer: z.custom<TerminalView>(),
      handle: ({ tenants, params }) => fleet.terminal(tenants, params.id),
    }),
    route({
      method: 'GET',
      path: ROUTES.serviceTitles(':tenant'),
      access: 'fleet.read',
      summary: 'What services are called at the terminals, in German and English.',
      answer: z.array(z.custom<ServiceTitle>()),
      handle: async ({ tenants }) => [...(await fleet.serviceTitles(tenants))],
    }),
    route({
      method: 'GET',
      path: ROUTES.terminalNames(':tenant'),
      access: 'fleet.read',
      summary: 'What people call these terminals; those that have no name are left out.',
      query: TerminalNamesQuery,
      answer: z.array(z.custom<TerminalNamed>()),
      handle: async ({ tenants, query: { ids } }) => [
        ...(await fleet.namesOf(tenants, ids.split(',').slice(0, MOST_NAMED_TERMINALS))),
      ],
    }),
    route({
      method: 'PUT',
      path: ROUTES.terminalName(':tenant', ':id'),
      access: 'fleet.enrol',
      summary: 'What people call this terminal; no other of its tenant is called the same.',
      params: OfTerminal,
      body: TerminalName,
      answer: NoArguments,
      async handle({ principal, tenants, params, body }) {
        await fleet.mustBeOf(tenants, params.id);
        await fleet.setName(params.id, body.name, principal.name);
        return {};
      },
    }),
    route({
      method: 'PUT',
      path: ROUTES.dialling(':tenant', ':id'),
      access: 'fleet.enrol',
      summary: 'Who opens the connections of this terminal: itself, the hub, or both to a relay.',
      params: OfTerminal,
      body: NewDialling,
      answer: NoArguments,
      async handle({ principal, tenants, params, body }) {
        await fleet.mustBeOf(tenants, params.id);
        await fleet.setDialling(params.id, body, principal.name);
        return {};
      },
    }),
    route({
      method: 'POST',
      path: ROUTES.revocation(':tenant', ':id'),
      access: 'fleet.enrol',
      summary: 'Ends the link of this terminal at once and takes no other from it until it is enrolled again.',
      params: OfTerminal,
      body: Reason,
      answer: NoArguments,
      async handle({ principal, tenants, params, body }) {
        await fleet.mustBeOf(tenants, params.id);
        if (!(await fleet.revoke(params.id, principal.name, body.reason))) throw new Refusal('already-revoked');
        return {};
      },
    }),
    route({
      method: 'POST',
      path: ROUTES.journalExplained(':tenant', ':id'),
      access: 'alerts.act',
      summary: 'Somebody has found out why the journal of this terminal went back or changed.',
      params: OfTerminal,
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

/** Characters of one answer; whoever asks goes on where it ended. */
const LARGEST_ANSWER = 95_000;

/** As many rows as fit, at least one. */
function withinAnswer(rows: readonly TerminalSummary[]): TerminalSummary[] {
  let length = 0;
  const end = rows.findIndex((row) => {
    length += JSON.stringify(row).length + 1;
    return length > LARGEST_ANSWER;
  });
  return end < 0 ? [...rows] : rows.slice(0, Math.max(1, end));
}
