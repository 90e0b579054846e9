import { z } from 'zod';
import { TERMINAL_ID } from './enrolment-code.ts';

/** What the API takes. Only the hub reads these schemas: a page that imports them carries zod. */
const TerminalId = z.string().regex(TERMINAL_ID);

export const NewEnrolmentCode = z.strictObject({ terminalId: TerminalId });
export const HelpTaken = z.strictObject({ id: z.uuid() });
export const NoArguments = z.strictObject({});
export const OfTerminal = z.strictObject({ id: TerminalId });

const Port = z.int().min(1).max(65_535);
const Host = z.string().min(1).max(253);
export const NewDialling = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('terminal') }),
  z.strictObject({ by: z.literal('hub'), host: Host, port: Port }),
  z.strictObject({ by: z.literal('relay'), host: Host, port: Port, token: z.string().regex(/^[0-9a-f]{64}$/) }),
]);
export const Reason = z.strictObject({ reason: z.string().trim().min(3).max(200) });
/** Most rows of a list of terminals in one answer: below 100 kB. */
const MOST_TERMINALS = 200;
export const TerminalListQuery = z.strictObject({
  after: TerminalId.optional(),
  limit: z.coerce.number().int().min(1).max(MOST_TERMINALS).default(MOST_TERMINALS),
  condition: z.enum(['in-service', 'limited', 'out-of-service', 'unreachable']).optional(),
  location: z.string().max(60).optional(),
  text: z.string().min(1).max(41).optional(),
});

/** Largest body of a request, in bytes. */
export const MAX_REQUEST = 16 * 1024;
