import { STAFF_LANGUAGES, type StaffLanguage } from '../../../foundation/staff-languages.ts';
import { fill, type LocaleTexts } from '../../../foundation/texts.ts';
import { type Kept, RETENTION, type Retention } from '../../domain/retention.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };

const TEXTS: Readonly<Record<StaffLanguage, LocaleTexts>> = { de, en };
const MINUTE = 60_000;
const UNITS = [
  ['year', 366 * 24 * 60 * MINUTE],
  ['day', 24 * 60 * MINUTE],
  ['hour', 60 * MINUTE],
  ['minute', MINUTE],
] as const;

export interface RetentionWords {
  readonly what: string;
  readonly until: string;
  readonly why: string;
}

/** One row of the table of what is kept. @param auditKeptMs where the operator has said how long */
export function retentionRow(id: Kept, auditKeptMs: number) {
  const { tables, keptMs: usual, about = 'staff' }: Retention = RETENTION[id];
  const keptMs = id === 'audit' ? auditKeptMs : usual;
  const words = STAFF_LANGUAGES.map((language) => [language, wordsOf(id, keptMs, language)] as const);
  return {
    id,
    about,
    tables: [...tables],
    keptMs,
    words: Object.fromEntries(words) as Record<StaffLanguage, RetentionWords>,
  };
}

function wordsOf(id: Kept, keptMs: number | null, language: StaffLanguage): RetentionWords {
  const kept = keptMs === null ? '' : lengthOf(keptMs, language);
  const text = (part: keyof RetentionWords) => fill(TEXTS[language][`${id}.${part}`] ?? '', { kept });
  return { what: text('what'), until: text('until'), why: text('why') };
}

/** "400 Tage": in the largest unit of which there is at least one; whole years are told as such. */
function lengthOf(ms: number, language: StaffLanguage): string {
  const [unit, length] =
    UNITS.find(([unit, size]) => (unit === 'year' ? ms >= size && ms % size === 0 : ms >= size)) ??
    (['minute', MINUTE] as const);
  const format = new Intl.NumberFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    style: 'unit',
    unit,
    unitDisplay: 'long',
  });
  return format.format(Math.round(ms / length));
}
