import { z } from 'zod';
import { Condition } from './condition.ts';
import { TextKey } from './text-key.ts';

const FieldName = z.string().min(1).max(64);

/** A part of a page of text: sentences, or what the place already says of itself. */
const InformationSection = z
  .strictObject({
    title: TextKey,
    rows: z
      .array(z.strictObject({ label: TextKey, value: TextKey }))
      .max(10)
      .default([])
      .describe('In pairs, such as a day and its hours; before the text'),
    text: z.array(TextKey).max(6).default([]).describe('A paragraph each'),
    shows: z
      .enum(['opening-hours', 'announcements', 'contact'])
      .optional()
      .describe('What stands in the file of the place: opening hours, announcements of today, telephone and address'),
  })
  .refine(({ rows, text, shows }) => rows.length + text.length > 0 || shows !== undefined, {
    error: 'empty-section',
    path: ['text'],
  });

/** Routes of services that end at the terminal: nothing is sent anywhere. */
export const InformationRoute = z
  .strictObject({ kind: z.literal('information'), sections: z.array(InformationSection).min(1).max(8) })
  .describe('A page of text, to be read or taken along on paper');

export const LookupRoute = z
  .strictObject({
    kind: z.literal('lookup'),
    asks: z.enum(['document-status']).describe('document-status: whether an ordered document is ready, by its number'),
    next: z
      .strictObject({ 'in-production': TextKey, ready: TextKey, collected: TextKey })
      .describe('What to do, by what the office says'),
  })
  .describe('Answers a question by asking a portal of the site');

export const PrintoutRoute = z
  .strictObject({
    kind: z.literal('printout'),
    results: z.array(FieldName).min(1).max(6).describe('Computed fields of the form that stand first on the sheet'),
    verdicts: z
      .array(z.strictObject({ when: Condition, text: TextKey }))
      .max(6)
      .default([])
      .describe('What the results mean; of several that hold, the first'),
    notes: z.array(TextKey).min(1).max(6).describe('What must be known about it: who decides, which rules were used'),
  })
  .describe('Reckons from the answers, and ends with a sheet of paper');
