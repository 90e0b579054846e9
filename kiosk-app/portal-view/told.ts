import { z } from 'zod';
import { LIMITS } from './limits.ts';
import type { PortalField } from './words.ts';

/** What our script in a page says. It runs beside foreign scripts, so each word of it is checked. */
const Told = z.discriminatedUnion('what', [
  z.object({ what: z.literal('print') }),
  z.object({
    what: z.literal('field'),
    field: z
      .discriminatedUnion('kind', [
        z.object({ kind: z.literal('text'), type: z.enum(['text', 'email', 'phone', 'number']) }),
        z.object({ kind: z.literal('choice'), options: z.array(z.string()), chosen: z.int().min(-1) }),
      ])
      .nullable(),
  }),
]);

export type Told = { readonly what: 'print' } | { readonly what: 'field'; readonly field: PortalField | null };

/** `null`: not what our script says. */
export function readTold(payload: string): Told | null {
  if (payload.length > LIMITS.toldCharacters) return null;
  try {
    const checked = Told.safeParse(JSON.parse(payload));
    return checked.success ? trimmed(checked.data) : null;
  } catch {
    return null;
  }
}

function trimmed(told: z.infer<typeof Told>): Told {
  if (told.what !== 'field' || told.field?.kind !== 'choice') return told;
  const { options, chosen } = told.field;
  const shown = options.slice(0, LIMITS.options).map((option) => option.slice(0, LIMITS.optionCharacters));
  return { what: 'field', field: { kind: 'choice', options: shown, chosen } };
}
