import { useId, useState } from 'preact/hooks';
import { ALERTING_ROUTES } from '../../contract/alerting/alerting-routes.ts';
import type { EpisodeView } from '../../contract/alerting/views.ts';
import { ActForm } from '../forms.tsx';
import type { Desk } from '../frame/desk.ts';
import { useLook } from '../frame/look.ts';
import { LookedAt } from '../frame/page.tsx';
import { assign } from './acts.ts';

interface Props {
  readonly desk: Desk;
  readonly episode: EpisodeView;
  readonly again: () => Promise<void>;
}

/** Gives an alert to a colleague, with a word for them. */
export function Assign({ desk, episode, again }: Props) {
  const { say } = desk;
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [looked, look] = useLook<string[]>(isOpen ? ALERTING_ROUTES.colleagues(episode.tenantId) : null);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)} data-testid="assign">
      <summary>{say('episode.assign')}</summary>
      {isOpen && (
        <LookedAt say={say} looked={looked} again={look}>
          {(names) => (
            <ActForm
              say={say}
              label={say('episode.assign.button')}
              act={(form) => assign(episode, String(form.get('assignee')), String(form.get('text')).trim())}
              done={() => void again()}
            >
              <p class="field">
                <label for={id}>{say('episode.assign.to')}</label>
                <select id={id} name="assignee" required>
                  {names
                    .filter((name) => name !== episode.assignee)
                    .map((name) => (
                      <option key={name} value={name}>
                        {name}
                      </option>
                    ))}
                </select>
              </p>
              <p class="field">
                <label for={`${id}-text`}>{say('episode.assign.text')}</label>
                <input id={`${id}-text`} name="text" maxLength={500} autocomplete="off" />
              </p>
            </ActForm>
          )}
        </LookedAt>
      )}
    </details>
  );
}
