import { ROLLOUT_ROUTES } from '../../contract/rollouts/rollout-routes.ts';
import type { RolloutProgress, RolloutState } from '../../contract/rollouts/rollouts.ts';
import { ActForm, Field } from '../forms.tsx';
import { type Desk, may } from '../frame/desk.ts';
import { ask } from '../hub-client.ts';

/** Terminals that were not offered it yet may be left out in these. */
const POSSIBLE: readonly RolloutState[] = ['running', 'soaking', 'awaiting-approval', 'paused', 'completed'];

interface Props {
  readonly desk: Desk;
  readonly rollout: RolloutProgress;
  readonly again: () => Promise<void>;
}

/** Leaves out terminals that were not offered it yet, by name. */
export function ExcludeForm({ desk, rollout, again }: Props) {
  const { say } = desk;
  const { id, tenantId, state, revision } = rollout;
  if (!POSSIBLE.includes(state) || !may(desk, 'fleet.rollout', tenantId)) return null;
  return (
    <section class="panel" aria-labelledby="exclude">
      <h2 id="exclude">{say('exclude.title')}</h2>
      <ActForm
        say={say}
        label={say('exclude.button')}
        act={(form) =>
          ask('POST', ROLLOUT_ROUTES.exclude(tenantId, id), {
            revision,
            terminalIds: idsIn(String(form.get('terminals'))),
            reason: String(form.get('reason')),
          })
        }
        done={() => void again()}
        testId="exclude"
      >
        <Field name="terminals" label={say('exclude.terminals')} hint={say('exclude.hint')} />
        <Field name="reason" label={say('reason')} hint={say('reason.hint')} minLength={3} />
      </ActForm>
    </section>
  );
}

/** Names that people write with commas, spaces or lines between them. */
export const idsIn = (text: string): readonly string[] => [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
