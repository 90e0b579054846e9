import { z } from 'zod';
import { TextKey } from './text-key.ts';

/** Something that everybody who comes shall read: on the start screen, and again once a language is chosen. */
const Announcement = z
  .strictObject({
    text: TextKey.describe('One or two short sentences'),
    kind: z.enum(['note', 'warning']).describe('warning: stands out, for what changes what people can do today'),
    from: z.iso.date().nullable().default(null).describe('First day of the place on which it is shown; null: at once'),
    until: z.iso.date().nullable().default(null).describe('Last day on which it is shown; null: until it is taken out'),
  })
  .refine(({ from, until }) => !from || !until || from <= until, {
    error: 'until-before-from',
    path: ['until'],
  });
export type Announcement = z.infer<typeof Announcement>;

/** More would push the services off the start screen. */
export const Announcements = z.array(Announcement).max(3).default([]).describe('In the order in which they are shown');
