import type { Metric } from '../../../fleet-link/statistics.ts';
import { ROUTES } from '../../contract/routes.ts';
import type { ComparedRow, Question as QuestionName, StatisticTable } from '../../contract/statistics.ts';
import type { Desk } from '../frame/desk.ts';
import { useLook } from '../frame/look.ts';
import { LookedAt } from '../frame/page.tsx';
import { type Asked, partOf } from './asked.ts';
import { comparedSpan } from './months.ts';
import { Numbers } from './numbers.tsx';

/** What the API answers to one of the pilots' questions. */
export interface AnsweredQuestion {
  readonly question: QuestionName;
  readonly title: string;
  readonly facts: readonly { readonly key: string; readonly sentence: string }[];
}

/** What the API answers about before and after a change. */
export interface AnsweredChange {
  readonly notes: readonly string[];
  readonly changes: readonly { readonly question: QuestionName; readonly sentence: string }[];
}

interface Columns {
  readonly metric: Metric;
  readonly by: string;
}
/** The numbers on which an answer stands. */
const TABLES: Readonly<Record<QuestionName, Columns>> = {
  scanner: { metric: 'evidence', by: 'way' },
  payment: { metric: 'payments', by: 'way' },
  failing: { metric: 'abandoned', by: 'reason' },
  location: { metric: 'visits', by: 'location' },
  when: { metric: 'visits', by: 'hour' },
  languages: { metric: 'languages', by: 'language' },
};
/** Of one service, where that are other ones; `null`: it is not counted by service. */
const OF_A_SERVICE: Readonly<Partial<Record<QuestionName, Columns | null>>> = {
  location: { metric: 'begun', by: 'location' },
  when: { metric: 'begun', by: 'hour' },
  languages: null,
};

interface Props {
  readonly desk: Desk;
  readonly answered: AnsweredQuestion;
  readonly asked: Asked;
  /** What changed since then, in sentences. */
  readonly changes: { readonly since: string; readonly sentences: readonly string[] } | null;
}

/** The answer in a sentence, a picture of it, the numbers. */
export function Question({ desk, answered, asked, changes }: Props) {
  const { question, title, facts } = answered;
  const [first, ...others] = facts;
  const ofService = asked.service === null ? undefined : OF_A_SERVICE[question];
  const columns = ofService === undefined ? TABLES[question] : ofService;
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
      {changes && changes.sentences.length > 0 && (
        <div class="changed">
          <p>{changes.since}:</p>
          <ul>
            {changes.sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
      )}
      {columns && <Counts desk={desk} title={title} asked={asked} columns={columns} />}
    </section>
  );
}

interface CountsProps extends Pick<Props, 'desk' | 'asked'> {
  readonly title: string;
  readonly columns: Columns;
}

function Counts({ desk, title, asked, columns }: CountsProps) {
  const { say, language, tenant } = desk;
  const { from, to, compare } = asked;
  const part = { ...columns, ...partOf(asked) };
  const query = new URLSearchParams({ ...part, from, to });
  const json = `${ROUTES.statisticsTable(tenant)}?${query}`;
  const [looked, look] = useLook<StatisticTable>(json);
  const before = compare && comparedSpan({ from, to }, compare);
  const spans = before && { beforeFrom: before.from, beforeTo: before.to, afterFrom: from, afterTo: to };
  const [compared] = useLook<ComparedRow[]>(
    spans && `${ROUTES.statisticsComparison(tenant)}?${new URLSearchParams({ ...part, ...spans })}`,
  );
  return (
    <LookedAt say={say} looked={looked} again={look}>
      {(table) =>
        table.rows.length > 0 && (
          <Numbers
            desk={desk}
            table={table}
            title={title}
            csv={`${ROUTES.statisticsCsv(tenant)}?${query}&language=${language}`}
            json={json}
            compared={before && compared.kind === 'there' ? compared.of : null}
          />
        )
      }
    </LookedAt>
  );
}
