import { useId, useState } from 'preact/hooks';
import { ALERTING_ROUTES } from '../../contract/alerting/alerting-routes.ts';
import type { EpisodeNote, EpisodeView } from '../../contract/alerting/views.ts';
import { ActForm } from '../forms.tsx';
import type { Desk } from '../frame/desk.ts';
import { useLook } from '../frame/look.ts';
import { LookedAt } from '../frame/page.tsx';
import { timeWords } from '../texts.ts';
import { comment } from './acts.ts';

interface Props {
  readonly desk: Desk;
  readonly episode: EpisodeView;
  readonly mayComment: boolean;
}

const HERE = { status: null };

/** What people did about an alert, and a word for the next one. */
export function Notes({ desk, episode, mayComment }: Props) {
  const { say, language } = desk;
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [looked, look] = useLook<EpisodeNote[]>(isOpen ? ALERTING_ROUTES.notes(episode.tenantId, episode.id) : null);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)} data-testid="notes">
      <summary>{say('episode.notes')}</summary>
      {isOpen && (
        <LookedAt say={say} looked={looked} again={look}>
          {(notes) =>
            notes.length === 0 ? (
              <p class="muted">{say('episode.notes.none')}</p>
            ) : (
              <ul class="notes">
                {notes.map((note) => (
                  <li key={`${note.at}/${note.act}/${note.text}`}>
                    <b>{note.actor}</b> {say(`episode.act.${note.act}`)}{' '}
                    <small>{timeWords(note.at, language, HERE)}</small>
                    {note.text && <p>{note.text}</p>}
                  </li>
                ))}
              </ul>
            )
          }
        </LookedAt>
      )}
      {isOpen && mayComment && (
        <ActForm
          say={say}
          label={say('episode.comment.button')}
          act={(form) => comment(episode, String(form.get('text')))}
          done={() => void look()}
          testId="comment"
        >
          <p class="field">
            <label for={id}>{say('episode.comment')}</label>
            <textarea id={id} name="text" rows={2} maxLength={500} required />
          </p>
        </ActForm>
      )}
    </details>
  );
}
