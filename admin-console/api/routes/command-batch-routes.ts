import { z } from 'zod';
import { CommandBatchPreview, NewCommandBatch, OfCommand } from '../../contract/commands/command-requests.ts';
import type { CommandBatchView, CommandPreview } from '../../contract/commands/commands.ts';
import { NoArguments } from '../../contract/requests.ts';
import { ROUTES } from '../../contract/routes.ts';
import type { Commands } from '../../domain/commands/commands.ts';
import { type ApiRoute, route, theTenant } from '../route.ts';
import { giverIn } from './command-routes.ts';

/** Bulk commands in one answer. */
const MOST = 100;

/** One command to many terminals: whom it would reach, how far it is, and its stop. */
export function commandBatchRoutes(commands: Commands): readonly ApiRoute[] {
  return [
    route({
      method: 'POST',
      path: ROUTES.commandBatchPreview(':tenant'),
      access: 'fleet.command',
      summary: 'Whom a bulk command would reach, and whom not and why. Changes nothing.',
      body: CommandBatchPreview,
      answer: z.custom<CommandPreview>(),
      handle: ({ tenants, body: { order, selection } }) => commands.preview(theTenant(tenants), order, selection),
    }),
    route({
      method: 'POST',
      path: ROUTES.commandBatches(':tenant'),
      access: 'fleet.command',
      summary: 'Tells all selected terminals that it can reach to do something, spread over time.',
      body: NewCommandBatch,
      answer: z.custom<CommandBatchView>(),
      handle({ principal, tenants, body }) {
        const tenantId = theTenant(tenants);
        return commands.giveMany(tenantId, body, giverIn(tenantId, principal));
      },
    }),
    route({
      method: 'GET',
      path: ROUTES.commandBatches(':tenant'),
      access: 'fleet.read',
      summary: 'Bulk commands with how many terminals are in which state, newest first.',
      answer: z.array(z.custom<CommandBatchView>()),
      handle: ({ tenants }) => commands.batches(tenants, MOST).then((batches) => [...batches]),
    }),
    route({
      method: 'GET',
      path: ROUTES.commandBatch(':tenant', ':id'),
      access: 'fleet.read',
      summary: 'How far a bulk command is.',
      params: OfCommand,
      answer: z.custom<CommandBatchView>(),
      handle: ({ tenants, params }) => commands.batch(tenants, params.id),
    }),
    route({
      method: 'POST',
      path: ROUTES.commandBatchStopped(':tenant', ':id'),
      access: 'fleet.command',
      summary: 'Takes back what of a bulk command was not sent yet.',
      params: OfCommand,
      body: NoArguments,
      answer: z.strictObject({ cancelled: z.int() }),
      handle: async ({ principal, tenants, params }) => ({
        cancelled: await commands.stop(tenants, params.id, giverIn(theTenant(tenants), principal)),
      }),
    }),
  ];
}
