import { useState } from 'preact/hooks';
import { problemOf } from '../asking.ts';
import { type Desk, may } from '../frame/desk.ts';
import { acknowledge } from './acts.ts';
import { EpisodeRow } from './episode-row.tsx';
import { type EpisodeGroup, type EpisodeShelf, episodeWords } from './episodes.ts';

interface Props {
  readonly desk: Desk;
  readonly group: EpisodeGroup;
  readonly shelf: EpisodeShelf;
  readonly again: () => Promise<void>;
  /** On the page of its terminal. */
  readonly isAtTerminal?: boolean;
}

/** "3 × Belegdrucker: Papier leer", what it means, what to do, and each terminal. */
export function Group({ desk, group, shelf, again, isAtTerminal = false }: Props) {
  const { say } = desk;
  const { key, severity, episodes } = group;
  const [first] = episodes;
  const [problem, setProblem] = useState('');
  const fresh = episodes.filter(
    ({ acknowledgedAt, tenantId }) => acknowledgedAt === null && may(desk, 'alerts.act', tenantId),
  );
  async function acknowledgeAll() {
    const answers = await Promise.all(fresh.map((episode) => acknowledge(episode)));
    const refused = answers.find(({ status }) => status !== 200);
    setProblem(refused ? problemOf(refused, say) : '');
    await again();
  }
  return (
    <article class={`group ${severity}`} aria-labelledby={`group-${shelf}-${key}`} data-testid={`group-${key}`}>
      <header>
        <span class={`pill ${severity === 'urgent' ? 'bad' : severity === 'soon' ? 'warn' : ''}`}>
          {say(`severity.${severity}`)}
        </span>
        <h3 id={`group-${shelf}-${key}`}>
          {episodes.length > 1 && `${episodes.length} × `}
          {episodeWords(first, say)}
        </h3>
        {shelf === 'open' && fresh.length > 1 && (
          <button type="button" class="second" onClick={acknowledgeAll}>
            {say('inbox.acknowledge-all', { n: fresh.length })}
          </button>
        )}
      </header>
      {isAtTerminal && shelf !== 'open' && (
        <p class="muted" data-testid="shelf">
          <b>{say(`inbox.${shelf}`)}.</b> {say(`inbox.${shelf}.text`)}
        </p>
      )}
      <p class="do">
        <b>{say('inbox.do')}</b> {say(`cause.${first.cause}.do`)}
      </p>
      <details>
        <summary>{say('inbox.means')}</summary>
        <p>{say(`cause.${first.cause}.means`)}</p>
      </details>
      <p class="error" role="alert">
        {problem}
      </p>
      <ul class="episodes">
        {episodes.map((episode) => (
          <EpisodeRow
            key={episode.id}
            desk={desk}
            episode={episode}
            shelf={shelf}
            again={again}
            isAtTerminal={isAtTerminal}
          />
        ))}
      </ul>
    </article>
  );
}
