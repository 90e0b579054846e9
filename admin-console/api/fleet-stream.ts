import type { Clock } from '../../foundation/clock.ts';
import type { Fleet } from '../domain/fleet.ts';
import { DELAYS } from './delays.ts';

/** Writes the fleet as a server-sent event, now and whenever it changes. @returns ends that */
export function streamFleet(
  fleet: Fleet,
  tenants: readonly string[],
  clock: Clock,
  write: (text: string) => void,
): () => void {
  const push = async () => write(`data: ${JSON.stringify(await fleet.list(tenants))}\n\n`);
  const stop = fleet.onChange(() => void push());
  let beat = clock.setTimeout(function again() {
    write(': still here\n\n');
    beat = clock.setTimeout(again, DELAYS.streamHeartbeat);
  }, DELAYS.streamHeartbeat);
  void push();
  return () => {
    stop();
    clock.clearTimeout(beat);
  };
}
