import { useState } from 'preact/hooks';
import type { EpisodeView } from '../../contract/alerting/views.ts';
import { problemOf } from '../asking.ts';
import { type Desk, may } from '../frame/desk.ts';
import type { HubAnswer } from '../hub-client.ts';
import { hrefOf } from '../router.ts';
import { timeWords } from '../texts.ts';
import { acknowledge, assign, explainJournal } from './acts.ts';
import { Assign } from './assign.tsx';
import { detailOf, type EpisodeShelf, firstCommand } from './episodes.ts';
import { flowFor } from './flow-for.ts';
import { Notes } from './notes.tsx';
import { Snooze } from './snooze.tsx';

interface Props {
  readonly desk: Desk;
  readonly episode: EpisodeView;
  readonly shelf: EpisodeShelf;
  readonly again: () => Promise<void>;
  /** On the page of its terminal its name need not be said. */
  readonly isAtTerminal?: boolean;
}

const HERE = { status: null };

/** One alert at one terminal and what can be done about it here. */
export function EpisodeRow({ desk, episode, shelf, again, isAtTerminal = false }: Props) {
  const { say, language, session } = desk;
  const [problem, setProblem] = useState('');
  const { terminalId, terminalName, acknowledgedAt, acknowledgedBy, assignee } = episode;
  const mayAct = may(desk, 'alerts.act', episode.tenantId);
  const command = may(desk, 'fleet.command', episode.tenantId) ? firstCommand(episode) : null;
  const flow = flowFor(episode, (permission) => may(desk, permission, episode.tenantId));
  const detail = detailOf(episode, say);
  const time = (at: number) => timeWords(at, language, HERE);
  async function act(doing: Promise<HubAnswer>) {
    const answer = await doing;
    setProblem(answer.status === 200 ? '' : problemOf(answer, say));
    await again();
  }
  return (
    <li class="episode" data-testid={`episode-${terminalId}`}>
      <div class="what">
        {!isAtTerminal && (
          <a href={hrefOf('terminal', terminalId)}>{desk.names.terminal({ id: terminalId, name: terminalName })}</a>
        )}
        {detail && <span>{detail}</span>}
        <small>{say('alerts.since', { time: time(episode.since) })}</small>
        {shelf === 'cleared' && episode.clearSince !== null && (
          <small class="cleared">{say('episode.cleared', { time: time(episode.clearSince) })}</small>
        )}
        {acknowledgedAt !== null && (
          <small data-testid="acknowledged">
            {acknowledgedBy
              ? say('episode.acknowledged-by', { name: acknowledgedBy, time: time(acknowledgedAt) })
              : say('episode.acknowledged', { time: time(acknowledgedAt) })}
          </small>
        )}
        {assignee !== null && <small data-testid="assignee">{say('episode.assignee', { name: assignee })}</small>}
      </div>
      <div class="acts">
        {command && (
          <a class="button" href={hrefOf('terminal', terminalId, { act: command.kind, device: command.device })}>
            {say(`command.${command.kind}`)}
          </a>
        )}
        {flow && (
          <a class="button second" href={flow} data-testid="flow">
            {say('page.flow')}
          </a>
        )}
        {mayAct && acknowledgedAt === null && (
          <button type="button" class={command ? 'second' : ''} onClick={() => act(acknowledge(episode))}>
            {say('episode.acknowledge')}
          </button>
        )}
        {mayAct && assignee !== session.name && (
          <button type="button" class="second" onClick={() => act(assign(episode, session.name))}>
            {say('episode.assign-to-me')}
          </button>
        )}
        {mayAct && assignee === session.name && (
          <button type="button" class="second" onClick={() => act(assign(episode, null))}>
            {say('episode.give-back')}
          </button>
        )}
        {mayAct && episode.cause === 'journal-tampered' && (
          <Explain desk={desk} onSure={() => act(explainJournal(episode))} />
        )}
      </div>
      <p class="error" role="alert">
        {problem}
      </p>
      <div class="more">
        {mayAct && <Assign desk={desk} episode={episode} again={again} />}
        {mayAct && shelf !== 'asleep' && <Snooze desk={desk} episode={episode} again={again} />}
        <Notes desk={desk} episode={episode} mayComment={mayAct} />
      </div>
    </li>
  );
}

/** Asked twice: it ends the alert for everybody. */
function Explain({ desk: { say }, onSure }: { readonly desk: Desk; readonly onSure: () => Promise<void> }) {
  const [isSure, setSure] = useState(false);
  return (
    <button type="button" class="second" onClick={() => (isSure ? void onSure() : setSure(true))}>
      {say(isSure ? 'alerts.explain.sure' : 'alerts.explain')}
    </button>
  );
}
