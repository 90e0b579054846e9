import { type Clock, delay, systemClock } from '../../../foundation/clock.ts';
import type { Act, Told } from './messages.ts';

/** What a process of simulated ends can make them do; each is known by its index. */
interface SimulatedEnds {
  readonly count: number;
  /** Links one; ends when it is linked. */
  connect(index: number): Promise<void>;
  /** @param nth how many reports were sent before, of all ends together */
  report(index: number, nth: number): void;
  freeze(index: number): void;
  kill(index: number): void;
  /** Links that the other side has ended. */
  lost(): number;
  /** How often a new version of configuration was taken. */
  configured(): number;
}

/** Reports that are due are looked for this often, in milliseconds. */
const DUE_EVERY = 5;
const clock: Clock = systemClock;

/** Does what the benchmark says over the IPC channel, and ends with it. */
export function obeyActs(ends: SimulatedEnds): void {
  const tell = (told: Told) => process.send?.(told);

  async function connect(atOnce: number): Promise<void> {
    let next = 0;
    const lane = async () => {
      while (next < ends.count) await ends.connect(next++);
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
  }

  async function reports(perSecond: number, seconds: number): Promise<number> {
    const begun = performance.now();
    let sent = 0;
    while (performance.now() - begun < seconds * 1_000) {
      const due = Math.floor(((performance.now() - begun) / 1_000) * perSecond);
      for (; sent < due; sent++) ends.report(sent % ends.count, sent);
      await delay(clock, DUE_EVERY);
    }
    return sent;
  }

  process.on('message', async (act: Act) => {
    let sent = 0;
    switch (act.act) {
      case 'connect':
        await connect(act.atOnce);
        break;
      case 'report':
        sent = await reports(act.perSecond, act.seconds);
        break;
      case 'freeze':
        ends.freeze(act.index);
        break;
      case 'kill':
        ends.kill(act.index);
        break;
      case 'be-configured':
        while (ends.configured() < act.times) await delay(clock, DUE_EVERY);
    }
    tell({ told: 'done', sent, lost: ends.lost() });
  });
  process.on('disconnect', () => process.exit(0));
  tell({ told: 'ready' });
}
