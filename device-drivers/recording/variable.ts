import type { Clock } from '../../foundation/clock.ts';
import type { Log } from '../../foundation/log.ts';
import type { RecordedAs } from './mask.ts';
import type { Tap } from './tap.ts';

/**
 * Names the directory into which a terminal outside production records; absent: nothing is recorded. A file of its own,
 * so that asking whether to record does not load the recorder, which knows every codec.
 */
export const RECORD_VARIABLE = 'BT_RECORD_DIR';

/**
 * Makes the taps that `RECORD_VARIABLE` asks for, one a device; `undefined`: nothing is recorded. Recorder and masks
 * are loaded only where recording is on.
 */
export function tapsFromEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  surroundings: { readonly clock: Clock; readonly log: Log },
): (recordedAs: RecordedAs) => Promise<Tap | undefined> {
  const directory = environment[RECORD_VARIABLE];
  return async (recordedAs) => {
    if (!directory) return undefined;
    const { recordToFile } = await import('./to-file.ts');
    return (await recordToFile(directory, recordedAs, surroundings)).tap;
  };
}
