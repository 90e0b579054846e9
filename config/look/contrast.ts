/** Least contrast of text that people read (WCAG 2.2, 1.4.3). */
export const LEAST_CONTRAST = 4.5;

/**
 * Contrast of two colours (WCAG 2.2, "contrast ratio"), from 1 to 21.
 * @param one "#rrggbb"
 */
export function contrastOf(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/**
 * The colour most like `colour` that is readable with another: as little black or white as is needed is mixed into it.
 * @returns itself if it is readable already
 */
export function nearestReadable(colour: string, against: string): string {
  for (let share = 0; share < 1; share += 1 / 256) {
    for (const end of ['#000000', '#ffffff']) {
      const mixed = mix(colour, end, share);
      if (contrastOf(mixed, against) >= LEAST_CONTRAST) return mixed;
    }
  }
  // Black or white: one of them has 4.58 : 1 or more with every colour.
  return contrastOf('#000000', against) >= LEAST_CONTRAST ? '#000000' : '#ffffff';
}

const channels = (colour: string): readonly number[] =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

const mix = (colour: string, end: string, share: number): string => {
  const ends = channels(end);
  const mixed = channels(colour).map((value, at) => Math.round(value + ((ends[at] ?? 0) - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
};

/** Relative luminance (WCAG 2.2), from 0 to 1. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
