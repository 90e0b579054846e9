import { useId, useState } from 'preact/hooks';
import type { ConfigurationRelease } from '../../contract/configuration/configuration.ts';
import { ROLLOUT_ROUTES } from '../../contract/rollouts/rollout-routes.ts';
import type { RolloutView, SoftwareRelease } from '../../contract/rollouts/rollouts.ts';
import { ROUTES } from '../../contract/routes.ts';
import { ActForm, Field } from '../forms.tsx';
import { type Desk, may } from '../frame/desk.ts';
import { useLook } from '../frame/look.ts';
import { useNames } from '../frame/names.ts';
import { LookedAt } from '../frame/page.tsx';
import { ask } from '../hub-client.ts';
import { hrefOf } from '../router.ts';
import { type RingDraft, ringRequest, USUAL_RINGS } from './ring-drafts.ts';
import { RingFields } from './ring-fields.tsx';

/** What can be rolled out. */
interface Subject {
  readonly id: string;
  readonly tenantId: string;
  readonly kind: 'configuration' | 'software';
  readonly title: string;
}
const MINUTES_OF_HOUR = 60;

interface Props {
  readonly desk: Desk;
  readonly releaseId: string | null;
}

/** Drafts a rollout. Whom it reaches is shown on the draft's page, before a second person starts it. */
export function NewRollout({ desk, releaseId }: Props) {
  const { say, tenant } = desk;
  const mayRead = may(desk, 'configuration.read');
  const [releases, look] = useLook<ConfigurationRelease[]>(mayRead ? ROUTES.configuration.releases(tenant) : null);
  const [software, lookAtSoftware] = useLook<SoftwareRelease[]>(ROLLOUT_ROUTES.softwareReleases(tenant));
  return (
    <section class="panel" aria-labelledby="new" data-testid="new">
      <h2 id="new">{say('rollouts.new')}</h2>
      <LookedAt say={say} looked={releases} again={look}>
        {(configurations) => (
          <LookedAt say={say} looked={software} again={lookAtSoftware}>
            {(versions) => {
              const subjects: readonly Subject[] = [
                ...configurations
                  .filter(({ isForAll, withdrawnAt }) => !isForAll && withdrawnAt === null)
                  .map(({ id, tenantId, number, title }) => ({
                    ...{ id, tenantId, kind: 'configuration' as const },
                    title: say('new.configuration', { number, title }),
                  })),
                ...versions
                  .filter(({ withdrawnAt }) => withdrawnAt === null)
                  .map(({ id, tenantId, version }) => ({
                    ...{ id, tenantId, kind: 'software' as const },
                    title: say('new.software', { version }),
                  })),
              ];
              return subjects.length === 0 ? (
                <p>{say('new.nothing')}</p>
              ) : (
                <Form desk={desk} subjects={subjects} chosen={releaseId} />
              );
            }}
          </LookedAt>
        )}
      </LookedAt>
    </section>
  );
}

function Form({
  desk,
  subjects,
  chosen,
}: {
  readonly desk: Desk;
  readonly subjects: readonly Subject[];
  readonly chosen: string | null;
}) {
  const { say, language, tenant } = desk;
  const names = useNames(tenant, language);
  const [subjectId, setSubject] = useState(subjects.find(({ id }) => id === chosen)?.id ?? subjects[0]?.id ?? '');
  const [rings, setRings] = useState<readonly RingDraft[]>(USUAL_RINGS);
  const fieldId = useId();
  const subject = subjects.find(({ id }) => id === subjectId);
  async function create(form: FormData) {
    const number = (name: string) => Number(form.get(name));
    return ask('POST', ROLLOUT_ROUTES.rollouts(subject?.tenantId ?? tenant), {
      kind: subject?.kind,
      releaseId: subjectId,
      title: String(form.get('title')),
      plan: {
        rings: rings.map(ringRequest),
        threshold: { percent: number('percent'), atLeast: number('atLeast'), offlineMinutes: number('offline') },
        healthyAfterMinutes: number('healthy'),
        patienceMinutes: number('patience') * MINUTES_OF_HOUR,
        onStop: form.get('onStop') === 'hold' ? 'hold' : 'roll-back',
      },
    });
  }
  return (
    <ActForm
      say={say}
      label={say('new.button')}
      act={create}
      done={({ body }) => location.assign(hrefOf('rollouts', (body as RolloutView).id))}
      testId="draft-rollout"
    >
      <p class="field">
        <label for={fieldId}>{say('new.what')}</label>
        <select id={fieldId} value={subjectId} onChange={(event) => setSubject(event.currentTarget.value)}>
          {subjects.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </p>
      <Field key={subjectId} name="title" label={say('new.title')} value={subject?.title ?? ''} />
      <RingFields desk={desk} names={names} rings={rings} onRings={setRings} />
      <fieldset class="plan-fields">
        <legend>{say('new.threshold')}</legend>
        <Field name="percent" type="number" label={say('new.percent')} min={0} max={100} value="5" />
        <Field name="atLeast" type="number" label={say('new.at-least')} min={1} value="1" />
        <Field name="offline" type="number" label={say('new.offline')} min={1} value="15" />
        <Field name="healthy" type="number" label={say('new.healthy')} min={0} value="30" />
        <Field name="patience" type="number" label={say('new.patience')} min={1} max={720} value="24" />
      </fieldset>
      <fieldset class="choices">
        <legend>{say('new.on-stop')}</legend>
        {(['roll-back', 'hold'] as const).map((one) => (
          <label key={one}>
            <input type="radio" name="onStop" value={one} defaultChecked={one === 'roll-back'} />
            <span>{say(`new.on-stop.${one}`)}</span>
          </label>
        ))}
      </fieldset>
      <p class="muted">{say('new.then')}</p>
    </ActForm>
  );
}
