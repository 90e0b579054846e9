import { z } from 'zod';
import { CODE, LEVELS } from '../foundation/log.ts';

/** What the hub wants to read of a terminal's log, for a time, and what the terminal sends of it meanwhile. */

/** Lines of one batch, and what a terminal keeps of what came before somebody reads. */
export const LINES_AT_ONCE = 200;
/** Characters of one line as JSON; a longer one is left out and counted. */
export const LONGEST_LINE = 600;
/** Longest that a terminal reads aloud without being asked again, in milliseconds. */
export const READ_AT_MOST_MS = 600_000;

/** The writer of a line allows no prose; whoever reads lines of another machine checks that it has none. */
const Code = z.string().regex(CODE).or(z.literal('?'));
const Field = z.union([z.number(), z.boolean(), z.null(), Code, z.array(Code).max(50)]);

export const LogLine = z.strictObject({
  /** Epoch milliseconds on the terminal's clock. */
  at: z.int().min(0).max(8.64e15),
  level: z.enum(LEVELS),
  event: z.string().regex(CODE),
  fields: z
    .record(z.string().regex(/^\w{1,40}$/), Field)
    .refine((fields) => JSON.stringify(fields).length <= LONGEST_LINE, 'too long'),
});
export type LogLine = z.infer<typeof LogLine>;

export const LogBatch = z.strictObject({
  lines: z.array(LogLine).max(LINES_AT_ONCE),
  /** Lines between the batch before and this one that are not sent: they came too fast, or were too long. */
  omitted: z.int().min(0).max(1e9),
});
export type LogBatch = z.infer<typeof LogBatch>;

/** Answered by the terminal: lines are sent from now on for so long; asked again, it goes on from where it is. */
export const logAtTerminal = {
  'log.read': { params: z.strictObject({ forMs: z.int().min(1).max(READ_AT_MOST_MS) }), result: z.strictObject({}) },
} as const;

/** Answered by the hub. Refused with `not-asked` when nobody reads (any more), with `too-much` what is not kept. */
export const logAtHub = { 'log.lines': { params: LogBatch, result: z.strictObject({}) } } as const;
