import { useId } from 'preact/hooks';
import type { EpisodeView } from '../../contract/alerting/views.ts';
import { ActForm, Field } from '../forms.tsx';
import type { Desk } from '../frame/desk.ts';
import { snooze } from './acts.ts';

/** Hours for which an alert may be put off here; longer is a maintenance window. */
const SPANS = [1, 4, 24, 72, 168] as const;

interface Props {
  readonly desk: Desk;
  readonly episode: EpisodeView;
  readonly again: () => Promise<void>;
}

/** Puts this cause at this terminal off for a while. */
export function Snooze({ desk: { say }, episode, again }: Props) {
  const id = useId();
  return (
    <details>
      <summary>{say('episode.snooze')}</summary>
      <ActForm
        say={say}
        label={say('episode.snooze.button')}
        act={(form) => snooze(episode, Number(form.get('hours')), String(form.get('reason')))}
        done={() => void again()}
        testId="snooze"
      >
        <p class="field">
          <label for={id}>{say('episode.snooze.for')}</label>
          <select id={id} name="hours">
            {SPANS.map((hours) => (
              <option key={hours} value={hours}>
                {hours < 24 ? say.count('hours', hours) : say.count('days', hours / 24)}
              </option>
            ))}
          </select>
        </p>
        <Field name="reason" label={say('reason')} hint={say('reason.hint')} minLength={3} />
      </ActForm>
    </details>
  );
}
