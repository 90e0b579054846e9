import { useState } from 'preact/hooks';
import type { Calling } from './frame/help.ts';
import type { Names } from './frame/names.ts';
import { takeHelp } from './hub-client.ts';
import { hrefOf } from './router.ts';
import { type ConsoleLanguage, type Say, timeWords } from './texts.ts';

interface Props {
  readonly calls: readonly Calling[];
  readonly say: Say;
  readonly language: ConsoleLanguage;
  readonly names: Names;
}

const HERE = { status: null };

/** Who stands at a terminal and asks for a person: before everything else, those nobody looks after first. */
export function HelpCalls({ calls: standing, say, language, names }: Props) {
  const calls = standing.toSorted(
    (a, b) => Number(a.help.takenAt !== null) - Number(b.help.takenAt !== null) || a.help.since - b.help.since,
  );
  return (
    // There before the first call: a live region that comes with its content is not read out.
    <section class={`help ${calls.length > 0 ? '' : 'none'}`} role="alert" data-testid="help">
      {calls.length > 0 && <h2>{say('help.title')}</h2>}
      <ul>
        {calls.map(({ help, ...terminal }) => (
          <li key={help.id} class="call" data-testid={`help-${terminal.id}`}>
            <p class="what">
              <a href={hrefOf('terminal', terminal.id)}>
                <b>{names.terminal(terminal)}</b>
              </a>
              {terminal.locationId ? (
                <span>{names.location(terminal.locationId)}</span>
              ) : (
                terminal.site && <span>{terminal.site}</span>
              )}
            </p>
            <p class="since">
              {say('help.since', { time: timeWords(help.since, language, HERE) })}
              {!terminal.online && <small>{say('help.offline')}</small>}
            </p>
            {help.takenAt === null ? (
              <Take terminal={terminal} id={help.id} say={say} />
            ) : (
              <p class="taken">{say('help.taken', { time: timeWords(help.takenAt, language, HERE) })}</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Take({
  terminal,
  id,
  say,
}: {
  readonly terminal: Pick<Calling, 'id' | 'tenantId'>;
  readonly id: string;
  readonly say: Say;
}) {
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
