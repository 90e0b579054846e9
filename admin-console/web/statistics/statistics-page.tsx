import { ROUTES } from '../../contract/routes.ts';
import { type Desk, may } from '../frame/desk.ts';
import { useLook } from '../frame/look.ts';
import { LookedAt, NoPermission, Page } from '../frame/page.tsx';
import { hrefOf, replacePlace } from '../router.ts';
import { COMPARED, comparedSpan, lastMonths, monthWords } from './months.ts';
import { type AnsweredQuestion, Question } from './question.tsx';
import './statistics.css';

interface Props {
  readonly desk: Desk;
  /** `?from=`, `?to=`: months, both included; `?compare=before|year`. */
  readonly query: URLSearchParams;
}

/** Months that can be chosen: as long as they are kept by the day. */
const CHOICE = 36;
const USUAL = 12;

/** What the counts say to the questions of those who run terminals. */
export function StatisticsPage({ desk, query }: Props) {
  const { say, language, tenant } = desk;
  const choice = lastMonths(new Date(), CHOICE);
  const to = query.get('to') ?? choice[0] ?? '';
  const from = query.get('from') ?? choice[USUAL - 1] ?? '';
  const mayRead = may(desk, 'statistics.read');
  const asked = new URLSearchParams({ from, to, language });
  const [looked, look] = useLook<AnsweredQuestion[]>(mayRead ? `${ROUTES.statisticsAnswers(tenant)}?${asked}` : null);
  const compare = COMPARED.find((one) => one === query.get('compare')) ?? null;
  const before = compare && comparedSpan({ from, to }, compare);
  const set = (change: { from?: string; to?: string; compare?: string | null }) => {
    const next = { from, to, compare, ...change };
    // A span that ends before it begins becomes the one month that was chosen.
    const chosen = change.from ?? change.to ?? to;
    replacePlace(hrefOf('statistics', null, next.from > next.to ? { ...next, from: chosen, to: chosen } : next));
  };
  const month = (id: string, value: string, label: string, onChange: (month: string) => void) => (
    <p class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {choice.map((each) => (
          <option key={each} value={each}>
            {monthWords(each, language)}
          </option>
        ))}
      </select>
    </p>
  );
  return (
    <Page title={say('page.statistics')} class="statistics">
      {mayRead ? (
        <>
          <div class="span">
            {month('from', from, say('statistics.from'), (value) => set({ from: value }))}
            {month('to', to, say('statistics.to'), (value) => set({ to: value }))}
            <p class="field">
              <label for="compare">{say('statistics.compare')}</label>
              <select
                id="compare"
                value={compare ?? ''}
                onChange={({ currentTarget }) => set({ compare: currentTarget.value || null })}
              >
                <option value="">{say('statistics.compare.none')}</option>
                {COMPARED.map((one) => (
                  <option key={one} value={one}>
                    {say(`statistics.compare.${one}`)}
                  </option>
                ))}
              </select>
            </p>
            <p>
              <a
                href={`${ROUTES.statisticsReport(tenant)}?${new URLSearchParams({ month: to, language })}`}
                download={`${to}.pdf`}
              >
                {say('statistics.report', { month: monthWords(to, language) })}
              </a>
            </p>
          </div>
          <LookedAt say={say} looked={looked} again={look}>
            {(answers) => (
              <div class="questions">
                {answers.map((answered) => (
                  <Question
                    key={answered.question}
                    desk={desk}
                    answered={answered}
                    months={{ from, to }}
                    before={before}
                  />
                ))}
              </div>
            )}
          </LookedAt>
        </>
      ) : (
        <NoPermission say={say} />
      )}
    </Page>
  );
}
