import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../foundation/clock.ts';
import type { Protocol } from './format.ts';
import { createRecorder } from './recorder.ts';
import type { Tap } from './tap.ts';

export type { Protocol } from './format.ts';
export type { Tap } from './tap.ts';

export interface FileRecording {
  readonly tap: Tap;
  readonly file: string;
}

/**
 * Records one driver's line to `<directory>/<protocol>-<time>-<process>.jsonl`, 0600, personal fields masked. Written
 * line by line: a recording is most wanted when the process that made it has died.
 * @throws what the file system says
 */
export function recordToFile(directory: string, protocol: Protocol, clock: Clock): FileRecording {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const time = new Date(clock.now()).toISOString().replace(/[-:]|\.\d+/g, '');
  const file = join(directory, `${protocol}-${time}-${process.pid}.jsonl`);
  return { tap: createRecorder(protocol, clock, (line) => appendFileSync(file, line, { mode: 0o600 })), file };
}
