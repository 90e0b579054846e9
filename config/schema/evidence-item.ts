import { z } from 'zod';
import { TextKey } from './text-key.ts';

export const EvidenceItem = z.strictObject({
  id: z.string().regex(/^[a-z][\w-]*$/, 'id'),
  title: TextKey,
  hint: TextKey,
  required: z.boolean(),
  profile: z.string().describe('Scan profile of the site'),
  maxPages: z.int().min(1).max(20),
});
