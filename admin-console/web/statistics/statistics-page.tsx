import { ROUTES } from '../../contract/routes.ts';
import { type Desk, may } from '../frame/desk.ts';
import { useLook } from '../frame/look.ts';
import { LookedAt, NoPermission, Page } from '../frame/page.tsx';
import { askedOf, partOf } from './asked.ts';
import { Choices } from './choices.tsx';
import { type AnsweredQuestion, Question } from './question.tsx';
import './statistics.css';
import './texts.ts';

interface Props {
  readonly desk: Desk;
  /** `?from=`, `?to=`: months, both included; `?compare=before|year`; `?location=`, `?service=`: ids. */
  readonly query: URLSearchParams;
}

/** What the counts say to the questions of those who run terminals. */
export function StatisticsPage({ desk, query }: Props) {
  const { say, language, tenant } = desk;
  const asked = askedOf(query, new Date());
  const mayRead = may(desk, 'statistics.read');
  const path = `${ROUTES.statisticsAnswers(tenant)}?${new URLSearchParams({
    ...{ from: asked.from, to: asked.to, language },
    ...partOf(asked),
  })}`;
  const [looked, look] = useLook<AnsweredQuestion[]>(mayRead ? path : null);
  return (
    <Page title={say('page.statistics')} class="statistics">
      {mayRead ? (
        <>
          <Choices desk={desk} asked={asked} />
          <LookedAt say={say} looked={looked} again={look}>
            {(answers) => (
              <div class="questions">
                {answers.map((answered) => (
                  <Question key={answered.question} desk={desk} answered={answered} asked={asked} />
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
