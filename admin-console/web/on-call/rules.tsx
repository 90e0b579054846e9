import { useState } from 'preact/hooks';
import { ALERTING_ROUTES } from '../../contract/alerting/alerting-routes.ts';
import type { Severity } from '../../contract/alerting/alerts.ts';
import { type AlertCause, CAUSES } from '../../contract/alerting/causes.ts';
import type { AlertRules, CauseRule } from '../../contract/alerting/rules.ts';
import { ActForm, Field } from '../forms.tsx';
import { type Desk, may } from '../frame/desk.ts';
import { useLook } from '../frame/look.ts';
import { LookedAt } from '../frame/page.tsx';
import { Scrolls } from '../frame/scrolls.tsx';
import { ask } from '../hub-client.ts';
import { Labelled } from '../terminal/command-form.tsx';
import { Escalation } from './escalation.tsx';

interface Props {
  readonly desk: Desk;
  readonly tenantId: string;
}

/** A change names the version that it was made from: of two at once the later is refused. */
interface VersionedRules {
  readonly version: number;
  readonly body: AlertRules;
}

const NAMES = Object.keys(CAUSES) as readonly AlertCause[];
const SEVERITIES: readonly Severity[] = ['urgent', 'soon', 'note'];

/** When each cause becomes an alert, how urgent it is, and who is told after how long. */
export function Rules({ desk, tenantId }: Props) {
  const { say } = desk;
  const [looked, look] = useLook<VersionedRules>(ALERTING_ROUTES.rules(tenantId));
  return (
    <LookedAt say={say} looked={looked} again={look}>
      {({ version, body }) => {
        const put = (changed: Partial<AlertRules>, reason: string) =>
          ask('PUT', ALERTING_ROUTES.rules(tenantId), { version, body: { ...body, ...changed }, reason });
        const mayChange = may(desk, 'alerts.configure', tenantId);
        return (
          <>
            <Escalation {...{ desk, tenantId, put, mayChange }} steps={body.steps} again={look} />
            <section class="panel" aria-labelledby="rules">
              <h2 id="rules">{say('rules.title')}</h2>
              <Table desk={desk} rules={body} />
              {mayChange && <Change key={version} {...{ desk, put }} rules={body} again={look} />}
            </section>
          </>
        );
      }}
    </LookedAt>
  );
}

function Table({ desk: { say }, rules }: { readonly desk: Desk; readonly rules: AlertRules }) {
  return (
    <Scrolls label={say('rules.title')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('mute.cause')}</th>
            <th scope="col">{say('rules.severity')}</th>
            <th scope="col">{say('rules.grace')}</th>
            <th scope="col">{say('rules.days')}</th>
          </tr>
        </thead>
        <tbody>
          {NAMES.map((cause) => {
            const rule = rules.causes[cause] ?? {};
            const severity = rule.severity ?? CAUSES[cause].severity;
            const days = rule.days ?? CAUSES[cause].days;
            const isOff = rule.isOff ?? false;
            return (
              <tr key={cause} class={isOff ? 'muted' : ''}>
                <th scope="row">{say(`cause.${cause}`)}</th>
                <td>
                  {isOff ? say('rules.off') : severity === null ? say('rules.as-found') : say(`severity.${severity}`)}
                </td>
                <td>{say.count('minutes', rule.graceMinutes ?? CAUSES[cause].graceMinutes)}</td>
                <td>{days === undefined ? '–' : say.count('days', days)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scrolls>
  );
}

interface ChangeProps {
  readonly desk: Desk;
  readonly rules: AlertRules;
  readonly put: (changed: Partial<AlertRules>, reason: string) => ReturnType<typeof ask>;
  readonly again: () => Promise<void>;
}

/** One cause at a time, beginning with what holds. */
function Change({ desk: { say }, rules, put, again }: ChangeProps) {
  const [cause, setCause] = useState<AlertCause>('offline');
  const now: CauseRule & { readonly days?: number | undefined } = {
    ...{ graceMinutes: CAUSES[cause].graceMinutes, days: CAUSES[cause].days },
    ...(CAUSES[cause].severity && { severity: CAUSES[cause].severity }),
    ...rules.causes[cause],
  };
  const change = (form: FormData) => {
    const given = String(form.get('severity'));
    const days = form.get('days');
    const rule: CauseRule = {
      ...rules.causes[cause],
      isOff: given === 'off',
      ...(SEVERITIES.some((severity) => severity === given) && { severity: given as Severity }),
      graceMinutes: Number(form.get('grace')),
      ...(days !== null && { days: Number(days) }),
    };
    return put({ causes: { ...rules.causes, [cause]: rule } }, String(form.get('reason')));
  };
  return (
    <details>
      <summary>{say('rules.change')}</summary>
      <ActForm say={say} label={say('rules.save')} act={change} done={() => void again()} testId="change-rule">
        <Labelled label={say('mute.cause')}>
          {(id) => (
            <select id={id} value={cause} onChange={(event) => setCause(event.currentTarget.value as AlertCause)}>
              {NAMES.map((name) => (
                <option key={name} value={name}>
                  {say(`cause.${name}`)}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        <div key={cause}>
          <Labelled label={say('rules.severity')}>
            {(id) => (
              <select id={id} name="severity">
                {CAUSES[cause].severity === null && <option value="">{say('rules.as-found')}</option>}
                {SEVERITIES.map((severity) => (
                  <option key={severity} value={severity} selected={severity === now.severity && !now.isOff}>
                    {say(`severity.${severity}`)}
                  </option>
                ))}
                <option value="off" selected={now.isOff === true}>
                  {say('rules.off')}
                </option>
              </select>
            )}
          </Labelled>
          <Field
            name="grace"
            label={say('rules.grace')}
            type="number"
            min={0}
            max={10_080}
            value={String(now.graceMinutes)}
          />
          {now.days !== undefined && (
            <Field name="days" label={say('rules.days')} type="number" min={1} max={400} value={String(now.days)} />
          )}
        </div>
        <Field name="reason" label={say('reason')} hint={say('reason.hint')} minLength={3} />
      </ActForm>
    </details>
  );
}
