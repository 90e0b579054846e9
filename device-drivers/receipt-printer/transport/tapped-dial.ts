import type { Tap } from '../../recording/tap.ts';
import type { Dial } from './link.ts';

/** The receipt printer's line with a tap on it. */
export const tappedDial =
  (dial: Dial, tap: Tap): Dial =>
  async (events) => {
    let tapped: ReturnType<Tap['connection']> | null = null;
    const link = await dial({
      onData(bytes) {
        tapped?.data('received', bytes);
        events.onData(bytes);
      },
      onClose(reason) {
        tapped?.closed(reason);
        events.onClose(reason);
      },
    });
    tapped = tap.connection();
    return {
      write(bytes) {
        tapped?.data('sent', bytes);
        link.write(bytes);
      },
      close() {
        tapped?.closed('closed-by-us');
        link.close();
      },
    };
  };
