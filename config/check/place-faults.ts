import type { TextValues } from '../../foundation/texts.ts';
import { contrastOf, LEAST_CONTRAST, nearestReadable } from '../look/contrast.ts';
import type { SiteOffer } from '../schema/offer.ts';

/** A fault of a place, by path in its file. */
interface PlaceFault {
  readonly path: string;
  readonly word: string;
  readonly detail?: string;
  readonly values?: TextValues;
}

/** What the schema of a place allows and nobody can have meant: accounts that do not exist, colours that nobody can read. */
export const placeFaults = (offer: SiteOffer): readonly PlaceFault[] => [
  ...Object.entries(offer.payees)
    .filter(([, { iban }]) => !hasRightCheckDigits(iban))
    .map(([id]) => ({ path: `payees.${id}.iban`, word: 'iban' })),
  ...contrastFaults(offer.branding),
];

/** Characters: three of them, in large text, leave room for what people come for. */
const LONGEST_ANNOUNCEMENT = 140;

/** @param texts language → key → text */
export const announcementFaults = (
  { announcements }: SiteOffer,
  texts: Readonly<Record<string, Readonly<Record<string, string>>>>,
): readonly PlaceFault[] =>
  announcements.flatMap(({ text }, at) =>
    Object.entries(texts)
      .filter(([, words]) => (words[text]?.length ?? 0) > LONGEST_ANNOUNCEMENT)
      .map(([language]) => ({
        path: `announcements.${at}.text`,
        word: 'announcement-too-long',
        detail: language,
        values: { language, limit: LONGEST_ANNOUNCEMENT },
      })),
  );

const WHITE = '#ffffff';

function contrastFaults({ bar, accent }: SiteOffer['branding']): readonly PlaceFault[] {
  const judge = (path: string, word: string, colour: string, against: string): readonly PlaceFault[] => {
    const ratio = contrastOf(colour, against);
    if (ratio >= LEAST_CONTRAST) return [];
    // Rounded down: 4.47 must not be written as the 4.5 that it is not.
    const shown = Math.floor(ratio * 10) / 10;
    return [{ path, word, values: { ratio: shown, nearest: nearestReadable(colour, against) } }];
  };
  return [
    ...(bar ? judge('branding.bar.background', 'contrast', bar.background, bar.text) : []),
    ...(accent ? judge('branding.accent.background', 'contrast', accent.background, accent.text) : []),
    ...(accent ? judge('branding.accent.background', 'contrast-on-white', accent.background, WHITE) : []),
  ];
}

/** ISO 13616: the number that letters and digits make, the first four last, leaves 1 when divided by 97. */
function hasRightCheckDigits(iban: string): boolean {
  const digits = [...(iban.slice(4) + iban.slice(0, 4))].map((sign) => Number.parseInt(sign, 36)).join('');
  return BigInt(digits) % 97n === 1n;
}
