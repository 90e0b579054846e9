/** A stream of numbers in [0, 1) that is the same for the same seed (xorshift, 32 bits). */
export function randomOf(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

export const pick = <T>(list: readonly T[], random: () => number): T => {
  const chosen = list[Math.floor(random() * list.length)];
  if (chosen === undefined) throw new RangeError('nothing to pick from');
  return chosen;
};

/** German layout: what a finger hits instead. */
const ROWS = ['qwertzuiopü', 'asdfghjklöä', 'yxcvbnm'] as const;

function neighbours(letter: string): readonly string[] {
  const row = ROWS.findIndex((keys) => keys.includes(letter));
  if (row < 0) return [];
  const at = ROWS[row]?.indexOf(letter) ?? 0;
  return [row - 1, row, row + 1]
    .flatMap((other) => [ROWS[other]?.[at - 1], ROWS[other]?.[at], ROWS[other]?.[at + 1]])
    .filter((key) => key !== undefined && key !== letter) as string[];
}

type Slip = (word: string, at: number, random: () => number) => string;

const SLIPS: Readonly<Record<string, Slip>> = {
  neighbour: (word, at, random) => {
    const near = neighbours(word[at] ?? '');
    return near.length === 0 ? word : word.slice(0, at) + pick(near, random) + word.slice(at + 1);
  },
  dropped: (word, at) => word.slice(0, at) + word.slice(at + 1),
  doubled: (word, at) => word.slice(0, at) + word[at] + word.slice(at),
  swapped: (word, at) => word.slice(0, at) + (word[at + 1] ?? '') + word[at] + word.slice(at + 2),
};

/** Umlauts as people write them who do not find the key: "ae", or no dots at all. */
const withoutUmlauts = (text: string, random: () => number): string =>
  random() < 0.5
    ? text.replace(/ä/g, 'ae').replace(/ö/g, 'oe').replace(/ü/g, 'ue').replace(/ß/g, 'ss')
    : text.replace(/ä/g, 'a').replace(/ö/g, 'o').replace(/ü/g, 'u').replace(/ß/g, 's');

const LEAST_LETTERS = 4;

/** A text as somebody types it in a hurry: in lower case, with one slip in one of its longer words. */
export function misspelt(text: string, random: () => number): string {
  const lower = text.toLowerCase();
  const hasUmlaut = /[äöüß]/.test(lower);
  if (hasUmlaut && random() < 0.4) return withoutUmlauts(lower, random);
  const words = lower.split(/\s+/);
  const long = words.flatMap((word, at) => (word.length >= LEAST_LETTERS ? [at] : []));
  if (long.length === 0) return lower;
  const at = pick(long, random);
  // The first letter is where people look: slips come after it.
  const slip = pick(Object.values(SLIPS), random);
  return words
    .map((word, n) => (n === at ? slip(word, 1 + Math.floor(random() * (word.length - 1)), random) : word))
    .join(' ');
}
