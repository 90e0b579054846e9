import { z } from 'zod';
import { CommandOrder, MAX_COMMAND_LIFE_MS } from '../../../fleet-link/commands.ts';
import { TERMINAL_ID } from '../terminals/enrolment-code.ts';
import { Selection } from '../terminals/selection-request.ts';

/** What the API takes about commands. Only the hub reads these schemas: a page that imports them carries zod. */
const Asked = {
  order: CommandOrder,
  /** For the audit; some kinds need one. */
  reason: z.string().trim().min(1).max(300).nullable().default(null),
  urgent: z.boolean().default(false),
  /** Chosen by whoever asks, so that asking again after a lost answer gives one command, not two. */
  id: z.uuid().optional(),
  notBefore: z.int().min(0).optional(),
  lifeMs: z.int().min(1_000).max(MAX_COMMAND_LIFE_MS).optional(),
};
export const NewCommand = z.strictObject(Asked);
export const NewCommandBatch = z.strictObject({
  ...Asked,
  selection: Selection,
  /** Over so long the terminals begin, evenly; 0: at once. */
  spreadMs: z.int().min(0).max(MAX_COMMAND_LIFE_MS).default(0),
});
export const CommandBatchPreview = z.strictObject({ order: CommandOrder, selection: Selection });
export const OfCommand = z.strictObject({ id: z.uuid() });
export const CommandsAsked = z.strictObject({
  terminal: z.string().regex(TERMINAL_ID).optional(),
  batch: z.uuid().optional(),
  state: z
    .enum(['queued', 'delivered', 'acknowledged', 'running', 'succeeded', 'failed', 'expired', 'cancelled'])
    .optional(),
  /** The last of the page before: its `createdAt` and its `id`, joined by a dot. */
  after: z
    .string()
    .regex(/^\d{1,15}\.[0-9a-f-]{36}$/)
    .optional(),
  most: z.coerce.number().int().min(1).max(200).default(50),
});
