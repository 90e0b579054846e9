import { z } from 'zod';

const Id = z.string().min(1).max(40);

/** What a telephone may say (`PhoneSays`); checked like everything that comes from outside. */
export const HeardFromPhone = z.discriminatedUnion('say', [
  z.strictObject({ say: z.literal('hello'), language: z.string().max(10) }),
  z.strictObject({ say: z.literal('begin'), id: Id, size: z.int().min(1) }),
  z.strictObject({ say: z.literal('chunk'), id: Id }),
  z.strictObject({ say: z.literal('drop'), id: Id }),
  z.strictObject({ say: z.literal('delete'), page: Id }),
  z.strictObject({ say: z.literal('move'), page: Id, to: z.int().min(0).max(100) }),
  z.strictObject({ say: z.literal('have'), id: Id }),
  z.strictObject({ say: z.literal('here') }),
  z.strictObject({ say: z.literal('bye') }),
]);
export type HeardFromPhone = z.infer<typeof HeardFromPhone>;
