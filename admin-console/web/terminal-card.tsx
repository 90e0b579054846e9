import { needsAttention, type Terminal } from './live.ts';
import type { Language, Say } from './texts.ts';

interface Props {
  readonly terminal: Terminal;
  readonly say: Say;
  readonly language: Language;
}

export function TerminalCard({ terminal, say, language }: Props) {
  const { status } = terminal;
  const time = (at: number | null) =>
    at === null ? '–' : new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'medium' }).format(at);
  return (
    <article
      class={`card ${needsAttention(terminal) ? 'attention' : ''}`}
      id={`terminal-${terminal.id}`}
      data-testid={`terminal-${terminal.id}`}
    >
      <header>
        <h2>{terminal.id}</h2>
        <span class={`pill ${terminal.online ? 'good' : 'bad'}`}>
          {terminal.online ? say('online') : say('offlineSince', { time: time(terminal.seenAt) })}
        </span>
        {status && terminal.online && (
          <span class={`pill ${status.mode === 'in-service' ? 'good' : 'warn'}`}>{say(`mode.${status.mode}`)}</span>
        )}
        {terminal.alerts.length > 0 && (
          <span class="pill bad">{say('alerts.count', { n: terminal.alerts.length })}</span>
        )}
      </header>
      <dl class="facts">
        <Fact label={say('site')} value={terminal.site ?? '–'} />
        <Fact label={say('software')} value={terminal.software ?? '–'} />
        <Fact label={say('since')} value={time(status?.software.startedAt ?? null)} />
        <Fact label={say('seen')} value={time(terminal.seenAt)} />
        <Fact label={say('step')} value={status && terminal.online ? say(`step.${status.step}`) : '–'} testid="step" />
        <Fact label={say('service')} value={(terminal.online && status?.serviceId) || '–'} />
        <Fact label={say('outbox')} value={status ? outbox(status.outbox, say) : '–'} />
        <Fact label={say('fingerprint')} value={`${terminal.fingerprint.slice(0, 16)}…`} />
      </dl>
      {status && (
        <>
          <h3>{say('devices')}</h3>
          <ul class="lamps">
            {status.devices.map((device) => (
              <li key={device.kind} data-testid={`device-${device.kind}`}>
                <span class={`lamp ${lamp(device.state)}`} aria-hidden="true" />
                <span class="what">{say(`device.${device.kind}`)}</span>
                <span class="state">
                  {say(`state.${device.state}`)}
                  {device.reason && <small title={device.reason}>{say(`reason.${device.reason}`)}</small>}
                </span>
                <span class="model">{[device.model, device.firmware].filter(Boolean).join(' · ')}</span>
              </li>
            ))}
          </ul>
          {Object.keys(status.portals).length > 0 && (
            <>
              <h3>{say('portals')}</h3>
              <ul class="lamps">
                {Object.entries(status.portals).map(([name, state]) => (
                  <li key={name}>
                    <span class={`lamp ${state === 'up' ? 'good' : 'bad'}`} aria-hidden="true" />
                    <span class="what">{name}</span>
                    <span class="state">{say(`portal.${state}`)}</span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
    </article>
  );
}

function Fact({ label, value, testid }: { readonly label: string; readonly value: string; readonly testid?: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd data-testid={testid}>{value}</dd>
    </div>
  );
}

function outbox({ waiting, unclear }: { readonly waiting: number; readonly unclear: number }, say: Say): string {
  const parts = [waiting === 0 ? say('outbox.empty') : say('outbox.waiting', { n: waiting })];
  if (unclear > 0) parts.push(say('outbox.unclear', { n: unclear }));
  return parts.join(', ');
}

function lamp(state: string): 'good' | 'warn' | 'bad' | 'off' {
  if (state === 'ready' || state === 'busy') return 'good';
  if (state === 'degraded' || state === 'starting') return 'warn';
  return state === 'closed' ? 'off' : 'bad';
}
