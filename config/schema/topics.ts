import { z } from 'zod';
import { TextKey } from './text-key.ts';
import { CATEGORIES, SITUATIONS } from './topic-names.ts';

export const Category = z.enum(CATEGORIES);
export type Category = z.infer<typeof Category>;

export const Situation = z.enum(SITUATIONS);
export type Situation = z.infer<typeof Situation>;

const SituationShown = z.strictObject({
  situation: Situation,
  title: TextKey.nullable().default(null).describe('What it is called here; null: as everywhere'),
});

/** Which life situations stand on the home page of the catalogue, in this order. */
export const SituationsShown = z
  .array(SituationShown)
  .refine((list) => new Set(list.map(({ situation }) => situation)).size === list.length, 'situation-twice')
  .default([])
  .describe('Life situations of the home page in their order; empty: each that an offered service names');
