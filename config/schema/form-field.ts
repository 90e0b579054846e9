import { z } from 'zod';
import { EidFieldName } from './identity-fields.ts';
import { PostalCodes } from './postal-codes.ts';
import { TextKey } from './text-key.ts';

/** A day as a limit: an ISO date, "today", or so many days, months or years before or after it ("today+1y"). */
export const DATE_LIMIT = /^(?:\d{4}-\d{2}-\d{2}|today(?:([+-])(\d{1,3})([dmy]))?)$/;
const Limit = z
  .union([z.number(), z.string().regex(DATE_LIMIT, 'date-limit')])
  .describe('Of type number: a number. Of type date: an ISO date, "today", or "today+1y", "today-3m", "today+14d"');

export const FieldDefinition = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z][A-Za-z0-9]*$/, 'field-id')
      .describe('Property name in the structured data'),
    type: z
      .enum([
        'text',
        'name',
        'email',
        'phone',
        'date',
        'number',
        'plate',
        'choice',
        'yes-no',
        'street',
        'postal-code',
        'town',
      ])
      .describe('street: with its house number; town: a name without digits'),
    label: TextKey,
    hint: TextKey.optional(),
    required: z.boolean().default(true),
    ifAny: z
      .boolean()
      .default(false)
      .describe('Not required, but whoever has it is to fill it in (a given name): asked for like what is required'),
    maxLength: z.int().min(1).max(500).optional().describe('Characters; defaults by type'),
    min: Limit.optional(),
    max: Limit.optional(),
    only: PostalCodes.optional().describe('Of type postal-code: no others are accepted'),
    options: z
      .array(z.strictObject({ value: z.string().max(60), label: TextKey }))
      .min(2)
      .max(40)
      .optional(),
    prefill: EidFieldName.optional(),
    /** Read from the card and not to be changed by typing. */
    locked: z.boolean().default(false),
    visibleIf: z.strictObject({ field: z.string(), equals: z.string() }).optional(),
  })
  .refine((f) => (f.type === 'choice') === (f.options !== undefined), { error: 'options-of-choice', path: ['options'] })
  .refine((f) => !(f.required && f.ifAny), { error: 'if-any-of-optional', path: ['ifAny'] })
  .refine((f) => f.only === undefined || f.type === 'postal-code', { error: 'only-of-postal-code', path: ['only'] })
  .refine(
    ({ type, min, max }) => [min, max].every((limit) => limit === undefined || typeof limit === LIMITED[type]),
    'limit-of-type',
  );
/** By type, what its limits are written as. */
const LIMITED: Readonly<Record<string, 'string' | 'number'>> = { date: 'string', number: 'number' };
export type FieldDefinition = z.infer<typeof FieldDefinition>;
