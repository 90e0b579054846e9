import { z } from 'zod';

/** Key of a text in config/texts/<language>.json, dotted. */
export const TextKey = z
  .string()
  .regex(/^[a-z][\w-]*(\.[\w-]+)+$/, 'text-key')
  .describe('Key in config/texts/<language>.json');
