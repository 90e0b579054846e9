import { type Bytes, concat } from '../../device-drivers/payment/codec/index.ts';
import type { ByteChannel } from '../../device-drivers/payment/transport/channel.ts';
import type { Behaviours } from './behaviours.ts';

const GARBAGE = new TextEncoder().encode('HTTP/1.1 400 Bad Request\r\n\r\n');
const ACKNOWLEDGE_BYTES = 3;

/** A channel whose writes suffer what the behaviours say: split up, glued together, preceded by garbage. */
export function faultyChannel(channel: ByteChannel, behaviours: Behaviours): ByteChannel {
  let held: Bytes | null = null;
  return {
    ...channel,
    write(bytes) {
      let out = bytes;
      if (held) {
        out = concat(held, out);
        held = null;
      } else if (bytes.length === ACKNOWLEDGE_BYTES && bytes[0] === 0x80 && behaviours.take('coalesce')) {
        held = bytes;
        return;
      }
      if (behaviours.take('garbage')) channel.write(GARBAGE);
      if (behaviours.take('fragment')) for (const byte of out) channel.write(Uint8Array.of(byte));
      else channel.write(out);
    },
    end: () => channel.end(),
    destroy: () => channel.destroy(),
    onData: (listener) => channel.onData(listener),
    onClose: (listener) => channel.onClose(listener),
  };
}
