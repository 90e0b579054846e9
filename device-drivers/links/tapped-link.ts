import type { Tap } from '../recording/tap.ts';
import type { ConnectLink } from './link.ts';

/** The line of a device that only sends, with a tap on it. */
export const tappedLink =
  (connect: ConnectLink, tap: Tap): ConnectLink =>
  (events) => {
    let tapped: ReturnType<Tap['connection']> | null = null;
    const link = connect({
      onOpen() {
        tapped = tap.connection();
        events.onOpen();
      },
      onData(bytes) {
        tapped?.data('received', bytes);
        events.onData(bytes);
      },
      onClosed(reason) {
        tapped?.closed(reason);
        events.onClosed(reason);
      },
    });
    return {
      close() {
        tapped?.closed('closed-by-us');
        link.close();
      },
    };
  };
