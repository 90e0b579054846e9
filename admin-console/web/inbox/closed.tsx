import { useState } from 'preact/hooks';
import { ALERTING_ROUTES } from '../../contract/alerting/alerting-routes.ts';
import type { EpisodeView } from '../../contract/alerting/views.ts';
import type { Desk } from '../frame/desk.ts';
import { useLook } from '../frame/look.ts';
import { LookedAt } from '../frame/page.tsx';
import { hrefOf } from '../router.ts';
import { timeWords } from '../texts.ts';
import { episodeWords } from './episodes.ts';

const SHOWN = 30;
const HERE = { status: null };

/** What is over: asked for when somebody wants to see it. */
export function Closed({ desk, terminal }: { readonly desk: Desk; readonly terminal: string | null }) {
  const { say, language, tenant } = desk;
  const [isOpen, setOpen] = useState(false);
  const query = new URLSearchParams({ state: 'closed', limit: String(SHOWN), ...(terminal && { terminal }) });
  const [looked, look] = useLook<EpisodeView[]>(isOpen ? `${ALERTING_ROUTES.episodes(tenant)}?${query}` : null);
  return (
    <details class="closed" onToggle={(event) => setOpen(event.currentTarget.open)} data-testid="closed">
      <summary>{say('inbox.closed')}</summary>
      {isOpen && (
        <LookedAt say={say} looked={looked} again={look}>
          {(all) =>
            all.length === 0 ? (
              <p class="muted">{say('inbox.closed.none')}</p>
            ) : (
              <ul>
                {all.map((episode) => (
                  <li key={episode.id}>
                    <a href={hrefOf('terminal', episode.terminalId)}>
                      {desk.names.terminal({ id: episode.terminalId, name: episode.terminalName })}
                    </a>{' '}
                    {episodeWords(episode, say)}{' '}
                    <small>
                      {say('episode.span', {
                        from: timeWords(episode.since, language, HERE),
                        to: timeWords(episode.closedAt ?? episode.since, language, HERE),
                      })}
                    </small>
                  </li>
                ))}
              </ul>
            )
          }
        </LookedAt>
      )}
    </details>
  );
}
