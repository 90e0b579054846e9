import { ROUTES } from '../../contract/routes.ts';
import type { Question as QuestionName } from '../../contract/statistics.ts';
import { type Desk, may } from '../frame/desk.ts';
import { useLook } from '../frame/look.ts';
import { LookedAt, NoPermission, Page } from '../frame/page.tsx';
import { askedOf, partOf } from './asked.ts';
import { Choices } from './choices.tsx';
import { type AnsweredChange, type AnsweredQuestion, Question } from './question.tsx';
import { Since, sinceWords, useReleases } from './since.tsx';
import './statistics.css';
import './texts.ts';

interface Props {
  readonly desk: Desk;
  /**
   * `?from=`, `?to=`: months, both included; `?compare=before|year`; `?location=`, `?service=`: ids;
   * `?since=`: a day, `?release=`: the version that came on it.
   */
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
  const releases = useReleases(desk);
  const { since } = asked;
  const [changed, lookAtChange] = useLook<AnsweredChange>(
    mayRead && since !== null
      ? `${ROUTES.statisticsChange(tenant)}?${new URLSearchParams({ since, language, ...partOf(asked) })}`
      : null,
  );
  const changesOf = (question: QuestionName) =>
    since === null || changed.kind !== 'there'
      ? null
      : {
          since: sinceWords(desk, asked, releases),
          // Two measures of one question may both be too few to speak of.
          sentences: [
            ...new Set(changed.of.changes.filter((one) => one.question === question).map(({ sentence }) => sentence)),
          ],
        };
  return (
    <Page title={say('page.statistics')} class="statistics">
      {mayRead ? (
        <>
          <Choices desk={desk} asked={asked} />
          <Since desk={desk} asked={asked} releases={releases} changed={changed} again={lookAtChange} />
          <LookedAt say={say} looked={looked} again={look}>
            {(answers) => (
              <div class="questions">
                {answers.map((answered) => (
                  <Question
                    key={answered.question}
                    desk={desk}
                    answered={answered}
                    asked={asked}
                    changes={changesOf(answered.question)}
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
