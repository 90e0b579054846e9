import { z } from 'zod';

/** How names are shown that card or wallet tell in capitals only. */
export const NameDisplay = z
  .enum(['as-told', 'capitalised'])
  .describe('capitalised: MÜLLER is shown as Müller; what is sent stays as card or wallet tell it');
export type NameDisplay = z.infer<typeof NameDisplay>;
