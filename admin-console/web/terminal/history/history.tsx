import { ALERTING_ROUTES } from '../../../contract/alerting/alerting-routes.ts';
import type { EpisodeView } from '../../../contract/alerting/views.ts';
import type { CommandView } from '../../../contract/commands/commands.ts';
import { ROUTES } from '../../../contract/routes.ts';
import { HISTORY_ROUTES } from '../../../contract/terminals/history-routes.ts';
import type { TerminalHistory, TerminalNote } from '../../../contract/terminals/terminal-history.ts';
import type { TerminalView } from '../../../contract/terminals/terminal-view.ts';
import { type Desk, may } from '../../frame/desk.ts';
import { LOOK_AGAIN, useLook } from '../../frame/look.ts';
import { LookedAt } from '../../frame/page.tsx';
import { hrefOf } from '../../router.ts';
import { timeWords } from '../../texts.ts';
import { Health } from './health.tsx';
import { Notes } from './notes.tsx';
import { Paper } from './paper.tsx';
import { TIMELINE_KINDS, type TimelineKind, timelineOf } from './timeline.ts';

interface Props {
  readonly desk: Desk;
  readonly terminal: TerminalView;
  /** `?show=` one kind of what happened. */
  readonly query: URLSearchParams;
}

const DAYS = 30;
const MOST = 100;
const TIME_ZONE = 'Europe/Berlin';

/** How the terminal was, what happened there, what people noted of it. */
export function History({ desk, terminal, query }: Props) {
  const { say, language } = desk;
  const { tenantId } = terminal;
  const id = encodeURIComponent(terminal.id);
  const options = { every: LOOK_AGAIN * 6 };
  const [history, lookAtHistory] = useLook<TerminalHistory>(
    `${HISTORY_ROUTES.history(tenantId, id)}?days=${DAYS}`,
    options,
  );
  const [notes, lookAtNotes] = useLook<TerminalNote[]>(HISTORY_ROUTES.notes(tenantId, id), options);
  return (
    <>
      <section class="panel" aria-labelledby="health">
        <h2 id="health">{say('past.title', { n: DAYS })}</h2>
        <LookedAt say={say} looked={history} again={lookAtHistory}>
          {(of) => (
            <Health say={say} language={language} history={of} timeZone={terminal.status?.timeZone ?? TIME_ZONE} />
          )}
        </LookedAt>
      </section>
      <Paper desk={desk} terminal={terminal} />
      <LookedAt say={say} looked={notes} again={lookAtNotes}>
        {(of) => <Notes desk={desk} terminal={terminal} notes={of} again={lookAtNotes} />}
      </LookedAt>
      {history.kind === 'there' && notes.kind === 'there' && (
        <Timeline desk={desk} terminal={terminal} query={query} history={history.of} notes={notes.of} />
      )}
    </>
  );
}

interface TimelineProps extends Props {
  readonly history: TerminalHistory;
  readonly notes: readonly TerminalNote[];
}

function Timeline({ desk, terminal, query, history, notes }: TimelineProps) {
  const { say, language } = desk;
  const { id, tenantId } = terminal;
  const options = { every: LOOK_AGAIN * 6 };
  const ofThis = (more: Readonly<Record<string, string>>) => new URLSearchParams({ terminal: id, ...more });
  const episodes = ALERTING_ROUTES.episodes(tenantId);
  const [open, lookAtOpen] = useLook<EpisodeView[]>(`${episodes}?${ofThis({ limit: String(MOST) })}`, options);
  const closedPath = `${episodes}?${ofThis({ state: 'closed', limit: String(MOST) })}`;
  const [closed] = useLook<EpisodeView[]>(closedPath, options);
  const commandsPath = `${ROUTES.commands(tenantId)}?${ofThis({ most: String(MOST) })}`;
  const [commands] = useLook<CommandView[]>(commandsPath, options);
  const shown = TIMELINE_KINDS.find((kind) => kind === query.get('show')) ?? null;
  const hrefFor = (kind: TimelineKind | null) => hrefOf('terminal', id, { part: 'history', show: kind });
  return (
    <section class="panel" aria-labelledby="timeline">
      <h2 id="timeline">{say('timeline.title')}</h2>
      <nav class="parts small" aria-label={say('timeline.filter')}>
        {[null, ...TIMELINE_KINDS].map((kind) => (
          <a key={kind} href={hrefFor(kind)} aria-current={kind === shown ? 'true' : undefined}>
            {say(`timeline.kind.${kind ?? 'all'}`)}
          </a>
        ))}
      </nav>
      <LookedAt say={say} looked={open} again={lookAtOpen}>
        {(standing) => {
          const all = timelineOf(
            {
              ...{ history, notes },
              episodes: [...standing, ...(closed.kind === 'there' ? closed.of : [])],
              commands: commands.kind === 'there' ? commands.of : [],
            },
            say,
          ).filter(({ kind }) => shown === null || kind === shown);
          if (all.length === 0) return <p class="muted">{say('timeline.none')}</p>;
          return (
            <ol class="timeline" data-testid="timeline">
              {all.slice(0, MOST).map(({ at, kind, text, actor }) => (
                <li key={`${at}/${kind}/${text}`}>
                  <small>{timeWords(at, language, terminal)}</small>
                  <span class="kind">{say(`timeline.kind.${kind}`)}</span>
                  <span>
                    {text}
                    {actor && <small> ({actor})</small>}
                  </span>
                </li>
              ))}
            </ol>
          );
        }}
      </LookedAt>
      {may(desk, 'audit.read', tenantId) && (
        <p>
          <a href={hrefOf('audit', null, { subject: id })}>{say('timeline.who-did-it')}</a>
        </p>
      )}
    </section>
  );
}
