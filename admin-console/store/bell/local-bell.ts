import type { Clock } from '../../../foundation/clock.ts';
import type { Bell } from './bell.ts';
import { BellListeners } from './bell-listeners.ts';
import { GatheredRings } from './gathered-rings.ts';

/** The bell of a hub that is one process: on SQLite, and where notifications are turned off. */
export function createLocalBell(processId: string, clock: Clock): Bell {
  const listeners = new BellListeners(clock);
  const rings = new GatheredRings(clock, (to, subjects) => {
    if (to === processId) listeners.tell(subjects);
  });
  return {
    ring: (to, subject) => rings.add(to, subject),
    onRing: (subject, listener) => listeners.add(subject, listener),
    async close() {
      rings.drop();
      listeners.stop();
    },
  };
}
