import { useEffect } from 'preact/hooks';
import type { CommandState, CommandView } from '../../contract/commands/commands.ts';
import { ROUTES } from '../../contract/routes.ts';
import type { TerminalView } from '../../contract/terminals/terminal-view.ts';
import { type Desk, may } from '../frame/desk.ts';
import { LOOK_AGAIN, useLook } from '../frame/look.ts';
import { LookedAt } from '../frame/page.tsx';
import { ask } from '../hub-client.ts';
import { type Say, timeWords } from '../texts.ts';
import { COMMAND_GIVEN } from './acts.tsx';
import { Result } from './result.tsx';

interface Props {
  readonly desk: Desk;
  readonly terminal: TerminalView;
}

const SHOWN = 20;
/** While a command is under way somebody watches it: milliseconds. */
const WATCHED = 1_000;
const ENDED: readonly CommandState[] = ['succeeded', 'failed', 'expired', 'cancelled'];
const WAY: readonly CommandState[] = ['queued', 'delivered', 'acknowledged', 'running'];

/** Commands of this terminal, the newest first, each followed until it is really done. */
export function CommandLog({ desk, terminal }: Props) {
  const { say } = desk;
  const query = new URLSearchParams({ terminal: terminal.id, most: String(SHOWN) });
  const path = `${ROUTES.commands(terminal.tenantId)}?${query}`;
  const [looked, look] = useLook<CommandView[]>(path, { every: LOOK_AGAIN });
  const isUnderWay = looked.kind === 'there' && looked.of.some(({ state }) => !ENDED.includes(state));
  useEffect(() => {
    if (!isUnderWay) return;
    const timer = setInterval(() => void look(), WATCHED);
    return () => clearInterval(timer);
  }, [isUnderWay, path]);
  useEffect(() => {
    const again = () => void look();
    addEventListener(COMMAND_GIVEN, again);
    return () => removeEventListener(COMMAND_GIVEN, again);
  }, [path]);
  return (
    <section class="panel" aria-labelledby="commands">
      <h2 id="commands">{say('terminal.commands')}</h2>
      <LookedAt say={say} looked={looked} again={look}>
        {(commands) =>
          commands.length === 0 ? (
            <p class="muted">{say('terminal.commands.none')}</p>
          ) : (
            <ol class="commands">
              {commands.map((command) => (
                <Command key={command.id} desk={desk} terminal={terminal} command={command} again={look} />
              ))}
            </ol>
          )
        }
      </LookedAt>
    </section>
  );
}

interface CommandProps extends Props {
  readonly command: CommandView;
  readonly again: () => Promise<void>;
}

function Command({ desk, terminal, command, again }: CommandProps) {
  const { say, language } = desk;
  const { id, order, state, outcome } = command;
  const mayCommand = may(desk, 'fleet.command', command.tenantId);
  async function cancel() {
    await ask('POST', ROUTES.commandCancelled(command.tenantId, id), {});
    await again();
  }
  return (
    <li class="one-command" data-testid={`command-${order.kind}`}>
      <p class="what">
        <b>
          {say(`command.${order.kind}`)}
          {'device' in order && `: ${say(`device.${order.device}`)}`}
        </b>
        <span class={`pill ${COLOURS[state] ?? ''}`} data-testid="command-state">
          {say(`command-state.${state}`)}
          {outcome && `: ${outcomeWords(order.kind, outcome, say)}`}
        </span>
        <small>
          {command.actor}, {timeWords(command.createdAt, language, terminal)}
          {command.reason && ` – ${command.reason}`}
        </small>
      </p>
      {!ENDED.includes(state) && (
        <>
          <Progress say={say} state={state} />
          <p class="muted">
            {say(`command-state.${state}.text`)}{' '}
            {say('command.until-then', { time: timeWords(command.expiresAt, language, terminal) })}
          </p>
        </>
      )}
      {state === 'queued' && mayCommand && (
        <button type="button" class="second" onClick={cancel}>
          {say('command.take-back')}
        </button>
      )}
      {outcome && say.has(`outcome.${order.kind}.${outcome}.text`) && (
        <p>{say(`outcome.${order.kind}.${outcome}.text`)}</p>
      )}
      {command.result && <Result desk={desk} command={command} result={command.result} mayOpen={mayCommand} />}
    </li>
  );
}

const COLOURS: Readonly<Partial<Record<CommandState, 'good' | 'warn' | 'bad'>>> = {
  succeeded: 'good',
  failed: 'bad',
  expired: 'warn',
};

/** Given, sent, taken down there, running: how far it is. */
function Progress({ say, state }: { readonly say: Say; readonly state: CommandState }) {
  const reached = WAY.indexOf(state);
  return (
    <ol class="progress" aria-label={say('command.progress')}>
      {WAY.map((each, index) => (
        <li key={each} class={index <= reached ? 'reached' : ''} aria-current={index === reached ? 'step' : undefined}>
          {say(`command-state.${each}`)}
        </li>
      ))}
    </ol>
  );
}

/** What it means for this command, if that is something else than for others. */
const outcomeWords = (kind: string, outcome: string, say: Say): string =>
  say([`outcome.${kind}.${outcome}`, `outcome.${outcome}`].find(say.has) ?? `reason.${outcome}`);
