import { ROLLOUT_ROUTES } from '../../contract/rollouts/rollout-routes.ts';
import type { RolloutAct, RolloutProgress } from '../../contract/rollouts/rollouts.ts';
import { ActForm, Field } from '../forms.tsx';
import { type Desk, may } from '../frame/desk.ts';
import { ask } from '../hub-client.ts';

/** For good: the way back is another rollout. */
const DANGEROUS: readonly RolloutAct[] = ['stop', 'roll-back', 'discard'];

interface Props {
  readonly desk: Desk;
  readonly rollout: RolloutProgress;
  readonly again: () => Promise<void>;
}

/** What can be done now, each with its reason; of the start, why it is not offered. */
export function RolloutActs({ desk, rollout, again }: Props) {
  const { say } = desk;
  const { id, tenantId, revision, acts, obstacle } = rollout;
  const mayDo = (act: RolloutAct) => may(desk, act === 'start' ? 'configuration.release' : 'fleet.rollout', tenantId);
  const offered = acts.filter((act) => mayDo(act) && !(act === 'start' && obstacle !== null));
  const whyNoStart = acts.includes('start') ? (mayDo('start') ? obstacle : 'not-allowed') : null;
  if (offered.length === 0 && whyNoStart === null) return null;
  return (
    <section class="panel" aria-labelledby="acts">
      <h2 id="acts">{say('rollout.acts')}</h2>
      {whyNoStart !== null && (
        <p class="notice info" data-testid="why-not">
          {say(say.has(`start-obstacle.${whyNoStart}`) ? `start-obstacle.${whyNoStart}` : 'start-obstacle.other')}
        </p>
      )}
      {offered.map((act) => (
        <details key={act} data-testid={`act-${act}`}>
          <summary>{say(`rollout-act.${act}`)}</summary>
          <ActForm
            say={say}
            label={say(`rollout-act.${act}`)}
            act={(form) =>
              ask('POST', ROLLOUT_ROUTES.act(tenantId, id, act), { revision, reason: String(form.get('reason')) })
            }
            done={() => void again()}
            isDangerous={DANGEROUS.includes(act)}
            testId={`form-${act}`}
          >
            <p>{say(`rollout-act.${act}.text`)}</p>
            <Field name="reason" label={say('reason')} hint={say('reason.hint')} minLength={3} />
          </ActForm>
        </details>
      ))}
    </section>
  );
}
