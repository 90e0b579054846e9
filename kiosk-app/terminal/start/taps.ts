import type { Protocol, Tap } from '../../../device-drivers/recording/index.ts';
import { RECORD_VARIABLE } from '../../../device-drivers/recording/variable.ts';
import type { Clock } from '../../../foundation/clock.ts';
import type { Log } from '../../../foundation/log.ts';

/**
 * What records the lines of this process's devices; `undefined` of one: it is not recorded. The recorder is loaded only
 * where recording is on.
 */
export async function loadTaps(
  environment: NodeJS.ProcessEnv,
  surroundings: { readonly clock: Clock; readonly log: Log },
): Promise<(protocol: Protocol) => Tap | undefined> {
  if (!environment[RECORD_VARIABLE]) return () => undefined;
  const { tapsFromEnvironment } = await import('../../../device-drivers/recording/index.ts');
  return tapsFromEnvironment(environment, surroundings);
}
