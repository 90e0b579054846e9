import { useState } from 'preact/hooks';
import { ALERTING_ROUTES } from '../../contract/alerting/alerting-routes.ts';
import type { OnCallException, OnCallRota } from '../../contract/alerting/rota.ts';
import type { ChannelView } from '../../contract/alerting/views.ts';
import { problemOf } from '../asking.ts';
import { ActForm, Choices, Field } from '../forms.tsx';
import type { Desk } from '../frame/desk.ts';
import { useLook } from '../frame/look.ts';
import { ask, type HubAnswer } from '../hub-client.ts';
import { Labelled } from '../terminal/command-form.tsx';

/** A change names the version that it was made from: of two at once the later is refused. */
export interface VersionedRota {
  readonly version: number;
  readonly body: OnCallRota;
}

interface Props {
  readonly desk: Desk;
  readonly tenantId: string;
  readonly rota: VersionedRota;
  readonly again: () => Promise<void>;
}

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
/** Monday, 5 January 2026, in the words of a language. */
const dayName = (day: number, language: string): string =>
  new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, 0, 4 + day));

/** People, weekly shifts and exceptions: added by forms, taken out by a button; each change is a version with a reason. */
export function RotaForms({ desk, tenantId, rota: { version, body }, again }: Props) {
  const { say, language } = desk;
  const [problem, setProblem] = useState('');
  const [channels] = useLook<ChannelView[]>(ALERTING_ROUTES.channels(tenantId));
  const nameOf = (id: string | null) => body.people.find((person) => person.id === id)?.name ?? say('on-call.nobody');
  const put = (changed: Partial<OnCallRota>, reason: string): Promise<HubAnswer> =>
    ask('PUT', ALERTING_ROUTES.rota(tenantId), { version, body: { ...body, ...changed }, reason });
  async function remove(changed: Partial<OnCallRota>) {
    const answer = await put(changed, say('on-call.removed'));
    setProblem(answer.status === 200 ? '' : problemOf(answer, say));
    await again();
  }
  const text = (form: FormData, name: string) => String(form.get(name) ?? '').trim();
  const addPerson = (form: FormData) => {
    const person = {
      id: crypto.randomUUID(),
      name: text(form, 'name'),
      channelIds: form.getAll('channels').map(String),
    };
    return put({ people: [...body.people, person] }, text(form, 'reason'));
  };
  const addShift = (form: FormData) => {
    const days = form.getAll('days').map(Number);
    const turns = form.getAll('turns').map(String);
    const shift = { days, from: text(form, 'from'), to: text(form, 'to'), turns };
    return put({ shifts: [...body.shifts, shift] }, text(form, 'reason'));
  };
  const addException = (form: FormData) => {
    const exception: OnCallException = {
      ...{ from: text(form, 'from'), to: text(form, 'to'), personId: text(form, 'person') || null },
    };
    return put({ exceptions: [...body.exceptions, exception] }, text(form, 'reason'));
  };
  const whyField = <Field name="reason" label={say('reason')} hint={say('reason.hint')} minLength={3} />;
  const people = body.people.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <p class="error" role="alert">
        {problem}
      </p>
      <section class="panel" aria-labelledby="people">
        <h2 id="people">{say('on-call.people')}</h2>
        <ul class="rows">
          {body.people.map(({ id, name, channelIds }) => (
            <li key={id}>
              <div>
                <b>{name}</b>
                <small>{say.count('on-call.channels-of', channelIds.length)}</small>
              </div>
              {!body.shifts.some(({ turns }) => turns.includes(id)) &&
                !body.exceptions.some(({ personId }) => personId === id) && (
                  <Remove
                    {...{ say, what: name }}
                    act={() => remove({ people: body.people.filter((person) => person.id !== id) })}
                  />
                )}
            </li>
          ))}
        </ul>
        <details>
          <summary>{say('on-call.add-person')}</summary>
          <ActForm
            say={say}
            label={say('on-call.add-person')}
            act={addPerson}
            done={() => void again()}
            testId="add-person"
          >
            <Field name="name" label={say('on-call.name')} />
            {channels.kind === 'there' && channels.of.length > 0 && (
              <Choices
                name="channels"
                legend={say('on-call.channels')}
                options={channels.of.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
            {whyField}
          </ActForm>
        </details>
      </section>
      <section class="panel" aria-labelledby="shifts">
        <h2 id="shifts">{say('on-call.shifts')}</h2>
        <p class="muted">{say('on-call.shifts.text')}</p>
        <ul class="rows">
          {body.shifts.map((shift, n) => (
            <li key={`${shift.days}/${shift.from}/${shift.to}`}>
              <div>
                {shift.days.map((day) => dayName(day, language)).join(', ')}, {shift.from}–{shift.to}
                <small>{shift.turns.map(nameOf).join(' → ')}</small>
              </div>
              <Remove
                {...{ say, what: `${shift.from}–${shift.to}` }}
                act={() => remove({ shifts: body.shifts.filter((_, at) => at !== n) })}
              />
            </li>
          ))}
        </ul>
        {people.length > 0 && (
          <details>
            <summary>{say('on-call.add-shift')}</summary>
            <ActForm
              say={say}
              label={say('on-call.add-shift')}
              act={addShift}
              done={() => void again()}
              testId="add-shift"
            >
              <Choices
                name="days"
                legend={say('on-call.days')}
                options={DAYS.map((day) => ({ value: String(day), label: dayName(day, language) }))}
              />
              <Labelled label={say('on-call.from')}>
                {(id) => <input id={id} type="time" name="from" required />}
              </Labelled>
              <Labelled label={say('on-call.to')}>{(id) => <input id={id} type="time" name="to" required />}</Labelled>
              <Choices name="turns" legend={say('on-call.turns')} options={people} />
              {whyField}
            </ActForm>
          </details>
        )}
      </section>
      <section class="panel" aria-labelledby="exceptions">
        <h2 id="exceptions">{say('on-call.exceptions')}</h2>
        <p class="muted">{say('on-call.exceptions.text')}</p>
        <ul class="rows">
          {body.exceptions.map((exception, n) => (
            <li key={`${exception.from}/${exception.to}/${exception.personId}`}>
              <div>
                <b>{nameOf(exception.personId)}</b>
                <small>
                  {exception.from.replace('T', ' ')} – {exception.to.replace('T', ' ')}
                </small>
              </div>
              <Remove
                {...{ say, what: exception.from }}
                act={() => remove({ exceptions: body.exceptions.filter((_, at) => at !== n) })}
              />
            </li>
          ))}
        </ul>
        <details>
          <summary>{say('on-call.add-exception')}</summary>
          <ActForm
            say={say}
            label={say('on-call.add-exception')}
            act={addException}
            done={() => void again()}
            testId="add-exception"
          >
            <Labelled label={say('on-call.from')}>
              {(id) => <input id={id} type="datetime-local" name="from" required />}
            </Labelled>
            <Labelled label={say('on-call.to')}>
              {(id) => <input id={id} type="datetime-local" name="to" required />}
            </Labelled>
            <Labelled label={say('on-call.who')}>
              {(id) => (
                <select id={id} name="person">
                  <option value="">{say('on-call.nobody')}</option>
                  {people.map(({ value, label }) => (
                    <option key={value} value={value}>
                      {label}
                    </option>
                  ))}
                </select>
              )}
            </Labelled>
            {whyField}
          </ActForm>
        </details>
      </section>
    </>
  );
}

interface RemoveProps extends Pick<Desk, 'say'> {
  readonly what: string;
  readonly act: () => Promise<void>;
}

const Remove = ({ say, what, act }: RemoveProps) => (
  <button type="button" class="second" onClick={() => void act()}>
    {say('on-call.remove')}
    <span class="vh"> ({what})</span>
  </button>
);
