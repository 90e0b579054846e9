import type { TerminalIdentity } from '../../../contract/terminals/terminal-history.ts';
import type { TerminalView } from '../../../contract/terminals/terminal-view.ts';
import { type Desk, may } from '../../frame/desk.ts';
import { hrefOf } from '../../router.ts';
import { timeWords } from '../../texts.ts';

interface Props {
  readonly desk: Desk;
  readonly terminal: TerminalView;
  readonly identity: TerminalIdentity;
}

const DAY = 86_400_000;
/** It renews itself long before: less is worth a look. */
const SOON = 30;

/** By what the terminal is known, and until when. */
export function Identity({ desk, terminal, identity }: Props) {
  const { say, language } = desk;
  const { fingerprint, certificateExpiresAt } = identity;
  const days = certificateExpiresAt === null ? null : Math.floor((certificateExpiresAt - Date.now()) / DAY);
  const time = (at: number) => timeWords(at, language, terminal);
  return (
    <section class="panel" aria-labelledby="identity">
      <h2 id="identity">{say('identity.title')}</h2>
      <dl class="facts">
        <div>
          <dt>{say('identity.until')}</dt>
          <dd>
            {certificateExpiresAt === null ? '–' : time(certificateExpiresAt)}{' '}
            {days !== null && (
              <span class={`pill ${days > SOON ? 'good' : days > 0 ? 'warn' : 'bad'}`}>
                {days > 0 ? say.count('identity.days', days) : say('identity.over')}
              </span>
            )}
          </dd>
        </div>
        <div>
          <dt>{say('terminal.enrolled')}</dt>
          <dd>{time(terminal.enrolledAt)}</dd>
        </div>
      </dl>
      <p class="fingerprint">
        <span class="muted">{say('identity.fingerprint')}</span> <code>{fingerprint.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
      <p class="acts">
        {may(desk, 'fleet.enrol', terminal.tenantId) && (
          <a class="button" href={hrefOf('terminal', terminal.id, { act: 're-enrol' })}>
            {say('command.re-enrol')}
          </a>
        )}
        {may(desk, 'fleet.enrol', terminal.tenantId) && (
          <a class="button second" href={hrefOf('flow', 'geraet-tauschen', { terminal: terminal.id })}>
            {say('identity.replace')}
          </a>
        )}
      </p>
    </section>
  );
}
