import type { StatisticTable } from '../../contract/statistics.ts';
import type { StatisticsWords } from './words.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * A table as RFC 4180 says: commas, CRLF, and a header. UTF-8 with a byte order mark, without which a spreadsheet takes
 * it for Windows-1252. A count that is not shown is an empty field.
 *
 * @param words headers, words and names in the language of these; `null`: as in the API
 */
export function tableAsCsv({ by, rows, unit }: StatisticTable, words: StatisticsWords | null): string {
  const last = unit === 'minutes' ? 'minutes' : 'count';
  const header = [...by, last].map((name) => words?.text(`column.${name}`) ?? name);
  const lines = rows.map(({ values, count }) => [
    ...values.map((value, i) => text(words?.value(by[i] ?? '', value) ?? value)),
    count === null ? '' : String(count),
  ]);
  return BYTE_ORDER_MARK + [header, ...lines].map((line) => `${line.map(quoted).join(',')}\r\n`).join('');
}

/** A spreadsheet runs what begins like a formula; a location may have any name. */
const text = (value: string): string => (/^[=+\-@\t\r]/.test(value) ? `'${value}` : value);
const quoted = (value: string): string => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
