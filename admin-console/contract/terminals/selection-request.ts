import { z } from 'zod';
import { CAUSES } from '../alerting/causes.ts';
import { TERMINAL_ID } from './enrolment-code.ts';
import { MOST_CHOSEN, TAG, TAG_LENGTH } from './tags.ts';

/** What the API takes about which terminals are meant. Only the hub reads these schemas: a page that imports them carries zod. */
const TerminalIds = z.array(z.string().regex(TERMINAL_ID)).max(MOST_CHOSEN);
export const TerminalText = z.string().trim().min(1).max(60);
export const LocationId = z.string().min(1).max(60);
export const Software = z.string().min(1).max(60);
export const Condition = z.enum(['in-service', 'limited', 'out-of-service', 'unreachable']);
export const StandingCause = z
  .string()
  .max(160)
  .refine((key) => Object.hasOwn(CAUSES, key.split('.', 1)[0] ?? ''), 'no cause');

/** One word has one spelling: composed, without spaces around it or two within. */
export const Tag = z
  .string()
  .max(4 * TAG_LENGTH)
  .transform((text) => text.normalize('NFC').trim().replaceAll(/\s+/g, ' '))
  .pipe(z.string().regex(TAG));

export const Selection = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('ids'), ids: TerminalIds.min(1) }),
  z.strictObject({
    by: z.literal('filter'),
    condition: Condition.optional(),
    cause: StandingCause.optional(),
    locationIds: z.array(LocationId).min(1).max(100).optional(),
    tags: z.array(Tag).min(1).max(20).optional(),
    site: z.string().max(60).optional(),
    software: Software.optional(),
    isLinked: z.boolean().optional(),
    text: TerminalText.optional(),
    except: TerminalIds.optional(),
  }),
]);
