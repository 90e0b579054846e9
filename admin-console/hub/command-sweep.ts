import type { Clock, Timer } from '../../foundation/clock.ts';
import { reasonOf } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import type { CommandStore } from '../domain/commands/command-store.ts';
import { DELAYS } from './delays.ts';

/** Ends commands whose time is over and erases old ones, now and then; every hub process does, and none harms another. */
export function sweepCommands(store: CommandStore, clock: Clock, log: Log): { stop(): void } {
  let timer: Timer;
  let isStopped = false;
  let eraseAt = clock.monotonic() + DELAYS.commandErase;

  async function sweep(): Promise<void> {
    try {
      const expired = await store.expire();
      if (expired > 0) log.event('info', 'hub.commands.expired', { commands: expired });
      if (clock.monotonic() >= eraseAt) {
        eraseAt = clock.monotonic() + DELAYS.commandErase;
        const { commands, files } = await store.erase();
        if (commands + files > 0) log.event('info', 'hub.commands.erased', { commands, files });
      }
    } catch (thrown) {
      log.event('error', 'hub.commands.failed', { reason: code(reasonOf(thrown)) });
    }
    if (!isStopped) later();
  }
  function later(): void {
    timer = clock.setTimeout(() => void sweep(), DELAYS.commandSweep);
  }
  later();
  return {
    stop() {
      isStopped = true;
      clock.clearTimeout(timer);
    },
  };
}
