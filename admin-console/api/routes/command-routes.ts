import { z } from 'zod';
import { CommandsAsked, NewCommand, OfCommand } from '../../contract/commands/command-requests.ts';
import type { CommandFileView, CommandView } from '../../contract/commands/commands.ts';
import { NoArguments, OfTerminal } from '../../contract/requests.ts';
import { ROUTES } from '../../contract/routes.ts';
import { ALL_TENANTS, type Principal, tenantsWhere } from '../../domain/access/principal.ts';
import type { CommandGiver, Commands } from '../../domain/commands/commands.ts';
import { type ApiRoute, route, theTenant } from '../route.ts';

/** Commands to one terminal, and what became of them. */
export function commandRoutes(commands: Commands): readonly ApiRoute[] {
  return [
    route({
      method: 'POST',
      path: ROUTES.terminalCommands(':tenant', ':id'),
      access: 'fleet.command',
      summary: 'Tells one terminal to do something, once.',
      params: OfTerminal,
      body: NewCommand,
      answer: z.custom<CommandView>(),
      handle: ({ principal, tenants, params, body }) => {
        const tenantId = theTenant(tenants);
        return commands.give(tenantId, params.id, body, giverIn(tenantId, principal));
      },
    }),
    route({
      method: 'GET',
      path: ROUTES.commands(':tenant'),
      access: 'fleet.read',
      summary: 'Commands with their states, newest first.',
      query: CommandsAsked,
      answer: z.array(z.custom<CommandView>()),
      async handle({ tenants, query: { terminal, batch, state, after, most } }) {
        const [createdAt = '', id = ''] = after?.split('.') ?? [];
        const before = after === undefined ? undefined : { createdAt: Number(createdAt), id };
        return [...(await commands.list(tenants, { terminalId: terminal, batchId: batch, state, before, most }))];
      },
    }),
    route({
      method: 'GET',
      path: ROUTES.command(':tenant', ':id'),
      access: 'fleet.read',
      summary: 'One command with its state and what it brought.',
      params: OfCommand,
      answer: z.custom<CommandView>(),
      handle: ({ tenants, params }) => commands.get(tenants, params.id),
    }),
    route({
      method: 'GET',
      path: ROUTES.commandFile(':tenant', ':id'),
      access: 'fleet.command',
      summary: 'The file that a command brought: a screen, or lines of the log.',
      params: OfCommand,
      answer: z.custom<CommandFileView>(),
      async handle({ tenants, params }) {
        const { type, data } = await commands.file(tenants, params.id);
        return { type, data: data.toString('base64') };
      },
    }),
    route({
      method: 'POST',
      path: ROUTES.commandCancelled(':tenant', ':id'),
      access: 'fleet.command',
      summary: 'Takes back a command that was not sent yet.',
      params: OfCommand,
      body: NoArguments,
      answer: NoArguments,
      async handle({ principal, tenants, params }) {
        await commands.cancel(tenants, params.id, giverIn(theTenant(tenants), principal));
        return {};
      },
    }),
  ];
}

/** Whoever calls a route of this tenant, as far as commands are concerned. */
export const giverIn = (tenantId: string, principal: Principal): CommandGiver => ({
  name: principal.name,
  may(permission) {
    const held = tenantsWhere(principal, permission);
    return held.has(tenantId) || held.has(ALL_TENANTS);
  },
});
