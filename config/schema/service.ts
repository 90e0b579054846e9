import { z } from 'zod';
import { TextKey } from './text-key.ts';

/** LeiKa service key, 14 digits starting with 99 (FIM "Leistungsschlüssel"). */
const LeikaKey = z
  .string()
  .regex(/^99\d{12}$/, 'leika')
  .describe('LeiKa key, 14 digits');

const EidAttribute = z.enum([
  'GivenNames',
  'FamilyName',
  'DateOfBirth',
  'Address',
  'DoctoralDegree',
  'BirthName',
  'PlaceOfBirth',
  'Nationality',
]);
export type EidAttribute = z.infer<typeof EidAttribute>;

/** Values the eID delivers, flattened for prefilling. */
export const EidFieldName = z.enum([
  'givenNames',
  'familyName',
  'doctoralDegree',
  'dateOfBirth',
  'street',
  'postalCode',
  'city',
  'country',
]);
export type EidFieldName = z.infer<typeof EidFieldName>;

/** A day as a limit: an ISO date, "today", or so many days, months or years before or after it ("today+1y"). */
export const DATE_LIMIT = /^(?:\d{4}-\d{2}-\d{2}|today(?:([+-])(\d{1,3})([dmy]))?)$/;
const Limit = z
  .union([z.number(), z.string().regex(DATE_LIMIT, 'date-limit')])
  .describe('Of type number: a number. Of type date: an ISO date, "today", or "today+1y", "today-3m", "today+14d"');

/** Where a person must live. */
const PostalCodes = z
  .union([z.literal('municipality'), z.array(z.string().regex(/^\d{5}$/, 'postal-code')).min(1)])
  .describe('"municipality": those of the site; where the site names none, the rule is not checked');

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

const FormPage = z.strictObject({
  id: z.string().regex(/^[a-z][\w-]*$/, 'id'),
  title: TextKey,
  fields: z.array(FieldDefinition).min(1).max(8),
});

const EvidenceItem = z.strictObject({
  id: z.string().regex(/^[a-z][\w-]*$/, 'id'),
  title: TextKey,
  hint: TextKey,
  required: z.boolean(),
  profile: z.string().describe('Scan profile of the site'),
  maxPages: z.int().min(1).max(20),
});

/** Whose money it is: a tenant of the terminal, as in the site's `payees` and in the bill register's `payeeId`. */
export const PayeeId = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'id');

const Fee = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('fixed'),
    cents: z.int().min(1).max(100_000_00),
    purpose: TextKey,
    payee: PayeeId,
  }),
  z
    .strictObject({ kind: z.literal('bill'), purpose: TextKey })
    .describe('The amount is that of an existing bill (Kassenzeichen)'),
]);

const DataSchemaFile = z.string().describe('File in config/submission-schemas');

