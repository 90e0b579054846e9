import { parseReference, plain } from './reference.ts';

/** Otherwise every word on a poster would be looked up. */
const MIN_DIGITS = 4;
/** A number that stands alone amid words: shorter ones are days, amounts, house numbers. */
const MIN_ALONE = 6;
/** A number of so many digits is seldom a group of a longer one. */
const MIN_WHOLE = 8;
/** Each of them is a question to the register while a person waits. */
export const MOST_REFERENCES = 6;

const BEFORE = '(?<![A-ZÄÖÜß0-9])';
const AFTER = '\\.?(?:\\s?-?\\s?(?:Nr|No)\\.?)?\\s*[:=#/+-]*\\s*';
/** Labels that are words, and short ones, which count only where a mark, a blank or "-Nr" follows. */
const label = (words: string, short: string): RegExp =>
  new RegExp(`${BEFORE}(?:(?:${words})(?![A-ZÄÖÜß])|(?:${short})(?=[.:+\\s]|-?Nr))${AFTER}`, 'giu');

/**
 * What German bills print before a number, the surest first: the Kassenzeichen under the names that the common finance
 * systems of municipalities give it, then what is meant for the bank, then any other number of the letter.
 */
const LABELS: readonly RegExp[] = [
  label(
    '(?:Kassen|Buchungs)-?zeichen|Kass(?:en)?[.-]*\\s?-?(?:Z|KZ)|Kassen-?\\s?(?:nummer|nr)|Buch(?:ungs)?[.-]*Z|Vertragsgegenstand(?:s-?(?:nummer|nr))?|KZ-?(?=\\d{3})',
    'K\\.?-?Z|KaZ|BZ|BUZ|VG',
  ),
  label(
    'Verwendungszweck|Verw?\\.?-?\\s?Zweck|Zweck|Zahlungsreferenz|Referenz(?:-?nummer)?|RF-Referenz|Personenkonto(?:-?nummer)?|Pers\\.?-?Kto|Finanzadresse',
    'VwZ|SVWZ|EREF|KREF|Ref|PK|FAD',
  ),
  label(
    '(?!Kund|Kd|KNr|Tel)[\\p{L}.-]*(?:nummer|nr|zeichen|konto|kto)|Rechnung|[\\p{L}]*bescheid|Forderung|Vorgang|Debitor|GeschZ',
    'A?K?Z|AZ|GZ|Rg|Re|Nr|VK|OWi',
  ),
];
/** Numbers of the letter that are no bill's, as far as another one is there. */
const OTHER_NUMBER = label('Kunden-?\\s?(?:nummer|nr)|Kunde|Kdn?r|Telefon|Telefax', 'Kd|KNr|Tel|Fax');
const CREDITOR_REFERENCE = /(?<![A-Z0-9])RF\s?\d\d(?:[ -]?[A-Z0-9]{1,4})+(?![A-Z0-9])/gi;
const ACCOUNT = /(?<![A-Z0-9])[A-Z]{2}\d\d(?: ?\d{4}){4} ?\d\d(?!\d)/gi;
const AMOUNT =
  /(?:(?:EUR|€)\s?\d[\d.]*(?:[.,]\d\d)?|(?<![\d.,])\d{1,3}(?:\.?\d{3})*(?:,\d\d(?:\s?(?:EUR|€))?|(?:\.\d\d)?\s?(?:EUR|€)(?!\s?\d)))(?![\d,A-Z])/gi;
const TIME_OF_DAY = /(?<![\d:])\d{1,2}:\d\d(?::\d\d)?(?![\d:])/g;

/**
 * Every Kassenzeichen that words may mean, the likeliest first, at most six: typed or read from a code, with or without
 * a label, with other words and numbers around it. Which of them exists is the register's to say.
 */
