import type { ComparedRow, StatisticTable } from '../../contract/statistics.ts';
import type { Desk } from '../frame/desk.ts';
import type { ConsoleLanguage } from '../texts.ts';
import { Bars } from './bars.tsx';
import { statisticWord } from './words.ts';

interface Props {
  readonly desk: Desk;
  readonly table: StatisticTable;
  readonly title: string;
  /** Addresses of the same table as files. */
  readonly csv: string;
  readonly json: string;
  readonly compared: readonly ComparedRow[] | null;
}

/** Times are told in their own order, everything else by how often it was. */
const IN_ORDER: readonly string[] = ['hour', 'weekday', 'month'];

/** A picture of a table, the table, and its files. */
export function Numbers({ desk: { say, language, names }, table, title, csv, json, compared }: Props) {
  const [column = ''] = table.by;
  const format = new Intl.NumberFormat(language);
  const countWords = (count: number | null) =>
    count === null
      ? statisticWord(language, 'hidden').replace('{threshold}', String(table.threshold))
      : format.format(count);
  const label = (value: string) => {
    if (column === 'location' && value !== '') return names.location(value);
    if (column === 'service') return names.service(value);
    if (column === 'hour') return statisticWord(language, 'hour').replace('{n}', value);
    if (column === 'language') return languageName(value, language);
    return statisticWord(language, value === '' ? 'location.none' : `${column}.${value}`);
  };
  const bars = table.rows
    .map(({ values: [value = ''], count }) => ({ value, label: label(value), count }))
    .sort((a, b) => (IN_ORDER.includes(column) ? 0 : (b.count ?? 0) - (a.count ?? 0)));
  const comparedTo = (value: string) => compared?.find(({ values }) => values[0] === value) ?? null;
  const changeWords = (row: ComparedRow | null) =>
    row === null || row.change === null ? '–' : `${row.change > 0 ? '+' : ''}${format.format(row.change)} %`;
  const sum = compared?.find(({ values }) => values.length === 0) ?? null;
  return (
    <>
      <Bars
        title={say('statistics.plot', { title })}
        bars={IN_ORDER.includes(column) ? bars : bars.slice(0, 12)}
        words={countWords}
      />
      <details>
        <summary>{say('statistics.numbers')}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{statisticWord(language, `column.${column}`)}</th>
              <th scope="col" class="number">
                {statisticWord(language, 'column.count')}
              </th>
              {compared && (
                <>
                  <th scope="col" class="number">
                    {say('statistics.before')}
                  </th>
                  <th scope="col" class="number">
                    {say('statistics.change')}
                  </th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.label}>
                <th scope="row">{bar.label}</th>
                <td class="number">{countWords(bar.count)}</td>
                {compared && <Before row={comparedTo(bar.value)} count={countWords} change={changeWords} />}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{statisticWord(language, 'total')}</th>
              <td class="number">{countWords(table.total)}</td>
              {compared && <Before row={sum} count={countWords} change={changeWords} />}
            </tr>
          </tfoot>
        </table>
        <p class="muted">{say('statistics.threshold', { n: table.threshold })}</p>
      </details>
      <p class="files">
        <a href={csv} download>
          {say('statistics.csv')}
        </a>
        <a href={json} download={`${table.metric}.json`}>
          {say('statistics.json')}
        </a>
      </p>
    </>
  );
}

interface BeforeProps {
  readonly row: ComparedRow | null;
  readonly count: (count: number | null) => string;
  readonly change: (row: ComparedRow | null) => string;
}

/** What was counted in the months before, and by how much it is more or less now. */
const Before = ({ row, count, change }: BeforeProps) => (
  <>
    <td class="number">{count(row === null ? 0 : row.before)}</td>
    <td class="number">{change(row)}</td>
  </>
);

/** "Ukrainisch"; a code that nobody knows as it is. */
function languageName(code: string, language: ConsoleLanguage): string {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
