import { z } from 'zod';
import { PUBLIC_HOLIDAYS } from '../../../config/hours/holidays.ts';

/** What the clock on the wall makes of the place: told by the terminal when it changes. Texts are keys of the configuration. */
export const PlaceNow = z.strictObject({
  /** Nothing begins while the place is closed; `null`: it is open, or people are served at any time. */
  closed: z
    .strictObject({
      why: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('hours') }),
        z.strictObject({ kind: z.literal('holiday'), holiday: z.enum(PUBLIC_HOLIDAYS) }),
        z.strictObject({ kind: z.literal('closure'), text: z.string().nullable() }),
      ]),
      /** By the clock of the place; `null`: not within a year. */
      opensAt: z.strictObject({ date: z.iso.date(), time: z.string().regex(/^\d{2}:\d{2}$/) }).nullable(),
    })
    .nullable(),
  /** Those of today, in order. */
  announcements: z.array(z.strictObject({ kind: z.enum(['note', 'warning']), text: z.string() })).max(3),
});
export type PlaceNow = z.infer<typeof PlaceNow>;

export const OPEN_PLACE: PlaceNow = { closed: null, announcements: [] };
