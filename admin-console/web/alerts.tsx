import { useState } from 'preact/hooks';
import type { AlertView } from '../contract/alerts.ts';
import type { TerminalView } from '../contract/terminal-view.ts';
import { alertsByUrgency } from './attention.ts';
import { findingWords } from './findings.ts';
import { explainJournal } from './hub-client.ts';
import { type ConsoleLanguage, type Say, timeWords } from './texts.ts';

interface Props {
  readonly terminals: readonly TerminalView[];
  readonly say: Say;
  readonly language: ConsoleLanguage;
}

/** What somebody has to look after now, before everything else on the page. Nothing if there is nothing. */
export function Alerts({ terminals, say, language }: Props) {
  const all = alertsByUrgency(terminals).filter(({ alert }) => alert.severity !== 'note');
  const findings = terminals.flatMap((terminal) =>
    terminal.judgement.findings.filter(({ severity }) => severity !== 'note').map((finding) => ({ terminal, finding })),
  );
  if (all.length + findings.length === 0) return null;
  const isUrgent = [...all.map(({ alert }) => alert), ...findings.map(({ finding }) => finding)].some(
    ({ severity }) => severity === 'urgent',
  );
  return (
    <section class={`alerts ${isUrgent ? 'urgent' : 'soon'}`} data-testid="alerts" aria-labelledby="alerts-title">
      <h2 id="alerts-title">{say('alerts.title')}</h2>
      <ul>
        {all.map((one) => (
          <AlertRow key={`${one.terminal.id}/${one.alert.id}`} {...one} say={say} language={language} />
        ))}
        {findings.map(({ terminal, finding }) => (
          <li
            key={`${terminal.id}/${finding.kind}/${finding.subject}`}
            class={`alert ${finding.severity}`}
            data-testid={`finding-${finding.kind}-${finding.subject}`}
          >
            <p class="what">
              <b>{findingWords(finding, say)}</b>
              <a href={`#terminal-${terminal.id}`}>{terminal.id}</a>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What has happened in good order and somebody should know: nothing to repair, no colour of alarm. */
export function Notes({ terminals, say, language }: Props) {
  const all = alertsByUrgency(terminals).filter(({ alert }) => alert.severity === 'note');
  if (all.length === 0) return null;
  return (
    <section class="alerts note" data-testid="notes" aria-labelledby="notes-title">
      <h2 id="notes-title">{say('notes.title')}</h2>
      <ul>
        {all.map((one) => (
          <AlertRow key={`${one.terminal.id}/${one.alert.id}`} {...one} say={say} language={language} />
        ))}
      </ul>
    </section>
  );
}

interface RowProps extends Omit<Props, 'terminals'> {
  readonly terminal: TerminalView;
  readonly alert: AlertView;
}

function AlertRow({ terminal, alert, say, language }: RowProps) {
  return (
    <li class={`alert ${alert.severity}`} data-testid={`alert-${alert.kind}`}>
      <p class="what">
        <b>{say(`alert.${alert.kind}`)}</b>
        <a href={`#terminal-${terminal.id}`}>{terminal.id}</a>
      </p>
      <p class="do">{say(`alert.${alert.kind}.do`)}</p>
      <p class="since">
        {say('alerts.since', { time: timeWords(alert.since, language, terminal) })}
        {alert.reason && <small title={alert.reason}>{reasonWords(alert.reason, say)}</small>}
      </p>
      {alert.kind === 'journal-tampered' && <Explain terminal={terminal} say={say} />}
    </li>
  );
}

/** Asked twice: it ends the alert for everybody. */
function Explain({ terminal, say }: { readonly terminal: TerminalView; readonly say: Say }) {
  const [state, setState] = useState<'idle' | 'sure' | 'failed'>('idle');
  const explain = async () => {
    if (state !== 'sure') return setState('sure');
    setState((await explainJournal(terminal)) ? 'idle' : 'failed');
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
