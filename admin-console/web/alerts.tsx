import { useState } from 'preact/hooks';
import { alertsByUrgency, explainJournal, type FleetAlert, type Terminal } from './live.ts';
import { type Language, type Say, timeWords } from './texts.ts';

interface Props {
  readonly terminals: readonly Terminal[];
  readonly say: Say;
  readonly language: Language;
}

/** What somebody has to look after now, before everything else on the page. Nothing if there is nothing. */
export function Alerts({ terminals, say, language }: Props) {
  const all = alertsByUrgency(terminals);
  if (all.length === 0) return null;
  return (
    <section class="alerts" data-testid="alerts" aria-labelledby="alerts-title">
      <h2 id="alerts-title">{say('alerts.title')}</h2>
      <ul>
        {all.map(({ terminal, alert }) => (
          <li key={`${terminal.id}/${alert.id}`} class={`alert ${alert.kind}`} data-testid={`alert-${alert.kind}`}>
            <p class="what">
              <b>{say(`alert.${alert.kind}`)}</b>
              <a href={`#terminal-${terminal.id}`}>{terminal.id}</a>
            </p>
            <p class="do">{say(`alert.${alert.kind}.do`)}</p>
            <p class="since">
              {say('alerts.since', { time: timeWords(alert.since, language) })}
              {alert.reason && <small title={alert.reason}>{reasonWords(alert.reason, say)}</small>}
            </p>
            {alert.kind === 'journal-tampered' && <Explain terminal={terminal} alert={alert} say={say} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Asked twice: it ends the alert for everybody. */
function Explain({ terminal, say }: { readonly terminal: Terminal; readonly alert: FleetAlert; readonly say: Say }) {
  const [state, setState] = useState<'idle' | 'sure' | 'failed'>('idle');
  const explain = async () => {
    if (state !== 'sure') return setState('sure');
    setState((await explainJournal(terminal.id)) ? 'idle' : 'failed');
  };
  return (
    <p class="act">
      <button type="button" onClick={explain}>
        {say(state === 'sure' ? 'alerts.explain.sure' : 'alerts.explain')}
      </button>
      <span class="error" role="alert">
        {state === 'failed' ? say('alerts.explain.failed') : ''}
      </span>
    </p>
  );
}

/** A closing is named by its number, as on the treasury's list. */
function reasonWords(reason: string, say: Say): string {
  const closing = /^closing-(\d+)$/.exec(reason)?.[1];
  return closing ? say('alerts.closing', { n: closing }) : say(`reason.${reason}`);
}
