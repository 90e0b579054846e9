import { diffWordsWithSpace } from 'diff';
import type { WordPart } from './change.ts';

/** Texts of which less than this share of letters stayed are told one after the other: marks would only confuse. */
const ENOUGH_ALIKE = 0.4;

/** A text and what became of it as one text with marks; `null` where they have too little in common. */
export function markedText(before: string, after: string): readonly WordPart[] | null {
  const pieces = diffWordsWithSpace(before, after);
  const same = pieces.filter(({ added, removed }) => !added && !removed).map(({ value }) => value);
  if (same.join('').trim().length < ENOUGH_ALIKE * Math.max(before.length, after.length)) return null;
  return pieces.map(({ value, added, removed }) => ({
    kind: added ? ('is' as const) : removed ? ('was' as const) : ('plain' as const),
    text: value,
  }));
}
