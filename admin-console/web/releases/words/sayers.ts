import type { ComparedSide, Sayer } from './nodes.ts';
import { listOf, objectOf, type Parsed, textIn } from './offer-files.ts';

/** Something that has no name yet: its key is for machines. */
export const unnamed = ({ say }: ComparedSide): string => say('change.unnamed');
export const named = (key: unknown, side: ComparedSide): string =>
  textIn(side.files, key, side.language) ?? unnamed(side);

export const joined = (
  all: readonly string[],
  { language }: ComparedSide,
  type: 'conjunction' | 'disjunction' = 'conjunction',
): string => new Intl.ListFormat(language, { type }).format(all);
const each =
  (one: Sayer): Sayer =>
  (values, side, key) => {
    const all = listOf(values).map((part) => one(part, side, key));
    return all.length === 0 ? side.say('change.none') : joined(all, side);
  };

export const plain: Sayer = (value, side) =>
  value === null || value === undefined || value === '' ? side.say('change.none') : String(value);
export const plains: Sayer = each(plain);
/** One of a closed list. */
export const word: Sayer = (value, { say }, key) => say(value === null ? 'change.none' : `${key}.${value}`);
export const words: Sayer = each(word);
/** Of what may be left unsaid. */
export const yesNo: Sayer = (value, { say }) =>
  say(value === true ? 'change.yes' : value === false ? 'change.no' : 'change.none');
export const euro: Sayer = (cents, { language }) =>
  new Intl.NumberFormat(language, { style: 'currency', currency: 'EUR' }).format(Number(cents) / 100);
export const minutes: Sayer = (n, { say }) => say.count('change.minutes', Number(n));
export const days: Sayer = (n, { say }) => say.count('change.days', Number(n));
export const months: Sayer = (n, { say }) => say.count('change.months', Number(n));
export const percent: Sayer = (n, { language }) =>
  new Intl.NumberFormat(language, { style: 'percent' }).format(Number(n) / 100);
export const millimetres: Sayer = (n, { language }) => `${new Intl.NumberFormat(language).format(Number(n))} mm`;
export const dotsPerInch: Sayer = (n) => `${n} dpi`;

/** "Montag, Dienstag: 08:00–16:00". */
export const hours: Sayer = (value, side) => {
  const { language, say } = side;
  const all = listOf(value).map((span) => {
    const { days: on, from, to } = objectOf(span);
    const names = listOf(on).map((day) => weekday(String(day), language));
    return say('change.hours', { days: joined(names, side), from: String(from), to: String(to) });
  });
  return all.length === 0 ? say('change.hours.always') : all.join('; ');
};
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** The first of January 2024 was a Monday. */
const weekday = (day: string, language: string): string =>
  new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(
    Date.UTC(2024, 0, 1 + WEEKDAYS.indexOf(day)),
  );

/** "Mitteleuropäische Zeit". */
export const timeZone: Sayer = (value, side) => {
  try {
    const format = new Intl.DateTimeFormat(side.language, { timeZone: String(value), timeZoneName: 'longGeneric' });
    return format.formatToParts(0).find(({ type }) => type === 'timeZoneName')?.value ?? unnamed(side);
  } catch {
    return unnamed(side);
  }
};

/** "heute", "vor 30 Jahren", "30.11.2026", "20". */
export const limit: Sayer = (value, side) => {
  const { say, language } = side;
  if (typeof value === 'number') return new Intl.NumberFormat(language).format(value);
  const [, sign, n, unit] = /^today(?:([+-])(\d+)([dmy]))?$/.exec(String(value)) ?? [];
  if (n !== undefined) return say.count(`change.today.${sign === '-' ? 'before' : 'after'}.${unit}`, Number(n));
  if (value === 'today') return say('change.today');
  return day(value, side, '');
};

/** ISO date. */
export const day: Sayer = (value, side) => {
  const at = Date.parse(String(value));
  if (value === null) return side.say('change.none');
  return Number.isNaN(at)
    ? String(value)
    : new Intl.DateTimeFormat(side.language, { dateStyle: 'medium', timeZone: 'UTC' }).format(at);
};

/** "24.12.2026 – 26.12.2026". */
export const daySpan = ({ from, to }: Parsed, side: ComparedSide): string =>
  [from, to].flatMap((one) => (one === undefined ? [] : [day(one, side, '')])).join(' – ');

export const postalCodes: Sayer = (value, side, key) =>
  value === 'municipality' ? side.say('change.municipality') : plains(value, side, key);

export const payee: Sayer = (id, side) => {
  const { name } = objectOf(objectOf(side.files.site.payees)[String(id)]);
  return typeof name === 'string' ? name : unnamed(side);
};
export const payees: Sayer = each(payee);

export const destination: Sayer = (id, side) => named(`site.destinations.${id}`, side);

/** A scan profile has no name: "Flachbett, Farbe, 200 dpi". */
export const profileName = (profile: Parsed, side: ComparedSide): string => {
  const { source, mode, resolution } = profile;
  if (source === undefined) return unnamed(side);
  const at = 'change.site.scanProfiles';
  return [side.say(`${at}.source.${source}`), side.say(`${at}.mode.${mode}`), `${resolution} dpi`].join(', ');
};
export const scanProfile: Sayer = (id, side) => {
  const all = listOf(side.files.site.scanProfiles).map(objectOf);
  return profileName(all.find((profile) => profile.id === id) ?? {}, side);
};
