import { z } from 'zod';
import { EvidenceItem } from '../schema/evidence-item.ts';
import { PayeeId } from '../schema/fee.ts';
import { FieldDefinition } from '../schema/form-field.ts';
import { FormPage } from '../schema/form-page.ts';
import { ServiceDefinition } from '../schema/service.ts';

const { id, leika, category, situations, icon, keywords, trust, durationMinutes, needs } = ServiceDefinition.shape;
const field = FieldDefinition.shape;

/** The same words in each language of the place: `{ "de": "…", "en": "…" }`. */
export const Words = z.record(z.string().min(2), z.string().min(1));
export type Words = Readonly<z.infer<typeof Words>>;

const AskedField = z.strictObject({
  /** Made of the German label if left out. */
  id: field.id.optional(),
  label: Words,
  hint: Words.optional(),
  type: field.type,
  required: z.boolean().optional(),
  maxLength: field.maxLength,
  min: field.min,
  max: field.max,
  only: field.only,
  options: z
    .array(z.strictObject({ value: z.string().max(60).optional(), label: Words }))
    .min(2)
    .max(40)
    .optional(),
  visibleIf: field.visibleIf,
});
export type AskedField = Readonly<z.infer<typeof AskedField>>;

/**
 * What an office says of a new service, in its own words. Everything else of a service's file follows from it, and can
 * be changed there afterwards.
 */
export const ServiceAnswers = z.strictObject({
  id: id.optional(),
  leika: leika.default(null),
  title: Words,
  summary: Words,
  category,
  situations,
  keywords: keywords.default({}),
  icon: icon.default('document'),
  /** `typed`: nobody vouches for name and address. `eid`: card or wallet do. `either`: as the person likes. */
  person: z.enum(['none', 'typed', 'eid', 'either']),
  trust: trust.optional(),
  /** Shown when the card is read; the title if left out. */
  eidPurpose: Words.optional(),
  /** Of the person: fields that are asked for beside name and address. */
  contact: z.array(z.enum(['phone', 'email'])).default([]),
  prerequisites: z.array(Words).max(6).default([]),
  needs: needs.default([]),
  durationMinutes: durationMinutes.default(5),
  fee: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('none') }),
      z.strictObject({ kind: z.literal('fixed'), cents: z.int().min(1), payee: PayeeId }),
      z.strictObject({
        kind: z.literal('table'),
        /** Id of the choice by which the price goes. */
        field: z.string(),
        prices: z.array(z.strictObject({ value: z.string().max(60), cents: z.int().min(1) })).min(2),
        payee: PayeeId,
      }),
    ])
    .default({ kind: 'none' }),
  /** On the slip; the title if left out. */
  feePurpose: Words.optional(),
  pages: z
    .array(z.strictObject({ id: FormPage.shape.id.optional(), title: Words, fields: z.array(AskedField).min(1) }))
    .default([]),
  evidence: z
    .array(
      z.strictObject({
        title: Words,
        hint: Words,
        required: z.boolean().default(true),
        maxPages: EvidenceItem.shape.maxPages.default(2),
      }),
    )
    .default([]),
  /** Name of a destination of the site. */
  destination: z.string(),
  /** As the authority calls it where it has no LeiKa key: `urn:…`. */
  publicService: z.string().optional(),
  next: z.array(Words).max(3).default([]),
});
export type ServiceAnswers = Readonly<z.infer<typeof ServiceAnswers>>;
