import { type PlantedMistake, TEXT } from './planted-mistake.ts';

/** In the texts of one language. */
export const TEXT_MISTAKES: readonly PlantedMistake[] = [
  [
    'a text that one language lacks',
    TEXT,
    (t) => delete t['site.helpDesk'],
    'site.helpDesk',
    /fehlt auf Englisch/,
    /auch in dieser Sprache/,
  ],
  [
    'a text of what happens next that one language lacks',
    TEXT,
    (t) => delete t[Object.keys(t).find((key) => key.includes('.next.')) ?? ''],
    '*',
    /fehlt auf Englisch/,
    /auch/,
  ],
];
