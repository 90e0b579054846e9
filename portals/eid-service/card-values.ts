/** A filler where a register or a chip has nothing: "-", "--", "–", "<". */
const FILLER = /^[\s\-–—<]*$/;

/**
 * What an eID service answers about a person, with one way of saying "the card does not carry this": left out. Services
 * say it as null, as an empty or blank text, or as "-"; BSI TR-03130-1 leaves it open. Texts become NFC, as DIN 91379
 * demands; numbers (postal codes) become texts. Whatever else it is, it stays for the schema to refuse.
 */
export function withoutBlanks(value: unknown): unknown {
  if (typeof value === 'string') return textOf(value);
  if (typeof value === 'number') return String(value);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value ?? undefined;
  const kept = Object.entries(value).flatMap(([name, inner]) => {
    const tidied = (OWN_FORMS[name] ?? withoutBlanks)(inner);
    return tidied === undefined ? [] : [[name, tidied] as const];
  });
  return Object.fromEntries(kept);
}

const textOf = (text: string): string | undefined =>
  FILLER.test(text) ? undefined : text.normalize('NFC').replace(/\s+/gu, ' ').trim();

const whenText =
  (form: (text: string) => string | undefined) =>
  (value: unknown): unknown => {
    const tidied = withoutBlanks(value);
    return typeof tidied === 'string' ? form(tidied) : tidied;
  };

/** An address whose parts are all blank is none. */
function addressOf(value: unknown): unknown {
  const tidied = withoutBlanks(value);
  return typeof tidied === 'object' && tidied !== null && Object.keys(tidied).length === 0 ? undefined : tidied;
}

const OWN_FORMS: Readonly<Record<string, (value: unknown) => unknown>> = {
  dateOfBirth: whenText(dateOf),
  address: addressOf,
  // ICAO 9303-3, section 5 fills up codes of fewer than three letters: "D<<".
  country: whenText((code) => textOf(code.replace(/</g, ''))?.toUpperCase()),
};

/**
 * A day as services write it: the string of the chip ("19640812", blanks, zeros or fillers for what a register does not
 * know: BSI TR-03110-4, "Date"), xs:date with its time zone, or as people read it.
 * @returns "1964-08-12", "1977-03-00", "1977-00-00"; `undefined` if not even the year is known
 */
export function dateOf(text: string): string | undefined {
  const day = text.replace(/(?:T.*|Z|[+-]\d\d:\d\d)$/, '').trim();
  const german = /^(?:(\d{1,2})\.)?(?:(\d{1,2})\.)(\d{4})$/.exec(day);
  if (german) {
    // With one part before the year it is the month: "03.1977".
    const [, first, second, year = ''] = german;
    return known(year, second, first);
  }
  const chip = /^(\d{4})-?([\dX< ]{2})?-?([\dX< ]{2})?$/i.exec(day);
  return chip ? known(chip[1] ?? '', chip[2], chip[3]) : undefined;
}

function known(year: string, month: string | undefined, day: string | undefined): string | undefined {
  if (Number(year) === 0) return undefined;
  const [m, d] = [month, day].map((part) => (/^\d{1,2}$/.test(part ?? '') ? String(part).padStart(2, '0') : '00'));
  return `${year}-${m}-${m === '00' ? '00' : d}`;
}
