import type { ServiceJudgement, TerminalCondition } from '../contract/judgement.ts';
import type { TerminalView } from '../contract/terminal-view.ts';
import { needsAttention, openMessages } from './attention.ts';
import { findingWords, portalName } from './findings.ts';
import { type ConsoleLanguage, type Say, timeWords } from './texts.ts';

interface Props {
  readonly terminal: TerminalView;
  readonly say: Say;
  readonly language: ConsoleLanguage;
}

const COLOURS: Readonly<Record<TerminalCondition, 'good' | 'warn' | 'bad'>> = {
  'in-service': 'good',
  limited: 'warn',
  'out-of-service': 'bad',
  unreachable: 'bad',
};
const SERVICE_LAMPS: Readonly<Record<ServiceJudgement['state'], 'good' | 'warn' | 'bad'>> = {
  usable: 'good',
  limited: 'warn',
  unusable: 'bad',
};
const missingWords = ({ kind, subject }: ServiceJudgement['missing'][number], say: Say): string =>
  kind === 'device' ? say(`device.${subject}`) : portalName(subject, say);

export function TerminalCard({ terminal, say, language }: Props) {
  const { judgement } = terminal;
  // What was true once is no state: an unreachable terminal shows none.
  const status = judgement.condition === 'unreachable' ? null : terminal.status;
  const messages = openMessages(terminal);
  const time = (at: number | null) => (at === null ? '–' : timeWords(at, language, terminal));
  return (
    <article
      class={`card ${needsAttention(terminal) ? 'attention' : ''}`}
      id={`terminal-${terminal.id}`}
      data-testid={`terminal-${terminal.id}`}
    >
      <header>
        <h2>{terminal.id}</h2>
        <span class={`pill ${COLOURS[judgement.condition]}`} data-testid="condition">
          {say(`condition.${judgement.condition}`, { time: time(terminal.seenAt) })}
        </span>
        {messages > 0 && <span class="pill warn">{say.count('alerts.count', messages)}</span>}
      </header>
      {judgement.findings.length > 0 && (
        <ul class="findings" data-testid="findings">
          {judgement.findings.map((finding) => (
            <li key={`${finding.kind}/${finding.subject}`} class={finding.severity}>
              {findingWords(finding, say)}
            </li>
          ))}
        </ul>
      )}
      <dl class="facts">
        <Fact label={say('site')} value={terminal.site ?? '–'} />
        <Fact label={say('software')} value={terminal.software ?? '–'} />
        <Fact label={say('since')} value={time(status?.software.startedAt ?? null)} />
        <Fact label={say('seen')} value={time(terminal.seenAt)} />
        <Fact label={say('step')} value={status ? say(`step.${status.step}`) : '–'} testid="step" />
        <Fact label={say('service')} value={status?.serviceId ?? '–'} />
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
          <h3>{say('services')}</h3>
          <ul class="lamps">
            {judgement.services.map(({ id, state, missing }) => (
              <li key={id} data-testid={`service-${id}`}>
                <span class={`lamp ${SERVICE_LAMPS[state]}`} aria-hidden="true" />
                <span class="what">{id}</span>
                <span class="state">
                  {say(`service.${state}`)}
                  {missing.length > 0 && <small>{missing.map((one) => missingWords(one, say)).join(', ')}</small>}
                </span>
              </li>
            ))}
          </ul>
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
  const parts = [waiting === 0 ? say('outbox.empty') : say.count('outbox.waiting', waiting)];
  if (unclear > 0) parts.push(say.count('outbox.unclear', unclear));
  return parts.join(', ');
}

function lamp(state: string): 'good' | 'warn' | 'bad' | 'off' {
  if (state === 'ready' || state === 'busy') return 'good';
  if (state === 'degraded' || state === 'starting') return 'warn';
  return state === 'closed' ? 'off' : 'bad';
}
