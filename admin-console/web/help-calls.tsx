import { useState } from 'preact/hooks';
import type { TerminalView } from '../contract/terminal-view.ts';
import { takeHelp } from './hub-client.ts';
import { type ConsoleLanguage, type Say, timeWords } from './texts.ts';

interface Props {
  readonly terminals: readonly TerminalView[];
  readonly say: Say;
  readonly language: ConsoleLanguage;
}

/** Who stands at a terminal and asks for a person: before everything else, those nobody looks after first. */
export function HelpCalls({ terminals, say, language }: Props) {
  const calls = terminals
    .flatMap((terminal) => (terminal.help ? [{ terminal, help: terminal.help }] : []))
    .sort((a, b) => Number(a.help.takenAt !== null) - Number(b.help.takenAt !== null) || a.help.since - b.help.since);
  return (
    // There before the first call: a live region that comes with its content is not read out.
    <section class={`help ${calls.length > 0 ? '' : 'none'}`} role="alert" data-testid="help">
      {calls.length > 0 && <h2>{say('help.title')}</h2>}
      <ul>
        {calls.map(({ terminal, help }) => (
          <li key={help.id} class="call" data-testid={`help-${terminal.id}`}>
            <p class="what">
              <b>{terminal.id}</b>
              {terminal.site && <span>{terminal.site}</span>}
            </p>
            <p class="since">
              {say('help.since', { time: timeWords(help.since, language, terminal) })}
              {!terminal.online && <small>{say('help.offline')}</small>}
            </p>
            {help.takenAt === null ? (
              <Take terminal={terminal} id={help.id} say={say} />
            ) : (
              <p class="taken">{say('help.taken', { time: timeWords(help.takenAt, language, terminal) })}</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Take({ terminal, id, say }: { readonly terminal: TerminalView; readonly id: string; readonly say: Say }) {
  const [hasFailed, setFailed] = useState(false);
  return (
    <p class="act">
      <button type="button" onClick={async () => setFailed(!(await takeHelp(terminal, id)))}>
        {say('help.take')}
      </button>
      {hasFailed && <span class="error">{say('help.take.failed')}</span>}
    </p>
  );
}
