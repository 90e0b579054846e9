import { fromHex, hex } from '../../../device-drivers/payment/codec/index.ts';
import { DELAYS } from '../../../device-drivers/payment/delays.ts';
import { Wire } from '../../../device-drivers/payment/dialogue/wire.ts';
import { type ByteChannel, channelPair } from '../../../device-drivers/payment/transport/channel.ts';
import { tcpLink } from '../../../device-drivers/payment/transport/link.ts';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';

/** One connection whose other end says exactly what a test writes down, byte by byte. */
export function createScript() {
  const clock = new SimulatedClock();
  const [ours, theirs] = channelPair();
  const heard: string[] = [];
  theirs.onData((bytes) => heard.push(hex(bytes)));
  const wire = new Wire({
    link: tcpLink(ours, clock, silentLog),
    clock,
    log: silentLog,
    delays: DELAYS,
    charset: 'auto',
    onSign: () => {},
    unsolicited: { mayTake: () => false, report: async () => {} },
  });
  return {
    clock,
    wire,
    /** What the driver sent, one entry a write. */
    heard,
    device: theirs as ByteChannel,
    /** The device sends these bytes; then time stands still until the driver has reacted. */
    say: async (text: string) => {
      theirs.write(fromHex(text));
      await clock.advance(0);
    },
  };
}
