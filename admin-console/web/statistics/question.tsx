import type { Metric } from '../../../fleet-link/statistics.ts';
import { ROUTES } from '../../contract/routes.ts';
import type { ComparedRow, Question as QuestionName, StatisticTable } from '../../contract/statistics.ts';
import type { Desk } from '../frame/desk.ts';
import { useLook } from '../frame/look.ts';
import { LookedAt } from '../frame/page.tsx';
import type { ConsoleLanguage } from '../texts.ts';
import { Bars } from './bars.tsx';
import type { Span } from './months.ts';
import { statisticWord } from './words.ts';

/** What the API answers to one of the pilots' questions. */
export interface AnsweredQuestion {
  readonly question: QuestionName;
  readonly title: string;
  readonly facts: readonly { readonly key: string; readonly sentence: string }[];
}

/** The numbers on which an answer stands. */
const TABLES: Readonly<Record<QuestionName, { readonly metric: Metric; readonly by: string }>> = {
  scanner: { metric: 'evidence', by: 'way' },
  payment: { metric: 'payments', by: 'way' },
  failing: { metric: 'abandoned', by: 'reason' },
  location: { metric: 'visits', by: 'location' },
  when: { metric: 'visits', by: 'hour' },
  languages: { metric: 'languages', by: 'language' },
};

interface Props {
  readonly desk: Desk;
  readonly answered: AnsweredQuestion;
  readonly months: Span;
  /** Months that are put beside them; `null`: none. */
  readonly before: Span | null;
}

/** The answer in a sentence, a picture of it, the numbers. */
export function Question({ desk, answered, months, before }: Props) {
  const { say, language, tenant } = desk;
  const { question, title, facts } = answered;
  const [first, ...others] = facts;
  const asked = new URLSearchParams({ ...TABLES[question], ...months });
  const [looked, look] = useLook<StatisticTable>(`${ROUTES.statisticsTable(tenant)}?${asked}`);
  const [compared] = useLook<ComparedRow[]>(
    before && `${ROUTES.statisticsComparison(tenant)}?${comparisonOf(TABLES[question], before, months)}`,
  );
  const csv = `${ROUTES.statisticsCsv(tenant)}?${asked}&language=${language}`;
  return (
    <section class="question" aria-labelledby={`question-${question}`} data-testid={`question-${question}`}>
      <h2 id={`question-${question}`}>{title}</h2>
      <p class="answer">{first?.sentence}</p>
      {others.length > 0 && (
        <ul>
          {others.map(({ sentence }) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <LookedAt say={say} looked={looked} again={look}>
        {(table) =>
          table.rows.length > 0 && (
            <Numbers
              desk={desk}
              table={table}
              title={title}
              csv={csv}
              compared={before && compared.kind === 'there' ? compared.of : null}
            />
          )
        }
      </LookedAt>
    </section>
  );
}

interface NumbersProps extends Pick<Props, 'desk'> {
  readonly table: StatisticTable;
  readonly title: string;
  readonly csv: string;
  readonly compared: readonly ComparedRow[] | null;
}

/** Times are told in their own order, everything else by how often it was. */
const IN_ORDER: readonly string[] = ['hour', 'weekday', 'month'];

function Numbers({ desk: { say, language, names }, table, title, csv, compared }: NumbersProps) {
  const [column = ''] = table.by;
  const format = new Intl.NumberFormat(language);
  const countWords = (count: number | null) =>
    count === null ? statisticWord(language, 'hidden') : format.format(count);
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
      <p>
        <a href={csv} download>
          {say('statistics.csv')}
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

const comparisonOf = (table: { readonly metric: Metric; readonly by: string }, before: Span, after: Span) =>
  new URLSearchParams({
    ...table,
    ...{ beforeFrom: before.from, beforeTo: before.to, afterFrom: after.from, afterTo: after.to },
  });

/** "Ukrainisch"; a code that nobody knows as it is. */
function languageName(code: string, language: ConsoleLanguage): string {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