export function billReferencesIn(words: string): readonly string[] {
  const text = plain(words)
    .replace(/["'„“”‚‘’´`*#!?_|<>[\]{}]+/g, ' ')
    .replace(ACCOUNT, ' , ')
    .replace(AMOUNT, ' , ')
    .replace(TIME_OF_DAY, ' , ')
    // "7711 - 2000 - 4455"
    .replace(/(?<=(?<!\d)\d{1,5}) ([-/]) (?=\d{1,5}(?![\d.]))/g, '$1')
    .replace(/\s+/g, ' ')
    .replace(/^[ ,]+|[ ,;]+$/g, '');
  const found = new Set<string>();
  const add = (candidate: string): void => {
    for (const spelling of [candidate, withDigits(candidate)]) {
      const written = spelling.replace(/[./-]+$/, '');
      // ISO 11649 allows 25 characters: the number in them may still be one of the register's.
      const parsed = parseReference(written.replace(/^RF\d\d(?=[A-Z0-9]{17,21}$)/i, ''));
      if (!parsed.ok || parsed.value.replace(/\D/g, '').length < MIN_DIGITS) continue;
      found.add(parsed.value);
      // The number alone, without "RF" and its check digits, is what many registers know.
      if (/^RF\d\d[A-Z0-9]{6,}$/.test(parsed.value)) found.add(parsed.value.slice(4));
    }
  };
  for (const [reference] of text.matchAll(CREDITOR_REFERENCE)) if (hasEnd(reference)) add(reference);
  for (const labels of LABELS)
    for (const one of text.matchAll(labels)) for (const run of runsAt(text.slice(one.index + one[0].length))) add(run);
  const isLabelled = found.size > 0;
  if (isOneNumber(text) && text.search(OTHER_NUMBER) < 0) add(text);
  if (!isLabelled) for (const run of runsWithin(text.replace(OTHER_NUMBER, ', '))) add(run);
  return [...found].slice(0, MOST_REFERENCES);
}

/** Whether words name a Kassenzeichen as such, not just any number. */
export const isKassenzeichenNamed = (words: string): boolean => plain(words).search(LABELS[0] ?? /$^/) >= 0;

/** A creditor reference ends where its check digits say so; words behind it are none of it. */
const hasEnd = (reference: string): boolean => parseReference(reference.replace(/-/g, '')).ok;

/** Digits and groups of few letters, nothing that is a day or a period beside it. */
function isOneNumber(text: string): boolean {
  const tokens = text.split(' ');
  return tokens.length === 1 || tokens.every((token) => !isTime(token) && (/\d/.test(token) || token.length <= 4));
}

/** Groups of a number that begins here: as far as they carry digits, without a year at the end, with letters amid them. */
function runsAt(text: string): readonly string[] {
  const tokens = (/^[^,;:()]*/.exec(text)?.[0] ?? '').split(' ').filter((token) => token !== '');
  const endOf = (longest: number): number => {
    const end = tokens.findIndex(
      (token, i) => isTime(token) || (!/\d/.test(token) && token.length > (i === 0 ? 4 : longest)),
    );
    return end < 0 ? tokens.length : end;
  };
  const run = tokens.slice(0, endOf(0));
  const withLetters = tokens.slice(0, endOf(2)).filter((token) => /[A-Z0-9]/i.test(token));
  return [
    run.join(''),
    ...(run.length > 1 && isYear(run.at(-1)) ? [run.slice(0, -1).join('')] : []),
    ...(withLetters.length > run.length ? [withLetters.join('')] : []),
  ];
}

/** Groups with digits amid words that label nothing; a comma with a blank parts two numbers. */
function runsWithin(text: string): readonly string[] {
  return text.split(/[,;:()]+(?:\s+|$)|[()]/).flatMap((part) => {
    const tokens = part.split(/[ ,;:]+/);
    const runs: string[][] = [];
    let before: string | undefined;
    let isOpen = false;
    for (const token of tokens) {
      const isGroup = /\d/.test(token) && !isTime(token);
      if (isGroup && isOpen) runs.at(-1)?.push(token);
      else if (isGroup) {
        if (before !== undefined && /^[A-Z]{2,4}$/.test(before)) runs.push([before, token]);
        else runs.push([token]);
      }
      isOpen = isGroup;
      before = token;
    }
    return runs.flatMap((run) => [
      ...run.filter((token) => digitsOf(token) >= MIN_WHOLE),
      run.join(''),
      ...run.filter((token) => digitsOf(token) >= MIN_ALONE),
      ...(isYear(run[0]) || /^[A-Z]+$/.test(run[0] ?? '') ? [run.slice(1).join('')] : []),
      // "Rate 4 7711 2000 4455", "7711 2000 4455 2 Hunde"
      ...(run.length > 2 && digitsOf(run[0]) <= 2 ? [run.slice(1).join('')] : []),
      ...(run.length > 2 && digitsOf(run.at(-1)) <= 2 ? [run.slice(0, -1).join('')] : []),
    ]);
  });
}

const digitsOf = (token = ''): number => token.replace(/\D/g, '').length;
const isYear = (token: string | undefined): boolean => /^(?:19|20)\d\d$/.test(token ?? '');
const DAY = '\\d{1,2}\\.\\d{1,2}\\.(?:\\d{4}|\\d{2})?';
const TIME = new RegExp(
  `^(?:${DAY}|${DAY}[-–]${DAY}|(?:19|20)\\d\\d-\\d\\d-\\d\\d|\\d{1,2}[./-](?:19|20)\\d\\d|Q[1-4])$`,
  'i',
);
/** A day, from one day to another, a month or quarter of a year. */
const isTime = (token: string): boolean => TIME.test(token);

/** Letters that are typed for digits, where no other letter stands beside them: O for 0, I and l for 1. */
function withDigits(reference: string): string {
  const digits = (text: string) => text.replace(/o/gi, '0').replace(/[il]/gi, '1');
  const isOnlyMistaken = (text: string) => /\d/.test(text) && !/[^\dOIL./\s-]/i.test(text);
  if (isOnlyMistaken(reference)) return digits(reference);
  return reference.replace(/[^./\s-]+/g, (group) => (isOnlyMistaken(group) ? digits(group) : group));
}
