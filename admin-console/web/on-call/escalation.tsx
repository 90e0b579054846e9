import { useState } from 'preact/hooks';
import { ALERTING_ROUTES } from '../../contract/alerting/alerting-routes.ts';
import type { Severity } from '../../contract/alerting/alerts.ts';
import type { AlertRules, NotifyStep, NotifyTarget } from '../../contract/alerting/rules.ts';
import type { ChannelView } from '../../contract/alerting/views.ts';
import { problemOf } from '../asking.ts';
import { ActForm, Field } from '../forms.tsx';
import type { Desk } from '../frame/desk.ts';
import { useLook } from '../frame/look.ts';
import type { HubAnswer } from '../hub-client.ts';
import { Labelled } from '../terminal/command-form.tsx';

interface Props {
  readonly desk: Desk;
  readonly tenantId: string;
  readonly steps: readonly NotifyStep[];
  readonly mayChange: boolean;
  readonly put: (changed: Partial<AlertRules>, reason: string) => Promise<HubAnswer>;
  readonly again: () => Promise<void>;
}

const SEVERITIES: readonly Severity[] = ['urgent', 'soon', 'note'];

/** Who is told at once, and who after how long if nobody has acknowledged. */
export function Escalation({ desk, tenantId, steps, mayChange, put, again }: Props) {
  const { say } = desk;
  const [problem, setProblem] = useState('');
  const [looked] = useLook<ChannelView[]>(mayChange ? ALERTING_ROUTES.channels(tenantId) : null);
  const channels = looked.kind === 'there' ? looked.of : [];
  const targetWords = (target: NotifyTarget) =>
    target.kind === 'channel'
      ? (channels.find(({ id }) => id === target.id)?.name ?? say('escalation.channel'))
      : say(`escalation.${target.kind}`);
  const add = (form: FormData) => {
    const to = String(form.get('to'));
    const step: NotifyStep = {
      ...{ afterMinutes: Number(form.get('after')), minSeverity: String(form.get('severity')) as Severity },
      ...{ causes: null, to: [to === 'all' || to === 'on-call' ? { kind: to } : { kind: 'channel', id: to }] },
    };
    const all = [...steps, step].sort((a, b) => a.afterMinutes - b.afterMinutes);
    return put({ steps: all }, String(form.get('reason')));
  };
  async function remove(at: number) {
    const answer = await put({ steps: steps.filter((_, n) => n !== at) }, say('on-call.removed'));
    setProblem(answer.status === 200 ? '' : problemOf(answer, say));
    await again();
  }
  return (
    <section class="panel" aria-labelledby="escalation">
      <h2 id="escalation">{say('escalation.title')}</h2>
      <p class="muted">{say('escalation.text')}</p>
      <p class="error" role="alert">
        {problem}
      </p>
      <ul class="rows">
        {steps.map((step, n) => (
          <li key={`${step.afterMinutes}/${step.minSeverity}/${step.causes}`} data-testid="escalation-step">
            <div>
              <b>
                {step.afterMinutes === 0 ? say('escalation.at-once') : say.count('escalation.after', step.afterMinutes)}
              </b>
              : {step.to.map(targetWords).join(', ')}
              <small>
                {say('escalation.from', { severity: say(`severity.${step.minSeverity}`) })}
                {step.causes && ` – ${step.causes.map((cause) => say(`cause.${cause}`)).join(', ')}`}
              </small>
            </div>
            {mayChange && (
              <button type="button" class="second" onClick={() => void remove(n)}>
                {say('on-call.remove')}
                <span class="vh"> ({n + 1})</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {mayChange && (
        <details>
          <summary>{say('escalation.add')}</summary>
          <ActForm say={say} label={say('escalation.add')} act={add} done={() => void again()} testId="add-step">
            <Field name="after" label={say('escalation.minutes')} type="number" min={0} max={43_200} value="30" />
            <Labelled label={say('escalation.severity')}>
              {(id) => (
                <select id={id} name="severity">
                  {SEVERITIES.map((severity) => (
                    <option key={severity} value={severity}>
                      {say(`severity.${severity}`)}
                    </option>
                  ))}
                </select>
              )}
            </Labelled>
            <Labelled label={say('escalation.who')}>
              {(id) => (
                <select id={id} name="to">
                  {(['on-call', 'all'] as const).map((kind) => (
                    <option key={kind} value={kind}>
                      {say(`escalation.${kind}`)}
                    </option>
                  ))}
                  {channels.map(({ id: channel, name }) => (
                    <option key={channel} value={channel}>
                      {name}
                    </option>
                  ))}
                </select>
              )}
            </Labelled>
            <Field name="reason" label={say('reason')} hint={say('reason.hint')} minLength={3} />
          </ActForm>
        </details>
      )}
    </section>
  );
}
