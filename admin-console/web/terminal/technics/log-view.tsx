import { useState } from 'preact/hooks';
import { LOG_VIEW_ROUTES, type LogViewBegun } from '../../../contract/terminals/log-views.ts';
import type { TerminalView } from '../../../contract/terminals/terminal-view.ts';
import { ActForm, Field } from '../../forms.tsx';
import type { Desk } from '../../frame/desk.ts';
import { ask } from '../../hub-client.ts';
import { LogReader } from './log-reader.tsx';
import './log.css';

interface Props {
  readonly desk: Desk;
  readonly terminal: TerminalView;
}

/** Reading along with the terminal's log: why, then the lines as they come. */
export function LogView({ desk, terminal }: Props) {
  const { say } = desk;
  const { tenantId, id, online } = terminal;
  const [view, setView] = useState<LogViewBegun | null>(null);
  const [isOver, setOver] = useState(false);
  return (
    <section class="panel log" aria-labelledby="log">
      <h2 id="log">{say('log.title')}</h2>
      {view === null && <p>{say('log.text')}</p>}
      {view !== null && (
        <LogReader key={view.id} desk={desk} terminal={terminal} view={view} onOver={() => setOver(true)} />
      )}
      {(view === null || isOver) &&
        (online ? (
          <ActForm
            say={say}
            label={say('log.begin')}
            act={(form) =>
              ask('POST', LOG_VIEW_ROUTES.begin(tenantId, encodeURIComponent(id)), {
                reason: String(form.get('reason')).trim(),
              })
            }
            done={({ body }) => {
              setOver(false);
              setView(body as LogViewBegun);
            }}
            testId="log-begin"
          >
            <Field name="reason" label={say('reason')} minLength={3} />
          </ActForm>
        ) : (
          <p class="muted">{say('log.offline')}</p>
        ))}
    </section>
  );
}
