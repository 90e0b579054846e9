import type { TerminalConfiguration } from '../../contract/configuration/configuration.ts';
import { ROUTES } from '../../contract/routes.ts';
import type { TerminalView } from '../../contract/terminals/terminal-view.ts';
import { type Desk, may } from '../frame/desk.ts';
import { LOOK_AGAIN, useLook } from '../frame/look.ts';
import { type Say, timeWords } from '../texts.ts';

interface Props {
  readonly desk: Desk;
  readonly terminal: TerminalView;
}

/** What is known of a terminal in words and numbers; of what was true once only what still says something. */
export function Facts({ desk, terminal }: Props) {
  const { say, language } = desk;
  const status = terminal.online ? terminal.status : null;
  const time = (at: number | null) => (at === null ? '–' : timeWords(at, language, terminal));
  return (
    <dl class="facts">
      <Fact label={say('site')} value={terminal.site ?? '–'} />
      <Fact label={say('terminal.location')} value={desk.names.location(terminal.locationId)} />
      <Fact label={say('terminal.use')} value={say(`terminal.use.${useOf(status)}`)} testid="step" />
      <Fact label={say('outbox')} value={status ? outboxWords(status.outbox, say) : '–'} />
      <Fact label={say('software')} value={terminal.software ?? '–'} />
      <Configuration desk={desk} terminal={terminal} />
      <Fact label={say('since')} value={time(status?.software.startedAt ?? null)} />
      <Fact label={say('seen')} value={terminal.online ? say('terminal.now') : time(terminal.seenAt)} />
      <Fact label={say('terminal.enrolled')} value={time(terminal.enrolledAt)} />
      <Fact label={say('fingerprint')} value={`${terminal.fingerprint.slice(0, 16)}…`} />
    </dl>
  );
}

/** Whether somebody is there, and no more: what they do is theirs. */
function useOf(status: TerminalView['status']): 'free' | 'in-use' | 'closed' | 'not-known' {
  if (!status) return 'not-known';
  if (status.step === 'attract' || status.step === 'starting') return 'free';
  return status.step === 'out-of-service' ? 'closed' : 'in-use';
}

/** Which version runs, and which should. */
function Configuration({ desk, terminal }: Props) {
  const { say } = desk;
  const mayRead = may(desk, 'configuration.read', terminal.tenantId);
  const [looked] = useLook<TerminalConfiguration[]>(
    mayRead ? ROUTES.configuration.terminals(terminal.tenantId) : null,
    { every: LOOK_AGAIN * 6 },
  );
  const one = looked.kind === 'there' ? looked.of.find(({ terminalId }) => terminalId === terminal.id) : undefined;
  return (
    <Fact
      label={say('terminal.configuration')}
      value={one ? configurationWords(one, say) : '–'}
      testid="configuration"
    />
  );
}

function configurationWords({ running, wanted, refused, isUpToDate, fault }: TerminalConfiguration, say: Say): string {
  const runs = running === null ? say('configuration.local') : say('configuration.version', { n: running });
  if (wanted === null) return runs;
  if (fault !== null) return `${runs}, ${say('configuration.fault')}`;
  if (refused?.version === wanted) return `${runs}, ${say('configuration.refused', { n: wanted })}`;
  return isUpToDate
    ? `${runs}, ${say('configuration.current')}`
    : `${runs}, ${say('configuration.wanted', { n: wanted })}`;
}

function Fact({ label, value, testid }: { readonly label: string; readonly value: string; readonly testid?: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd data-testid={testid}>{value}</dd>
    </div>
  );
}

function outboxWords({ waiting, unclear }: { readonly waiting: number; readonly unclear: number }, say: Say): string {
  const parts = [waiting === 0 ? say('outbox.empty') : say.count('outbox.waiting', waiting)];
  if (unclear > 0) parts.push(say.count('outbox.unclear', unclear));
  return parts.join(', ');
}
