import { useId, useState } from 'preact/hooks';
import { HISTORY_ROUTES } from '../../../contract/terminals/history-routes.ts';
import type { TerminalNote } from '../../../contract/terminals/terminal-history.ts';
import type { TerminalView } from '../../../contract/terminals/terminal-view.ts';
import { problemOf } from '../../asking.ts';
import { ActForm } from '../../forms.tsx';
import { type Desk, may } from '../../frame/desk.ts';
import { ask } from '../../hub-client.ts';
import { timeWords } from '../../texts.ts';

interface Props {
  readonly desk: Desk;
  readonly terminal: TerminalView;
  readonly notes: readonly TerminalNote[];
  readonly again: () => Promise<void>;
}

/** What the next one should know: where the key is, which socket is loose. */
export function Notes({ desk, terminal, notes, again }: Props) {
  const { say, language, session } = desk;
  const id = useId();
  const [problem, setProblem] = useState('');
  const place = [terminal.tenantId, encodeURIComponent(terminal.id)] as const;
  const mayWrite = may(desk, 'alerts.act', terminal.tenantId);
  async function remove(note: string) {
    const answer = await ask('DELETE', HISTORY_ROUTES.note(...place, note));
    setProblem(answer.status === 200 ? '' : problemOf(answer, say));
    await again();
  }
  return (
    <section class="panel" aria-labelledby="notes">
      <h2 id="notes">{say('notes.title')}</h2>
      {notes.length === 0 && <p class="muted">{say('notes.none')}</p>}
      <ul class="rows">
        {notes.map(({ id: note, at, actor, text }) => (
          <li key={note} data-testid="terminal-note">
            <div>
              <p>{text}</p>
              <small>
                {actor}, {timeWords(at, language, terminal)}
              </small>
            </div>
            {mayWrite && actor === session.name && (
              <button type="button" class="second" onClick={() => void remove(note)}>
                {say('notes.take-back')}
              </button>
            )}
          </li>
        ))}
      </ul>
      <p class="error" role="alert">
        {problem}
      </p>
      {mayWrite && (
        <ActForm
          say={say}
          label={say('notes.save')}
          act={(form) => ask('POST', HISTORY_ROUTES.notes(...place), { text: String(form.get('text')) })}
          done={() => void again()}
          testId="new-note"
        >
          <p class="field">
            <label for={id}>{say('notes.new')}</label>
            <small>{say('notes.hint')}</small>
            <textarea id={id} name="text" rows={2} maxLength={500} required />
          </p>
        </ActForm>
      )}
    </section>
  );
}
