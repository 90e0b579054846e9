import { type ByteChannel, channelPair } from '../../device-drivers/payment/transport/channel.ts';
import type { Recording } from '../../device-drivers/recording/format.ts';
import type { Clock } from '../../foundation/clock.ts';
import { ok, type Result } from '../../foundation/result.ts';
import { ConnectionReplay, type ReplayEnd } from './connection.ts';

export interface ReplayedLine {
  /** To hand to the driver instead of opening a port: each opening is the next recorded one. */
  readonly connect: () => Promise<Result<ByteChannel, string>>;
  readonly connections: readonly Promise<ReplayEnd>[];
}

/** The device's end of a serial line as it was recorded, without a port. */
export function replayLine(recording: Recording, clock: Clock): ReplayedLine {
  const connections: Promise<ReplayEnd>[] = [];
  return {
    connections,
    async connect() {
      const [ours, theirs] = channelPair();
      const replay = new ConnectionReplay(recording, connections.length, clock, {
        send: (_direction, content) => theirs.write(content),
        close: () => theirs.end(),
      });
      connections.push(replay.finished);
      theirs.onData((bytes) => replay.hear(bytes));
      theirs.onClose(() => replay.driverClosed());
      return ok(ours);
    },
  };
}
