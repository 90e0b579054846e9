import { z } from 'zod';
import { TextKey } from './text-key.ts';

/** What somebody wants an appointment for. */
export const AppointmentConcern = z.strictObject({
  id: z.int().min(1).max(2_147_483_647).describe('Number of the concern (service) in the appointment system'),
  title: TextKey,
  for: z
    .string()
    .regex(/^[a-z][a-z0-9-]{2,40}$/, 'id')
    .optional()
    .describe('Service of the terminal for which it is: what that one needs is to be brought along'),
  bring: z.array(TextKey).max(6).default([]).describe('What to bring, beside what that service needs'),
});
export type AppointmentConcern = z.infer<typeof AppointmentConcern>;
