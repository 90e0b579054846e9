import { z } from 'zod';
import { TextKey } from './text-key.ts';

export const EvidenceItem = z.strictObject({
  id: z.string().regex(/^[a-z][\w-]*$/, 'id'),
  title: TextKey,
  hint: TextKey,
  required: z.boolean(),
  profile: z.string().describe('Scan profile of the site'),
  ways: z
    .array(z.enum(['scan', 'phone']))
    .min(1)
    .default(['scan', 'phone'])
    .describe('phone: a photo or a file from the citizen’s own telephone, where the site has a phone relay'),
  maxPages: z.int().min(1).max(20),
});
