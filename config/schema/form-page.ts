import { z } from 'zod';
import { Condition } from './condition.ts';
import { FieldDefinition } from './form-field.ts';
import { TextKey } from './text-key.ts';

export const FormPage = z.strictObject({
  id: z.string().regex(/^[a-z][\w-]*$/, 'id'),
  title: TextKey,
  visibleIf: Condition.optional(),
  fields: z.array(FieldDefinition).min(1).max(8),
});
