import { variantsOf } from '../../kiosk-app/ui/keyboard/planes.ts';

const CLUSTERS = new Intl.Segmenter('de', { granularity: 'grapheme' });
/** U+035F joins two letters ("K͟h"). */
const JOINED = /\u035F$/u;

/** A text in letters of DIN 91379: marks belong to their letter. */
export function lettersOf(text: string): readonly string[] {
  const letters: string[] = [];
  for (const { segment } of CLUSTERS.segment(text.normalize('NFC'))) {
    const before = letters.at(-1) ?? '';
    if (JOINED.test(before)) letters[letters.length - 1] = before + segment;
    else letters.push(segment);
  }
  return letters;
}

/** The key that offers a letter when it is held. */
export const keyWith = (letter: string): string | undefined =>
  [...'abcdefghijklmnopqrstuvwxyz'].find((key) =>
    [false, true].some((isCapital) => variantsOf(key, isCapital).includes(letter)),
  );
