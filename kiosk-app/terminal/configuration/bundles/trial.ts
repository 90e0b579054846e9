import type { Clock, Timer } from '../../../../foundation/clock.ts';
import type { TerminalDelays } from '../delays.ts';
import { TRIAL_FAILURES } from './moves.ts';

/** Hears how the sessions of a version on trial fare. */
export interface ConfigurationTrial {
  shown(): void;
  /** @param kind as in session-processes.ts */
  finished(kind: 'ended' | 'crashed' | 'hung' | 'recycled'): void;
  stop(): void;
}

/**
 * A version has proven itself once it has served somebody to the end, or has been on the screen for
 * `configurationProvenAfter`. It has failed if nothing is shown within `configurationShownWithin`, or if
 * `TRIAL_FAILURES` sessions crash or hang before.
 */
export function startTrial(options: {
  readonly onProven: () => void;
  readonly onFailed: (reason: 'no-session' | 'session-failed') => void;
  readonly delays: Pick<TerminalDelays, 'configurationProvenAfter' | 'configurationShownWithin'>;
  readonly clock: Clock;
}): ConfigurationTrial {
  const { onProven, onFailed, delays, clock } = options;
  let failures = 0;
  let isOver = false;
  let timer: Timer = clock.setTimeout(() => end(() => onFailed('no-session')), delays.configurationShownWithin);

  function end(tell: () => void): void {
    if (isOver) return;
    isOver = true;
    clock.clearTimeout(timer);
    tell();
  }
  return {
    shown() {
      if (isOver) return;
      clock.clearTimeout(timer);
      timer = clock.setTimeout(() => end(onProven), delays.configurationProvenAfter);
    },
    finished(kind) {
      if (kind === 'ended') return end(onProven);
      if (isOver || kind === 'recycled') return;
      failures++;
      if (failures >= TRIAL_FAILURES) return end(() => onFailed('session-failed'));
      clock.clearTimeout(timer);
      timer = clock.setTimeout(() => end(() => onFailed('no-session')), delays.configurationShownWithin);
    },
    stop: () => end(() => {}),
  };
}
