import type { Clock } from '../../../foundation/clock.ts';
import { code, type Log } from '../../../foundation/log.ts';
import { err, ok, type Result } from '../../../foundation/result.ts';
import { type Apdu, encodeApdu } from '../codec/index.ts';
import type { ByteChannel } from './channel.ts';
import { TcpParser } from './tcp-parser.ts';

/** Carries whole APDUs, in order, either way. One listener each, set at once. */
export interface ApduLink {
  /** Resolves when handed to the network (TCP) or acknowledged by the other end (serial). */
  send(apdu: Apdu): Promise<Result<void, string>>;
  onApdu(listener: (apdu: Apdu) => void): void;
  /** Called exactly once. */
  onClosed(listener: (reason: string) => void): void;
  /** Bytes heard so far that can be no message of a payment terminal. */
  strangeBytes(): number;
  close(): void;
}

/** Reason of a link that ended itself because the bytes it got are no ZVT. */
export const LOST_PLACE = 'lost-place';

/** Makes a link of a byte channel: `tcpLink` or `serialLink`. */
export type MakeLink = (channel: ByteChannel, clock: Clock, log: Log) => ApduLink;

export const tcpLink: MakeLink = (channel, _clock, log) => {
  const parser = new TcpParser();
  let deliver: (apdu: Apdu) => void = () => {};
  let closedWith: string | null = null;
  let isLost = false;
  let tellClosed: (reason: string) => void = () => {};
  channel.onData((bytes) => {
    for (const item of parser.push(bytes)) {
      if (item.kind === 'apdu') deliver(item.apdu);
      else {
        log.event('warn', 'payment.link.lost-place', { bytes: item.bytes.length, reason: code(item.reason) });
        isLost = true;
        channel.destroy();
      }
    }
  });
  channel.onClose((reason) => {
    closedWith = isLost ? LOST_PLACE : reason;
    tellClosed(closedWith);
  });
  return {
    async send(apdu) {
      if (closedWith !== null) return err(closedWith);
      channel.write(encodeApdu(apdu));
      return ok(undefined);
    },
    onApdu(listener) {
      deliver = listener;
    },
    onClosed(listener) {
      tellClosed = listener;
      if (closedWith !== null) listener(closedWith);
    },
    strangeBytes: () => parser.strangeBytes,
    close() {
      channel.end();
    },
  };
};
