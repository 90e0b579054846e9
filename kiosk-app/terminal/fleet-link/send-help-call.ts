import type { hubSide } from '../../../fleet-link/contract.ts';
import type { Clock, Timer } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import type { Peer } from '../../../foundation/rpc/peer.ts';
import type { TerminalDelays } from '../configuration/delays.ts';
import type { HelpDesk } from './help-desk.ts';

/**
 * Tells the hub over one link which call for help stands, at once and on every change, until the hub has answered. The
 * first thing on each link, even if none stands: what was withdrawn meanwhile is withdrawn there too.
 */
export function tellHelp(
  hub: Pick<Peer<typeof hubSide>, 'call' | 'closed'>,
  help: HelpDesk,
  { delays, clock, log }: { readonly delays: TerminalDelays; readonly clock: Clock; readonly log: Log },
): void {
  let isTelling = false;
  let isOutdated = false;
  let isOpen = true;
  let again: Timer | undefined;

  async function tell(): Promise<void> {
    isOutdated = true;
    if (isTelling) return;
    isTelling = true;
    clock.clearTimeout(again);
    while (isOutdated && isOpen) {
      isOutdated = false;
      const request = help.request();
      try {
        const { stage } = await hub.call('help', { request }, delays.hubHelpWithin);
        if (request && stage) help.confirmed(request.id, stage);
        else if (request) help.notConfirmed();
      } catch (thrown) {
        log.event('warn', 'hub.help.not-told', { reason: code(reasonOf(thrown)) });
        help.notConfirmed();
        if (isOpen && !isOutdated) again = clock.setTimeout(() => void tell(), delays.hubHelpAgain);
      }
    }
    isTelling = false;
  }

  const stop = help.onChange(() => void tell());
  help.linked(true);
  void tell();
  void hub.closed.then(() => {
    isOpen = false;
    clock.clearTimeout(again);
    stop();
  });
}
