import { z } from 'zod';
import { TextKey } from './text-key.ts';

/** ISO 3166-2 codes of the federal states. */
export const FEDERAL_STATES = [
  ...['DE-BW', 'DE-BY', 'DE-BE', 'DE-BB', 'DE-HB', 'DE-HH', 'DE-HE', 'DE-MV'],
  ...['DE-NI', 'DE-NW', 'DE-RP', 'DE-SL', 'DE-SN', 'DE-ST', 'DE-SH', 'DE-TH'],
] as const;

/** When people can get to the terminal, and what it does while they cannot. Days and times are those of the place. */
export const Hours = z.strictObject({
  openingHours: z
    .array(
      z
        .strictObject({
          days: z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])).min(1),
          from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'time'),
          to: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'time'),
        })
        .refine(({ from, to }) => from < to, { error: 'to-not-after-from', path: ['to'] }),
    )
    .default([])
    .describe('When people can get to the terminal: its availability is counted in these hours only. Empty: always'),
  holidays: z
    .enum(FEDERAL_STATES)
    .nullable()
    .default(null)
    .describe('Federal state whose public holidays close the place, all day, whatever the opening hours say'),
  townHoliday: z
    .boolean()
    .optional()
    .describe(
      'Whether the town has the public holiday that only a part of its state has: Assumption in Bavaria, Corpus Christi in Saxony and Thuringia. Left out: Assumption it has, Corpus Christi it has not',
    ),
  closures: z
    .array(
      z
        .strictObject({
          from: z.iso.date().describe('First day, YYYY-MM-DD'),
          to: z.iso.date().optional().describe('Last day, itself closed; left out: the first day alone'),
          text: TextKey.nullable().default(null).describe('Why ("Betriebsausflug"), as people read it; null: not said'),
        })
        .refine(({ from, to = from }) => from <= to, { error: 'to-before-from', path: ['to'] }),
    )
    .max(100)
    .default([])
    .describe('Days on which the place is closed, all day'),
  outsideHours: z
    .enum(['serve', 'close'])
    .default('serve')
    .describe(
      'serve: the terminal works whenever somebody can reach it. close: outside the hours, on holidays and closures nothing begins, and the screen says when it opens; whoever has begun finishes',
    ),
});
export type Hours = z.infer<typeof Hours>;
