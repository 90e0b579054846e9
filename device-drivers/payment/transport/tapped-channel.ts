import type { Result } from '../../../foundation/result.ts';
import type { Tap } from '../../recording/tap.ts';
import type { ByteChannel } from './channel.ts';

type Connect = () => Promise<Result<ByteChannel, string>>;

/** The payment terminal's line with a tap on it. */
export const tappedChannel =
  (connect: Connect, tap: Tap): Connect =>
  async () => {
    const connected = await connect();
    if (!connected.ok) return connected;
    const { value: channel } = connected;
    const tapped = tap.connection();
    return {
      ok: true,
      value: {
        end: () => channel.end(),
        destroy: () => channel.destroy(),
        write(bytes) {
          tapped.data('sent', bytes);
          channel.write(bytes);
        },
        onData: (listener) =>
          channel.onData((bytes) => {
            tapped.data('received', bytes);
            listener(bytes);
          }),
        onClose: (listener) =>
          channel.onClose((reason) => {
            tapped.closed(reason);
            listener(reason);
          }),
      },
    };
  };
