import type { Timer } from '../../../foundation/clock.ts';
import { code } from '../../../foundation/log.ts';
import { err, ok, type Result } from '../../../foundation/result.ts';
import { type Apdu, type Bytes, sameBytes } from '../codec/index.ts';
import { SERIAL_REPEATS, ZVT_TIMEOUTS } from '../zvt-timeouts.ts';
import type { MakeLink } from './link.ts';
import { ACK, encodeSerial, NAK, SerialParser } from './serial-parser.ts';

interface Outgoing {
  readonly bytes: Bytes;
  readonly resolve: (result: Result<void, string>) => void;
  repeats: number;
}

/** The reliable half of ZVT's serial transport: acknowledgement, repetition, T1 and T2. */
export const serialLink: MakeLink = (channel, clock, log) => {
  const parser = new SerialParser();
  const queue: Outgoing[] = [];
  let betweenBytes: Timer;
  let acknowledge: Timer;
  let deliver: (apdu: Apdu) => void = () => {};
  let tellClosed: (reason: string) => void = () => {};
  let closedWith: string | null = null;
  let strange = 0;
  /** The last frame heard, until one of ours has got through: the same bytes again mean that our ACK was lost. */
  let unanswered: Bytes | null = null;

  const transmit = () => {
    const next = queue[0];
    if (!next) return;
    channel.write(next.bytes);
    clock.clearTimeout(acknowledge);
    acknowledge = clock.setTimeout(repeat, ZVT_TIMEOUTS.T2);
  };
  const repeat = () => {
    const current = queue[0];
    if (!current) return;
    if (current.repeats++ < SERIAL_REPEATS) {
      log.event('warn', 'payment.serial.repeated', { repeats: current.repeats });
      return transmit();
    }
    log.event('error', 'payment.serial.unacknowledged');
    channel.destroy();
  };
  const acknowledged = () => {
    const done = queue.shift();
    if (!done) return;
    clock.clearTimeout(acknowledge);
    unanswered = null;
    done.resolve(ok(undefined));
    transmit();
  };
  const hear = (apdu: Apdu) => {
    channel.write(Uint8Array.of(ACK));
    const bytes = encodeSerial(apdu);
    if (unanswered && sameBytes(unanswered, bytes)) return log.event('warn', 'payment.serial.duplicate');
    unanswered = bytes;
    deliver(apdu);
  };
  const handle = (items: ReturnType<SerialParser['push']>) => {
    for (const item of items) {
      if (item.kind === 'ack') acknowledged();
      else if (item.kind === 'nak') repeat();
      else if (item.kind === 'apdu') hear(item.apdu);
      else {
        strange += item.bytes.length;
        log.event('warn', 'payment.serial.discarded', { bytes: item.bytes.length, reason: code(item.reason) });
        if (item.reason !== 'noise') channel.write(Uint8Array.of(NAK));
      }
    }
  };

  channel.onData((bytes) => {
    clock.clearTimeout(betweenBytes);
    handle(parser.push(bytes));
    if (parser.inFrame) betweenBytes = clock.setTimeout(() => handle(parser.expire()), ZVT_TIMEOUTS.T1);
  });
  channel.onClose((reason) => {
    closedWith = reason;
    clock.clearTimeout(betweenBytes);
    clock.clearTimeout(acknowledge);
    for (const waiting of queue.splice(0)) waiting.resolve(err(reason));
    tellClosed(reason);
  });

  return {
    send(apdu) {
      return new Promise((resolve) => {
        if (closedWith !== null) return resolve(err(closedWith));
        queue.push({ bytes: encodeSerial(apdu), resolve, repeats: 0 });
        if (queue.length === 1) transmit();
      });
    },
    onApdu(listener) {
      deliver = listener;
    },
    onClosed(listener) {
      tellClosed = listener;
      if (closedWith !== null) listener(closedWith);
    },
    strangeBytes: () => strange,
    close() {
      channel.end();
    },
  };
};
