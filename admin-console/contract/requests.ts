import { z } from 'zod';
import { TERMINAL_ID } from './terminals/enrolment-code.ts';
import { Condition, LocationId, Software, StandingCause, Tag, TerminalText } from './terminals/selection-request.ts';
import { TERMINAL_SORTS } from './terminals/terminal-view.ts';

/** What the API takes. Only the hub reads these schemas: a page that imports them carries zod. */
const TerminalId = z.string().regex(TERMINAL_ID);

export const NewEnrolmentCode = z.strictObject({ terminalId: TerminalId });
/** `null`: it is called by its id. */
export const TerminalName = z.strictObject({ name: z.string().trim().min(1).max(40).nullable() });
/** Characters of the longest list of ids in an address. */
const MOST_IDS_TEXT = 6_100;
/** Parted by commas. */
export const TerminalNamesQuery = z.strictObject({ ids: z.string().min(1).max(MOST_IDS_TEXT) });
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
/** Most rows of a list of terminals in one answer. */
const MOST_TERMINALS = 200;
/** In the order of ids a part begins after an id; in any order it begins at a place. */
export const TerminalListQuery = z.strictObject({
  after: TerminalId.optional(),
  from: z.coerce.number().int().min(0).max(1_000_000).optional(),
  limit: z.coerce.number().int().min(1).max(MOST_TERMINALS).default(MOST_TERMINALS),
  sort: z.enum(TERMINAL_SORTS).default('id'),
  order: z.enum(['up', 'down']).default('up'),
  condition: Condition.optional(),
  cause: StandingCause.optional(),
  location: LocationId.optional(),
  tag: Tag.optional(),
  software: Software.optional(),
  text: TerminalText.optional(),
});

/** Largest body of a request, in bytes. */
export const MAX_REQUEST = 16 * 1024;
