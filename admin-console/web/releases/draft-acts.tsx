import { useState } from 'preact/hooks';
import type { ConfigurationReview } from '../../contract/configuration/configuration-review.ts';
import { ROUTES } from '../../contract/routes.ts';
import { problemOf } from '../asking.ts';
import { ActForm, Field } from '../forms.tsx';
import { type Desk, may } from '../frame/desk.ts';
import { ask } from '../hub-client.ts';
import { ReleaseForm } from './release-form.tsx';

const AT = ROUTES.configuration;

interface Props {
  readonly desk: Desk;
  readonly review: ConfigurationReview;
  /** The check found nothing. */
  readonly isSound: boolean;
  readonly again: () => Promise<void>;
}

/** What can be done with a draft by whoever looks at it; what they cannot do is said with its reason. */
export function DraftActs({ desk, review, isSound, again }: Props) {
  const { say } = desk;
  const { id, tenantId, state, revision } = review.draft;
  const mayDraft = may(desk, 'configuration.draft', tenantId);
  const mayRelease = may(desk, 'configuration.release', tenantId);
  return (
    <section class="panel" aria-labelledby="acts">
      <h2 id="acts">{say('draft.acts')}</h2>
      {state === 'open' && mayDraft && (
        <Submit
          say={say}
          isSound={isSound}
          submit={() => ask('POST', AT.submit(tenantId, id), { revision })}
          again={again}
        />
      )}
      {state === 'open' && !mayDraft && <p class="muted">{say('draft.in-work')}</p>}
      {state === 'submitted' && <Release desk={desk} review={review} isSound={isSound} />}
      {state === 'submitted' && mayRelease && (
        <details>
          <summary>{say('draft.reopen')}</summary>
          <ActForm
            say={say}
            label={say('draft.reopen')}
            act={(form) => ask('POST', AT.reopen(tenantId, id), { reason: String(form.get('reason')) })}
            done={() => void again()}
            testId="reopen"
          >
            <Field name="reason" label={say('reason')} hint={say('draft.reopen.hint')} minLength={3} />
          </ActForm>
        </details>
      )}
      {mayDraft && (
        <details>
          <summary>{say('draft.discard')}</summary>
          <ActForm
            say={say}
            label={say('draft.discard')}
            act={(form) => ask('POST', AT.discard(tenantId, id), { reason: String(form.get('reason')) })}
            done={() => void again()}
            isDangerous
            testId="discard"
          >
            <p>{say('draft.discard.text')}</p>
            <Field name="reason" label={say('reason')} hint={say('reason.hint')} minLength={3} />
          </ActForm>
        </details>
      )}
    </section>
  );
}

interface SubmitProps extends Pick<Props, 'isSound' | 'again'> {
  readonly say: Desk['say'];
  readonly submit: () => ReturnType<typeof ask>;
}

/** To a second person. */
function Submit({ say, isSound, submit, again }: SubmitProps) {
  const [problem, setProblem] = useState('');
  async function act() {
    const answer = await submit();
    setProblem(answer.status === 200 ? '' : problemOf(answer, say));
    if (answer.status === 200) await again();
  }
  return (
    <>
      <p>{say(isSound ? 'draft.submit.text' : 'draft.submit.faulty')}</p>
      <p class="error" role="alert">
        {problem}
      </p>
      <p class="acts">
        <button type="button" disabled={!isSound} onClick={() => void act()} data-testid="submit-draft">
          {say('draft.submit')}
        </button>
      </p>
    </>
  );
}

/** Four eyes: the button, or why it is not offered. */
function Release({ desk, review, isSound }: Pick<Props, 'desk' | 'review' | 'isSound'>) {
  const { say } = desk;
  const { draft, obstacle } = review;
  const reason = !may(desk, 'configuration.release', draft.tenantId)
    ? 'not-allowed'
    : (obstacle ?? (isSound ? null : 'has-faults'));
  if (reason === null) return <ReleaseForm desk={desk} review={review} />;
  return (
    <p class="notice info" data-testid="why-not">
      {say(say.has(`obstacle.${reason}`) ? `obstacle.${reason}` : 'obstacle.other')}
    </p>
  );
}
