import { z } from 'zod';
import { Condition } from './condition.ts';
import { DATE_LIMIT, Expression } from './expression.ts';
import { EidFieldName } from './identity-fields.ts';
import { PostalCodes } from './postal-codes.ts';
import { TextKey } from './text-key.ts';

/**
 * Of a vehicle in Germany (Fahrzeug-Zulassungsverordnung). car: whatever a car has, its season left out; seasonal: the
 * season is told too; exchange: Wechselkennzeichen; insurance: mopeds and e-scooters; authority: police, army, offices.
 */
export const PlateKind = z.enum(['car', 'seasonal', 'electric', 'historic', 'exchange', 'insurance', 'authority']);
export type PlateKind = z.infer<typeof PlateKind>;

const Limit = z
  .union([z.number(), z.string().regex(DATE_LIMIT, 'date-limit')])
  .describe(
    'Of type number or amount: a number. Of type date or partial-date: an ISO date, "today", or "today+1y", "today-3m", "today+14d"',
  );

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
        'long-text',
        'amount',
        'multi-choice',
        'iban',
        'partial-date',
        'signature',
        'computed',
      ])
      .describe(
        'street: with its house number; town: a name without digits; amount: euros; partial-date: day or month may be unknown; signature: drawn with a finger, or a typed name instead; computed: told, not asked',
      ),
    label: TextKey,
    hint: TextKey.optional(),
    required: z.boolean().default(true),
    ifAny: z
      .boolean()
      .default(false)
      .describe('Not required, but whoever has it is to fill it in (a given name): asked for like what is required'),
    maxLength: z.int().min(1).max(2000).optional().describe('Characters; defaults by type'),
    min: Limit.optional(),
    max: Limit.optional(),
    only: PostalCodes.optional().describe('Of type postal-code: no others are accepted'),
    options: z
      .array(z.strictObject({ value: z.string().max(60), label: TextKey }))
      .min(2)
      .max(40)
      .optional(),
    plates: z
      .array(PlateKind)
      .min(1)
      .optional()
      .describe('Of type plate: which are accepted; left out: those that a car has'),
    computed: z
      .strictObject({ of: Expression, as: z.enum(['number', 'amount', 'days', 'years']) })
      .optional()
      .describe('Of type computed: how it follows from what was answered before, and what it is'),
    prefill: EidFieldName.optional(),
    /** Read from the card and not to be changed by typing. */
    locked: z.boolean().default(false),
    visibleIf: Condition.optional(),
  })
  .refine((f) => (f.type === 'choice' || f.type === 'multi-choice') === (f.options !== undefined), {
    error: 'options-of-choice',
    path: ['options'],
  })
  .refine((f) => (f.type === 'computed') === (f.computed !== undefined), {
    error: 'computed-of-computed',
    path: ['computed'],
  })
  .refine((f) => f.plates === undefined || f.type === 'plate', { error: 'plates-of-plate', path: ['plates'] })
  .refine((f) => !(f.required && f.ifAny), { error: 'if-any-of-optional', path: ['ifAny'] })
  .refine((f) => f.only === undefined || f.type === 'postal-code', { error: 'only-of-postal-code', path: ['only'] })
  .refine(
    ({ type, min, max }) => [min, max].every((limit) => limit === undefined || typeof limit === LIMITED[type]),
    'limit-of-type',
  );
/** By type, what its limits are written as. */
const LIMITED: Readonly<Record<string, 'string' | 'number'>> = {
  date: 'string',
  number: 'number',
  amount: 'number',
  'partial-date': 'string',
};
export type FieldDefinition = z.infer<typeof FieldDefinition>;
