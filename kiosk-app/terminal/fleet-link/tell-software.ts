import type { hubSide } from '../../../fleet-link/contract.ts';
import type { SoftwareState } from '../../../fleet-link/software.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import type { Peer } from '../../../foundation/rpc/peer.ts';
import { Turns } from '../../../foundation/turns.ts';
import type { TerminalDelays } from '../configuration/delays.ts';

/**
 * Says over one link which software runs, and asks which should. Nothing here can install one: another version is refused
 * with `not-supported`.
 * @param running version of this terminal's software
 * @returns asks again
 */
export function tellSoftware(
  hub: Pick<Peer<typeof hubSide>, 'call'>,
  running: string,
  { delays, log }: { readonly delays: TerminalDelays; readonly log: Log },
): { ask(): void } {
  const turns = new Turns();
  let change: SoftwareState['change'] = null;

  async function tell(): Promise<void> {
    const { wanted } = await hub.call('software.state', { running, change }, delays.hubSoftwareWithin);
    const isOther = wanted !== null && wanted.version !== running;
    if ((isOther ? wanted.version : undefined) === change?.version) return;
    change = isOther ? { version: wanted.version, state: 'refused', reason: 'not-supported' } : null;
    if (change) log.event('warn', 'hub.software.refused', { reason: code('not-supported') });
    await hub.call('software.state', { running, change }, delays.hubSoftwareWithin);
  }
  const ask = () =>
    void turns
      .take(tell)
      // An older hub does not know the question; the next link asks again.
      .catch((thrown) => log.event('debug', 'hub.software.not-told', { reason: code(reasonOf(thrown)) }));
  ask();
  return { ask };
}
