import { useState } from 'preact/hooks';
import type { ConfigurationDraft, ConfigurationRelease } from '../../contract/configuration/configuration.ts';
import type { ConfigurationComparison } from '../../contract/configuration/configuration-review.ts';
import { ROUTES } from '../../contract/routes.ts';
import { problemOf } from '../asking.ts';
import { ActForm, Field } from '../forms.tsx';
import { type Desk, may } from '../frame/desk.ts';
import { useLook } from '../frame/look.ts';
import { LookedAt } from '../frame/page.tsx';
import { ask } from '../hub-client.ts';
import { hrefOf } from '../router.ts';
import { Difference } from './difference.tsx';

const AT = ROUTES.configuration;
/** Fewest characters of a reason for acting alone; the hub holds to it. */
const SHORTEST_REASON = 10;

interface Props {
  readonly desk: Desk;
  readonly release: ConfigurationRelease;
  /** What holds, or will hold, for this place; `null`: nothing, or not told yet. */
  readonly newest: ConfigurationRelease | null;
  readonly again: () => Promise<void>;
}

/** Takes back what does not hold yet; goes back to what held before. */
export function ReleaseActs({ desk, release, newest, again }: Props) {
  const { say } = desk;
  const { id, tenantId, withdrawnAt, activeFrom, isForAll } = release;
  const mayRelease = may(desk, 'configuration.release', tenantId);
  const isWithdrawable = withdrawnAt === null && (activeFrom > Date.now() || !isForAll);
  const isFormer = newest !== null && newest.id !== id;
  const mayGoBack = isFormer && (mayRelease || may(desk, 'configuration.draft', tenantId));
  const mayRollOut = !isForAll && withdrawnAt === null && may(desk, 'fleet.rollout', tenantId);
  if (!(mayRelease && isWithdrawable) && !mayGoBack && !mayRollOut) return null;
  return (
    <section class="panel" aria-labelledby="acts">
      <h2 id="acts">{say('draft.acts')}</h2>
      {mayRollOut && (
        <p>
          <a class="button" href={hrefOf('rollouts', null, { release: id })} data-testid="roll-out">
            {say('release.roll-out')}
          </a>
        </p>
      )}
      {mayRelease && isWithdrawable && (
        <details>
          <summary>{say('release.withdraw')}</summary>
          <ActForm
            say={say}
            label={say('release.withdraw')}
            act={(form) => ask('POST', AT.withdraw(tenantId, id), { reason: String(form.get('reason')) })}
            done={() => void again()}
            isDangerous
            testId="withdraw"
          >
            <p>{say('release.withdraw.text')}</p>
            <Field name="reason" label={say('reason')} hint={say('reason.hint')} minLength={3} />
          </ActForm>
        </details>
      )}
      {mayGoBack && <GoBack desk={desk} release={release} newest={newest} mayAlone={mayRelease} />}
    </section>
  );
}

interface GoBackProps {
  readonly desk: Desk;
  readonly release: ConfigurationRelease;
  readonly newest: ConfigurationRelease;
  readonly mayAlone: boolean;
}

/** What would change is shown before anybody can ask for it. */
function GoBack({ desk, release, newest, mayAlone }: GoBackProps) {
  const { say } = desk;
  const { id, tenantId, number } = release;
  const [isOpen, setOpen] = useState(false);
  const [problem, setProblem] = useState('');
  const asked = new URLSearchParams({ from: newest.id, to: id });
  const [comparison, compare] = useLook<ConfigurationComparison>(isOpen ? `${AT.comparison(tenantId)}?${asked}` : null);
  async function propose() {
    const answer = await ask('POST', AT.askForRollBack(tenantId, id), {});
    if (answer.status !== 200) return setProblem(problemOf(answer, say));
    location.assign(hrefOf('releases', (answer.body as ConfigurationDraft).id));
  }
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)} data-testid="go-back">
      <summary>{say('go-back', { number })}</summary>
      {isOpen && (
        <LookedAt say={say} looked={comparison} again={compare}>
          {(compared) => (
            <>
              <h3>{say('go-back.preview')}</h3>
              <Difference desk={desk} comparison={compared} />
              {may(desk, 'configuration.draft', tenantId) && (
                <>
                  <p>{say('go-back.propose.text')}</p>
                  <p class="error" role="alert">
                    {problem}
                  </p>
                  <p class="acts">
                    <button type="button" onClick={() => void propose()} data-testid="propose-going-back">
                      {say('go-back.propose')}
                    </button>
                  </p>
                </>
              )}
              {mayAlone && (
                <ActForm
                  say={say}
                  label={say('go-back.alone')}
                  act={(form) => ask('POST', AT.rollBackAlone(tenantId, id), { reason: String(form.get('reason')) })}
                  done={({ body }) => location.assign(hrefOf('release', (body as ConfigurationRelease).id))}
                  isDangerous
                  testId="go-back-alone"
                >
                  <p>{say('go-back.alone.text')}</p>
                  <Field
                    name="reason"
                    label={say('reason')}
                    hint={say('go-back.alone.hint')}
                    minLength={SHORTEST_REASON}
                  />
                </ActForm>
              )}
            </>
          )}
        </LookedAt>
      )}
    </details>
  );
}
