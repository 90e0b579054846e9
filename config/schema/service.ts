import { z } from 'zod';
import { mayBeTyped } from './demands-eid.ts';
import { EvidenceItem } from './evidence-item.ts';
import { Fee, PayeeId } from './fee.ts';
import { FormPage } from './form-page.ts';
import { EidAttribute, EidFieldName } from './identity-fields.ts';
import { PostalCodes } from './postal-codes.ts';
import { ResponsibleOffice, Retention } from './responsible-office.ts';
import { isAppointment, isToldHere, Route } from './route.ts';
import { TextKey } from './text-key.ts';
import { Category, Situation } from './topics.ts';

/** LeiKa service key, 14 digits starting with 99 (FIM "Leistungsschlüssel"). */
const LeikaKey = z
  .string()
  .regex(/^99\d{12}$/, 'leika')
  .describe('LeiKa key, 14 digits');

export const ServiceDefinition = z
  .strictObject({
    $schema: z.string().optional(),
    id: z.string().regex(/^[a-z][a-z0-9-]{2,40}$/, 'id'),
    version: z.int().min(1),
    leika: LeikaKey.nullable().describe('Never invent one: null where none is known'),
    title: TextKey,
    summary: TextKey,
    category: Category,
    situations: z.array(Situation).max(6).default([]).describe('Life situations in which people look for it'),
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
        withoutEid: z
          .enum(['refuse', 'type'])
          .optional()
          .describe(
            'Left out: refuse. type: whoever has no eID may type name and address, for which nobody vouches then; only where the law demands no more',
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
    form: z.array(FormPage).max(20),
    evidence: z.array(EvidenceItem).max(10),
    route: Route,
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
    responsibleOffice: ResponsibleOffice.optional().describe('Whom people ask about it'),
    retention: Retention.optional(),
    validFrom: z.iso.date().optional().describe('First day of the place on which it is offered; left out: at once'),
    validTo: z.iso.date().optional().describe('Last day on which it is offered; left out: until it is taken out'),
    insteadOfEid: z
      .string()
      .regex(/^[a-z][a-z0-9-]{2,40}$/, 'id')
      .optional()
      .describe('Service that books an appointment for this one: offered to whoever cannot identify'),
    whenPortalDown: z.enum(['refuse', 'defer']).describe('defer: may be finished; the acknowledgement follows later'),
  })
  .refine(({ validFrom, validTo }) => !validFrom || !validTo || validFrom <= validTo, {
    error: 'valid-to-before-from',
    path: ['validTo'],
  })
  .refine((s) => (s.fee.kind === 'bill') === (s.bill !== undefined), { error: 'bill-of-fee', path: ['fee'] })
  .refine(
    ({ residence, identification }) =>
      residence === undefined || (identification.kind === 'eid' && identification.required.includes('Address')),
    { error: 'residence-needs-address', path: ['residence'] },
  )
  // By the card only: of a typed address the field of the postal code says which are accepted.
  .refine((s) => s.residence === undefined || !mayBeTyped(s), { error: 'residence-needs-eid', path: ['residence'] })
  .refine((s) => s.trust === 'none' || !mayBeTyped(s), { error: 'trust-needs-eid', path: ['trust'] })
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
  )
  // What is asked, paid and sent, is so at the portal.
  .refine(
    (s) =>
      s.route.kind !== 'web' ||
      (s.identification.kind === 'none' && s.fee.kind === 'none' && s.form.length + s.evidence.length === 0),
    { error: 'web-alone', path: ['route'] },
  )
  .refine(
    (s) =>
      !isAppointment(s) ||
      (s.identification.kind === 'none' && s.fee.kind === 'none' && s.form.length + s.evidence.length === 0),
    { error: 'appointment-alone', path: ['route'] },
  )
  // Nobody has to say who they are to be told something, and nothing is paid for it.
  .refine(
    (s) =>
      !isToldHere(s) ||
      (s.identification.kind === 'none' && s.fee.kind === 'none' && s.evidence.length + s.needs.length === 0),
    { error: 'told-alone', path: ['route'] },
  )
  .refine((s) => !isToldHere(s) || (s.route.kind === 'printout') === s.form.length > 0, {
    error: 'form-of-printout',
    path: ['form'],
  })
  // At a web site people identify, too, though the site asks for it.
  .refine(
    ({ insteadOfEid, identification: { kind }, route }) =>
      insteadOfEid === undefined || kind === 'eid' || route.kind === 'web',
    {
      error: 'instead-of-nothing',
      path: ['insteadOfEid'],
    },
  );
export type ServiceDefinition = z.infer<typeof ServiceDefinition>;
