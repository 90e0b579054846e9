import type { StaffLanguage } from '../../../foundation/staff-languages.ts';
import { fill, type LocaleTexts, type TextValues } from '../../../foundation/texts.ts';
import type { Fact, ShownCount } from '../../contract/statistics.ts';
import type { ServiceTitle } from '../../contract/terminals/terminal-view.ts';
import de from '../../contract/texts/statistics.de.json' with { type: 'json' };
import en from '../../contract/texts/statistics.en.json' with { type: 'json' };

const TEXTS: Readonly<Record<StaffLanguage, LocaleTexts>> = { de, en };

export interface StatisticsWords {
  text(key: string, values?: TextValues): string;
  count(count: ShownCount): string;
  sentence(fact: Fact): string;
  /** A value of a column: a word of the vocabulary in the reader's language, a location by its name. */
  value(column: string, value: string): string;
  /** "Juni 2026" */
  month(month: string): string;
}

interface Known {
  /** Names by id. */
  readonly locations: ReadonlyMap<string, string>;
  /** What they are called, by id. */
  readonly services?: readonly ServiceTitle[];
  /** Counts of people from 1 to below this are not shown. */
  readonly threshold: number;
}

export function wordsOf(language: StaffLanguage, { locations, services = [], threshold }: Known): StatisticsWords {
  const titles = new Map(services.map((service) => [service.id, service.titles]));
  const locale = language === 'de' ? 'de-DE' : 'en-GB';
  const texts = TEXTS[language];
  const number = new Intl.NumberFormat(locale);
  const text: StatisticsWords['text'] = (key, values = {}) => fill(texts[key] ?? key, values);
  const count: StatisticsWords['count'] = (shown) =>
    shown === null ? text('hidden', { threshold }) : number.format(shown);
  const month: StatisticsWords['month'] = (name) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(
      Date.parse(`${name}-01T00:00:00Z`),
    );
  /** Words by their key, days and months as people write them, anything else as it is. */
  const spoken = (value: string) => {
    if (/^\d{4}-\d{2}-\d{2}$/.test(value))
      return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'long' }).format(Date.parse(value));
    return /^\d{4}-\d{2}$/.test(value) ? month(value) : text(value);
  };
  return {
    text,
    count,
    month,
    sentence: ({ key, values }) =>
      text(
        // Without the number of which it would be a part, a part is not spoken of.
        values.share === null && `${key}.no-share` in texts ? `${key}.no-share` : key,
        Object.fromEntries(
          Object.entries(values).map(([name, value]) => [
            name,
            typeof value === 'string' ? spoken(value) : count(value),
          ]),
        ),
      ),
    value(column, value) {
      if (column === 'location') return value === '' ? text('location.none') : (locations.get(value) ?? value);
      if (column === 'service') return titles.get(value)?.[language] ?? titles.get(value)?.de ?? value;
      if (column === 'hour') return text('hour', { n: value });
      if (column === 'month') return month(value);
      return texts[`${column}.${value}`] ?? value;
    },
  };
}
