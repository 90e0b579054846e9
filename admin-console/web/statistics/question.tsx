import type { Metric } from '../../../fleet-link/statistics.ts';
import { ROUTES } from '../../contract/routes.ts';
import type { Question as QuestionName, StatisticTable } from '../../contract/statistics.ts';
import type { Desk } from '../frame/desk.ts';
import { useLook } from '../frame/look.ts';
import { LookedAt } from '../frame/page.tsx';
import { Bars } from './bars.tsx';
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
};

interface Props {
  readonly desk: Desk;
  readonly answered: AnsweredQuestion;
  readonly months: { readonly from: string; readonly to: string };
}

/** The answer in a sentence, a picture of it, the numbers. */
export function Question({ desk, answered, months }: Props) {
  const { say, language, tenant } = desk;
  const { question, title, facts } = answered;
  const [first, ...others] = facts;
  const asked = new URLSearchParams({ ...TABLES[question], ...months });
  const [looked, look] = useLook<StatisticTable>(`${ROUTES.statisticsTable(tenant)}?${asked}`);
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
        {(table) => table.rows.length > 0 && <Numbers desk={desk} table={table} title={title} csv={csv} />}
      </LookedAt>
    </section>
  );
}

interface NumbersProps extends Pick<Props, 'desk'> {
  readonly table: StatisticTable;
  readonly title: string;
  readonly csv: string;
}

function Numbers({ desk: { say, language, names }, table, title, csv }: NumbersProps) {
  const [column = ''] = table.by;
  const format = new Intl.NumberFormat(language);
  const countWords = (count: number | null) =>
    count === null ? statisticWord(language, 'hidden') : format.format(count);
  const label = (value: string) => {
    if (column === 'location' && value !== '') return names.location(value);
    if (column === 'service') return names.service(value);
    return statisticWord(language, value === '' ? 'location.none' : `${column}.${value}`);
  };
  const bars = table.rows
    .map(({ values: [value = ''], count }) => ({ label: label(value), count }))
    .sort((a, b) => (b.count ?? 0) - (a.count ?? 0));
  return (
    <>
      <Bars title={say('statistics.plot', { title })} bars={bars.slice(0, 12)} words={countWords} />
      <details>
        <summary>{say('statistics.numbers')}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{statisticWord(language, `column.${column}`)}</th>
              <th scope="col" class="number">
                {statisticWord(language, 'column.count')}
              </th>
            </tr>
          </thead>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.label}>
                <th scope="row">{bar.label}</th>
                <td class="number">{countWords(bar.count)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{statisticWord(language, 'total')}</th>
              <td class="number">{countWords(table.total)}</td>
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
