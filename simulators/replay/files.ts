import { basename } from 'node:path';
import type { ReadText } from '../../device-drivers/presence/channel.ts';
import type { Recording } from '../../device-drivers/recording/format.ts';
import type { Clock } from '../../foundation/clock.ts';
import { ConnectionReplay, type ReplayEnd } from './connection.ts';

export interface ReplayedFiles {
  /** To hand to the driver instead of the file system. */
  readonly read: ReadText;
  readonly finished: Promise<ReplayEnd>;
}

/** The files of a sensor, with the contents they had then, one reading after the other. */
export function replayFiles(recording: Recording, clock: Clock): ReplayedFiles {
  let waiting: PromiseWithResolvers<string> | null = null;
  const replay = new ConnectionReplay(recording, 0, clock, {
    send(direction, content) {
      const text = content.toString('utf8');
      if (direction === 'received') waiting?.resolve(text);
      else waiting?.reject(Object.assign(new Error(text.trim()), { code: text.trim() }));
    },
    close: (reason) => waiting?.reject(new Error(reason)),
  });
  const read: ReadText = (path) => {
    waiting = Promise.withResolvers<string>();
    replay.hear(`${basename(path)}\n`);
    return waiting.promise;
  };
  return { read, finished: replay.finished };
}
