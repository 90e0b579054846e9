import { z } from 'zod';
import { FieldDefinition } from './form-field.ts';
import { TextKey } from './text-key.ts';

export const FormPage = z.strictObject({
  id: z.string().regex(/^[a-z][\w-]*$/, 'id'),
  title: TextKey,
  fields: z.array(FieldDefinition).min(1).max(8),
});
