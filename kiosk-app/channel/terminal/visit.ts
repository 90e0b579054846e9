import { z } from 'zod';
import { RATINGS } from '../../../fleet-link/statistics.ts';

/**
 * What is known of a call for help: being sent; shown to the staff; taken by one of them; or not sent, because the hub
 * is not reached (it goes out by itself once it is). Never more than was confirmed.
 */
export const HelpState = z.enum(['asking', 'told', 'taken', 'unreachable']);
export type HelpState = z.infer<typeof HelpState>;

const UsedService = z.string().max(41);
/** What a visit was, as far as it is counted. Counts are added up by hour and day; no two of these are kept together. */
export const Usage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('looked'), serviceId: UsedService }),
  z.strictObject({ kind: z.literal('begun'), serviceId: UsedService }),
  /** `null`: the service asks for none. */
  z.strictObject({
    kind: z.literal('finished'),
    serviceId: UsedService,
    identification: z.enum(['none', 'id-card', 'wallet']),
    evidence: z.enum(['none', 'scan', 'phone']).nullable(),
    payment: z.enum(['card', 'online', 'later']).nullable(),
  }),
  /** What the person thinks of it, in one touch on the last screen. */
  z.strictObject({ kind: z.literal('rated'), rating: z.enum(RATINGS) }),
  /** The visit is over: in which language, and how the terminal was operated. */
  z.strictObject({ kind: z.literal('left'), language: z.string().max(10), mode: z.enum(['touch', 'keypad', 'audio']) }),
]);
export type Usage = z.infer<typeof Usage>;
