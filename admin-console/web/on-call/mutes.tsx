import { useState } from 'preact/hooks';
import { ALERTING_ROUTES } from '../../contract/alerting/alerting-routes.ts';
import { CAUSES } from '../../contract/alerting/causes.ts';
import type { MuteScope, MuteView } from '../../contract/alerting/views.ts';
import { problemOf } from '../asking.ts';
import { ActForm, Field } from '../forms.tsx';
import type { Desk } from '../frame/desk.ts';
import { LOOK_AGAIN, useLook } from '../frame/look.ts';
import { LookedAt } from '../frame/page.tsx';
import { useTerminalNames } from '../frame/terminal-names.ts';
import { ask } from '../hub-client.ts';
import { Labelled } from '../terminal/command-form.tsx';
import { timeWords } from '../texts.ts';

interface Props {
  readonly desk: Desk;
  readonly tenantId: string;
}

const HERE = { status: null };

/** Maintenance windows and what was put off: what still stands at their end is told then. */
export function Mutes({ desk, tenantId }: Props) {
  const { say, names } = desk;
  const [looked, look] = useLook<MuteView[]>(ALERTING_ROUTES.mutes(tenantId), { every: LOOK_AGAIN });
  const begin = (form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const terminals = text('terminals')
      .split(/[\s,;]+/)
      .filter(Boolean);
    const location = text('location');
    const scope: MuteScope =
      terminals.length > 0
        ? { kind: 'terminals', ids: terminals }
        : location
          ? { kind: 'locations', ids: [location] }
          : { kind: 'tenant' };
    return ask('POST', ALERTING_ROUTES.mutes(tenantId), {
      ...{ kind: 'maintenance', scope, cause: text('cause') || null, reason: text('reason') },
      ...{ from: new Date(text('from')).getTime(), until: new Date(text('until')).getTime() },
    });
  };
  return (
    <section class="panel" aria-labelledby="mutes">
      <h2 id="mutes">{say('on-call.part.mutes')}</h2>
      <p>{say('mute.text')}</p>
      <LookedAt say={say} looked={looked} again={look}>
        {(all) =>
          all.length === 0 ? (
            <p class="muted">{say('mute.none')}</p>
          ) : (
            <ul class="rows">
              {all.map((mute) => (
                <Mute key={mute.id} {...{ desk, tenantId, mute }} again={look} />
              ))}
            </ul>
          )
        }
      </LookedAt>
      <details>
        <summary>{say('mute.new')}</summary>
        <ActForm say={say} label={say('mute.begin')} act={begin} done={() => void look()} testId="new-mute">
          <Labelled label={say('on-call.from')}>
            {(id) => <input id={id} type="datetime-local" name="from" required />}
          </Labelled>
          <Labelled label={say('on-call.to')}>
            {(id) => <input id={id} type="datetime-local" name="until" required />}
          </Labelled>
          <Labelled label={say('mute.location')}>
            {(id) => (
              <select id={id} name="location">
                <option value="">{say('mute.everywhere')}</option>
                {names.locations.map(({ id: each, name }) => (
                  <option key={each} value={each}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
          <Labelled label={say('mute.terminals')}>
            {(id) => <input id={id} name="terminals" autocomplete="off" maxLength={4_000} />}
          </Labelled>
          <Labelled label={say('mute.cause')}>
            {(id) => (
              <select id={id} name="cause">
                <option value="">{say('mute.every-cause')}</option>
                {Object.keys(CAUSES).map((cause) => (
                  <option key={cause} value={cause}>
                    {say(`cause.${cause}`)}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
          <Field name="reason" label={say('reason')} hint={say('reason.hint')} minLength={3} />
        </ActForm>
      </details>
    </section>
  );
}

interface MuteProps extends Props {
  readonly mute: MuteView;
  readonly again: () => Promise<void>;
}

function Mute({ desk, tenantId, mute, again }: MuteProps) {
  const { say, language, names } = desk;
  const [problem, setProblem] = useState('');
  const { scope, cause, from, until, reason, createdBy, endedAt } = mute;
  const isOver = endedAt !== null || until <= Date.now();
  const nameOf = useTerminalNames(tenantId, scope.kind === 'terminals' ? scope.ids : []);
  const where =
    scope.kind === 'tenant'
      ? say('mute.everywhere')
      : scope.ids.map((id) => (scope.kind === 'locations' ? names.location(id) : nameOf(id))).join(', ');
  async function end() {
    const answer = await ask('POST', ALERTING_ROUTES.endMute(tenantId, mute.id), {});
    setProblem(answer.status === 200 ? '' : problemOf(answer, say));
    await again();
  }
  return (
    <li class={isOver ? 'muted' : ''} data-testid="mute">
      <div>
        <b>{where}</b>: {cause === null ? say('mute.every-cause') : say(`cause.${cause}`)}
        <small>
          {timeWords(from, language, HERE)} – {timeWords(endedAt ?? until, language, HERE)}
          {isOver && ` (${say('mute.over')})`}
        </small>
        <small>
          {createdBy}: {reason}
        </small>
        <p class="error" role="alert">
          {problem}
        </p>
      </div>
      {!isOver && (
        <button type="button" class="second" onClick={() => void end()}>
          {say('mute.end')}
        </button>
      )}
    </li>
  );
}
