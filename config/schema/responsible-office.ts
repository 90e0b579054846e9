import { z } from 'zod';
import { TextKey } from './text-key.ts';

/** Whom people ask about a service: on its page, and on the slip. */
export const ResponsibleOffice = z.strictObject({
  name: TextKey,
  phone: z
    .string()
    .regex(/^\+?[0-9][0-9 /()-]{2,30}$/, 'phone-number')
    .describe('As people dial it'),
  email: z.email().optional(),
  room: TextKey.optional().describe('Where it is to be found: one sentence'),
});

/** For how long the authority keeps what was sent; at the terminal nothing stays. */
export const Retention = z
  .strictObject({
    months: z.int().min(1).max(1320),
    law: z.string().min(3).max(80).optional().describe('Where that is written: "§ 169 AO"'),
  })
  .describe('How long the authority keeps the case once it is closed');
