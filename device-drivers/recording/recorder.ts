import type { Clock } from '../../foundation/clock.ts';
import { type Content, lineOf, written } from './format.ts';
import { type MaskOf, maskArguments } from './mask.ts';
import type { LineDirection, Tap } from './tap.ts';

/**
 * Writes what a tap hears as lines of JSON, masked before it leaves this function.
 * @param write called with whole lines, the header before the first connection
 */
export function createRecorder(protocol: string, maskOf: MaskOf, clock: Clock, write: (line: string) => void): Tap {
  const began = clock.monotonic();
  let connections = 0;
  // A tenth of a millisecond is finer than any device's timing.
  const when = (c: number) => ({ t: Math.round((clock.monotonic() - began) * 10) / 10, c });
  return {
    connection(about) {
      // A device that was never reached leaves no recording.
      if (connections === 0) write(lineOf({ recording: 1, protocol, at: new Date(clock.now()).toISOString() }));
      const c = connections++;
      const mask = maskOf(about ?? []);
      let isClosed = false;
      const tell = (d: LineDirection, content: Content) => write(lineOf({ ...when(c), d, ...written(content) }));
      write(lineOf({ ...when(c), d: 'opened', ...(about && { about: maskArguments(about) }) }));
      return {
        data(direction, content) {
          if (isClosed || content.length === 0) return;
          for (const one of mask.push(direction, content)) tell(direction, one);
        },
        closed(reason) {
          if (isClosed) return;
          isClosed = true;
          for (const { direction, content } of mask.end()) tell(direction, content);
          write(lineOf({ ...when(c), d: 'closed', reason: reason.slice(0, 60) }));
        },
      };
    },
  };
}
