import type { hubSide } from '../../../fleet-link/contract.ts';
import { type Clock, delay, type Timer } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import type { Peer } from '../../../foundation/rpc/peer.ts';
import type { CommandDesk, Telling } from '../commands/command-desk.ts';
import type { TerminalDelays } from '../configuration/delays.ts';

/** Reasons of a hub that will not take this, however often it is told. */
const NEVER_TAKEN: ReadonlySet<string> = new Set(['invalid-params']);

/** Tells the hub over one link what has become of commands, oldest first, until it has confirmed each. */
export function tellCommands(
  hub: Pick<Peer<typeof hubSide>, 'call' | 'closed'>,
  desk: Pick<CommandDesk, 'untold' | 'told' | 'onUntold'>,
  { delays, clock, log }: { readonly delays: TerminalDelays; readonly clock: Clock; readonly log: Log },
): void {
  let isTelling = false;
  let isOpen = true;
  let again: Timer | undefined;

  async function tellAll(): Promise<void> {
    if (isTelling) return;
    isTelling = true;
    clock.clearTimeout(again);
    try {
      for (let next = desk.untold(); next !== null && isOpen; next = desk.untold()) {
        await tell(next);
        desk.told(next);
      }
    } catch (thrown) {
      log.event('warn', 'hub.command.not-told', { reason: code(reasonOf(thrown)) });
      if (isOpen) again = clock.setTimeout(() => void tellAll(), delays.commandTellAgain);
    }
    isTelling = false;
  }

  async function tell({ report, parts }: Telling): Promise<void> {
    try {
      for (const [part, data] of parts.entries()) {
        await hub.call('command.part', { id: report.id, part, data }, delays.commandToldWithin);
        await delay(clock, delays.commandPartEvery);
      }
    } catch (thrown) {
      // The hub knows the end of this command, or not the command: its report is what settles that.
      if (reasonOf(thrown) !== 'no-such-command') throw thrown;
    }
    try {
      await hub.call('command.report', report, delays.commandToldWithin);
    } catch (thrown) {
      if (!NEVER_TAKEN.has(reasonOf(thrown))) throw thrown;
      log.event('error', 'hub.command.not-told', { reason: code(reasonOf(thrown)) });
    }
  }

  const stop = desk.onUntold(() => void tellAll());
  void tellAll();
  void hub.closed.then(() => {
    isOpen = false;
    clock.clearTimeout(again);
    stop();
  });
}