export const ServiceDefinition = z
  .strictObject({
    $schema: z.string().optional(),
    id: z.string().regex(/^[a-z][a-z0-9-]{2,40}$/, 'id'),
    version: z.int().min(1),
    leika: LeikaKey.nullable().describe('Never invent one: null where none is known'),
    title: TextKey,
    summary: TextKey,
    category: z.enum(['mobility', 'animals', 'payments', 'residence', 'family', 'business', 'identity', 'information']),
    keywords: z.record(z.string(), z.array(z.string())).describe('Search words by language'),
    icon: z.string().describe('Name in assets/icons'),
    trust: z.enum(['none', 'substantial', 'high']).describe('Level of assurance the authority demands'),
    identification: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('none') }),
      z.strictObject({
        kind: z.literal('eid'),
        required: z.array(EidAttribute).min(1),
        optional: z.array(EidAttribute).default([]),
        needed: z
          .array(EidFieldName)
          .optional()
          .describe(
            'What the service cannot do without. Cards carry less for some people: one name, no home in Germany',
          ),
        purpose: TextKey,
      }),
    ]),
    residence: z
      .strictObject({
        postalCodes: PostalCodes,
        otherwise: TextKey.describe('What somebody who lives elsewhere can do'),
        unlessAbroad: z
          .boolean()
          .optional()
          .describe(
            'People whose card has no address in Germany are served: they were registered here last, or nowhere',
          ),
      })
      .optional()
      .describe('Only for people who live there, by the address on their card; said right after the identification'),
    prerequisites: z.array(TextKey).max(6),
    needs: z.array(z.enum(['id-card', 'pin', 'pin-letter', 'bank-card', 'document', 'bill'])),
    durationMinutes: z.int().min(1).max(60),
    fee: Fee,
    bill: z
      .strictObject({ payees: z.array(PayeeId).min(1) })
      .optional()
      .describe('Ask for a Kassenzeichen before the form'),
    form: z.array(FormPage).max(10),
    evidence: z.array(EvidenceItem).max(10),
    route: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('fit-connect'),
        destination: z.string().describe('Name of a destination of the site'),
        publicService: z
          .string()
          .regex(/^urn:[a-z0-9][a-z0-9-]{0,31}:\S{1,100}$/i, 'urn')
          .optional()
          .describe(
            'Under which of the destination’s public services requests are announced where there is no LeiKa key, as with bills',
          ),
        dataSchema: DataSchemaFile,
      }),
      z
        .strictObject({ kind: z.literal('fit-connect-by-place'), dataSchema: DataSchemaFile })
        .describe(
          'To the authority that is responsible where the citizen lives: found by the LeiKa key, through the routing service of the site',
        ),
      z
        .strictObject({ kind: z.literal('pin-change') })
        .describe('Sets or changes the PIN of the identity card: finished at the terminal, nothing is sent anywhere'),
    ]),
    order: z
      .enum(['pay-then-submit', 'submit-then-pay'])
      .default('pay-then-submit')
      .describe(
        'submit-then-pay: money moves only once the authority has the request; what is not paid then is owed under the reference on the slip',
      ),
    whenRejected: z
      .enum(['reverse', 'flag'])
      .default('flag')
      .describe('A paid request that the authority rejects: the payment is reversed, or staff decide'),
    whenUndeliverable: z
      .enum(['reverse', 'flag'])
      .default('flag')
      .describe('A paid request that can never be delivered (key rolled over, refused for good): likewise'),
    copy: z
      .enum(['offer', 'none'])
      .default('offer')
      .describe('offer: the citizen may print the document that was sent, where there is a page printer'),
    next: z
      .array(TextKey)
      .max(3)
      .default([])
      .describe(
        'What happens after sending: by post or not, when, what holds meanwhile. On the last screen, the slip and the copy; at most 96 characters each',
      ),
    answers: z
      .enum(['post', 'choose'])
      .default('post')
      .describe(
        'choose: the citizen says how the authority answers, of what its destination offers: by e-mail or post',
      ),
    notice: z
      .enum(['none', 'ask'])
      .default('none')
      .describe(
        'ask: whether the citizen agrees to an electronic notice is asked, and the answer sent along, a no, too',
      ),
    whenPortalDown: z.enum(['refuse', 'defer']).describe('defer: may be finished; the acknowledgement follows later'),
  })
  .refine((s) => (s.fee.kind === 'bill') === (s.bill !== undefined), { error: 'bill-of-fee', path: ['fee'] })
  .refine(
    ({ residence, identification }) =>
      residence === undefined || (identification.kind === 'eid' && identification.required.includes('Address')),
    { error: 'residence-needs-address', path: ['residence'] },
  )
  .refine(({ route, leika }) => route.kind !== 'fit-connect-by-place' || leika !== null, {
    error: 'place-needs-leika',
    path: ['leika'],
  })
  // Money goes to a payee of this place, and the authority may be another town's.
  .refine(({ route, fee }) => route.kind !== 'fit-connect-by-place' || fee.kind === 'none', {
    error: 'place-without-fee',
    path: ['fee'],
  })
  .refine((s) => s.fee.kind !== 'none' || s.order === 'pay-then-submit', { error: 'order-needs-fee', path: ['order'] })
  .refine(
    (s) =>
      s.route.kind !== 'pin-change' ||
      (s.identification.kind === 'none' && s.fee.kind === 'none' && s.form.length + s.evidence.length === 0),
    { error: 'pin-change-alone', path: ['route'] },
  );
export type ServiceDefinition = z.infer<typeof ServiceDefinition>;

type Routed = Pick<ServiceDefinition, 'route'>;
export type SubmissionRoute = Exclude<ServiceDefinition['route'], { readonly kind: 'pin-change' }>;

/** Where a service's requests go, and in which form; `null` for one that sends none. */
export const submissionRoute = ({ route }: Routed): SubmissionRoute | null =>
  route.kind === 'pin-change' ? null : route;

/** Name of the destination of the site that gets all requests of a service; `null` where it depends, or there are none. */
export const fixedDestination = ({ route }: Routed): string | null =>
  route.kind === 'fit-connect' ? route.destination : null;

/** Which authority gets it depends on where the citizen lives. */
export const isRoutedByPlace = ({ route }: Routed): boolean => route.kind === 'fit-connect-by-place';
