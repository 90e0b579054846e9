import { z } from 'zod';
import { Condition } from './condition.ts';
import { FieldDefinition } from './form-field.ts';
import { TextKey } from './text-key.ts';

const Repeat = z
  .strictObject({
    min: z.int().min(0).max(20),
    max: z.int().min(1).max(20),
    item: TextKey.describe('One of them, such as "Hund": its number is put behind'),
    add: TextKey.describe('On the button, such as "Noch einen Hund eintragen"'),
  })
  .refine(({ min, max }) => min <= max, { error: 'repeat-limits', path: ['max'] });

export const FormPage = z.strictObject({
  id: z.string().regex(/^[a-z][\w-]*$/, 'id'),
  title: TextKey,
  visibleIf: Condition.optional(),
  repeat: Repeat.optional().describe('Asked once for each: children, dogs, vehicles'),
  fields: z.array(FieldDefinition).min(1).max(12),
  rules: z
    .array(
      z.strictObject({
        when: Condition.describe('What must not be'),
        text: TextKey.describe('What is wrong then, and what would be right'),
      }),
    )
    .min(1)
    .max(10)
    .optional()
    .describe('What the answers must not say together; shown at the end of the page'),
});
