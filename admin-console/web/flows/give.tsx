import { useEffect, useState } from 'preact/hooks';
import type { CommandOrder } from '../../../fleet-link/commands.ts';
import type { CommandState, CommandView } from '../../contract/commands/commands.ts';
import { ROUTES } from '../../contract/routes.ts';
import type { TerminalView } from '../../contract/terminals/terminal-view.ts';
import { problemOf } from '../asking.ts';
import type { Desk } from '../frame/desk.ts';
import { useLook } from '../frame/look.ts';
import { ask } from '../hub-client.ts';
import { Result } from '../terminal/result.tsx';

/** While a command is under way somebody watches it: milliseconds. */
const WATCHED = 1_000;
/** It may wait so long to be begun, in milliseconds. */
const LIFE = 3_600_000;
const FAILED: readonly CommandState[] = ['failed', 'expired', 'cancelled'];

/** @param id of the command that this step gave, from the address; `null`: none yet. */
export function useGiven(tenantId: string, id: string | null): CommandView | null {
  const [looked, look] = useLook<CommandView>(id === null ? null : ROUTES.command(tenantId, id));
  const command = looked.kind === 'there' && id !== null ? looked.of : null;
  const isEnded = command !== null && (command.state === 'succeeded' || FAILED.includes(command.state));
  useEffect(() => {
    if (id === null || isEnded) return;
    const timer = setInterval(() => void look(), WATCHED);
    return () => clearInterval(timer);
  }, [id, isEnded]);
  return command;
}

/** Whether it did what it was for: a check that found something wrong is no proof. */
export const hasProved = (command: CommandView | null): boolean =>
  command?.state === 'succeeded' && (command.result?.kind !== 'checks' || command.result.passed);

interface Props {
  readonly desk: Desk;
  readonly terminal: TerminalView;
  readonly order: CommandOrder;
  /** Why, as the audit will say. */
  readonly reason: string;
  readonly given: CommandView | null;
  /** Puts the id of the command into the address. */
  readonly onGiven: (id: string) => void;
}

/** One button for one command, and how far it is; once more where it failed. */
export function Give({ desk, terminal, order, reason, given, onGiven }: Props) {
  const { say } = desk;
  const [problem, setProblem] = useState('');
  const isUnderWay = given !== null && given.state !== 'succeeded' && !FAILED.includes(given.state);
  async function give() {
    const id = crypto.randomUUID();
    const path = ROUTES.terminalCommands(terminal.tenantId, encodeURIComponent(terminal.id));
    const answer = await ask('POST', path, { id, order, reason, urgent: false, lifeMs: LIFE });
    setProblem(answer.status === 200 ? '' : problemOf(answer, say));
    if (answer.status === 200) onGiven(id);
  }
  return (
    <>
      {given && (
        <p role="status">
          {say(`command.${order.kind}`)}: <b>{say(`command-state.${given.state}`)}</b>
        </p>
      )}
      {given?.result && <Result desk={desk} command={given} result={given.result} mayOpen={false} />}
      <p class="error" role="alert">
        {problem}
      </p>
      <button type="button" disabled={isUnderWay} onClick={() => void give()} data-testid={`give-${order.kind}`}>
        {say(given ? 'flow.once-more' : 'flow.do', { what: say(`command.${order.kind}`) })}
      </button>
    </>
  );
}
