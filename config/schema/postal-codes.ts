import { z } from 'zod';

/** Where a person must live. */
export const PostalCodes = z
  .union([z.literal('municipality'), z.array(z.string().regex(/^\d{5}$/, 'postal-code')).min(1)])
  .describe('"municipality": those of the site; where the site names none, the rule is not checked');
