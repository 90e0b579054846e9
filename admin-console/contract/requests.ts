import { z } from 'zod';
import { TERMINAL_ID } from './enrolment-code.ts';

/** What the API takes. Only the hub reads these schemas: a page that imports them carries zod. */
const TerminalId = z.string().regex(TERMINAL_ID);

export const NewEnrolmentCode = z.strictObject({ terminalId: TerminalId });
export const HelpTaken = z.strictObject({ id: z.uuid() });
export const NoArguments = z.strictObject({});
export const OfTerminal = z.strictObject({ id: TerminalId });

/** Largest body of a request, in bytes. */
export const MAX_REQUEST = 16 * 1024;
