import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../foundation/clock.ts';
import { reasonOf } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import type { RecordedAs } from './mask.ts';
import { createRecorder } from './recorder.ts';
import type { Tap } from './tap.ts';

export interface FileRecording {
  readonly tap: Tap;
  readonly file: string;
}

interface RecordingSurroundings {
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Records one driver's line to `<directory>/<protocol>-<time>-<process>.jsonl`, 0600, personal fields masked. Written
 * line by line: a recording is most wanted when the process that made it has died. A disk that takes no more ends the
 * recording, never the device.
 */
export async function recordToFile(
  directory: string,
  { protocol, maskOf }: RecordedAs,
  { clock, log }: RecordingSurroundings,
): Promise<FileRecording> {
  const time = new Date(clock.now()).toISOString().replace(/[-:.]/g, '');
  const file = join(directory, `${protocol}-${time}-${process.pid}.jsonl`);
  let isOver = false;
  const guarded = (write: () => void) => {
    if (isOver) return;
    try {
      write();
    } catch (thrown) {
      isOver = true;
      log.event('warn', 'recording.ended', { protocol: code(protocol), reason: code(reasonOf(thrown)) });
    }
  };
  guarded(() => void mkdirSync(directory, { recursive: true, mode: 0o700 }));
  const write = (line: string) => guarded(() => appendFileSync(file, line, { mode: 0o600 }));
  return { tap: createRecorder(protocol, await maskOf(), clock, write), file };
}
