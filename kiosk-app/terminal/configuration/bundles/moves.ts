import type { BundleName, ConfigurationState } from '../../../../fleet-link/configuration.ts';
import type { Pointer } from './pointer.ts';

/** A version on trial may be started this often before it counts as one that does not start. */
export const TRIAL_STARTS = 3;
/** And so many of its sessions may crash or hang. */
export const TRIAL_FAILURES = 2;

type Refused = NonNullable<Pointer['refused']>;

/** Verified and checked: runs from the next switch on. Nothing below it is taken any more. */
export const staged = (pointer: Pointer, name: BundleName): Pointer => ({
  ...pointer,
  staged: name,
  trusted: Math.max(pointer.trusted, name.version),
});

export const refused = (pointer: Pointer, why: Refused): Pointer => ({ ...pointer, refused: why });

/** What is staged runs from the next start on, and has to prove itself. */
export const switched = (pointer: Pointer): Pointer =>
  pointer.staged === null ? pointer : { ...pointer, running: pointer.staged, staged: null, trial: { starts: 0 } };

/** Back to the last one that was good; if that is the one that failed, to what lies on the machine itself. */
export function goneBack(pointer: Pointer, reason: string, detail = ''): Pointer {
  const { running, good } = pointer;
  if (running === null) return pointer;
  const isSame = good !== null && good.version === running.version && good.digest === running.digest;
  return {
    ...pointer,
    running: isSame ? null : good,
    good: isSame ? null : good,
    trial: null,
    refused: { version: running.version, reason, detail: shortened(detail) },
  };
}

/** What fits into a message to the hub. */
export const shortened = (detail: string): string => detail.replaceAll('\0', '').slice(0, 200).toWellFormed();

/** Counted before the start is tried, so that one that never comes to its end counts too. */
export function started(pointer: Pointer): Pointer {
  if (pointer.trial === null) return pointer;
  if (pointer.trial.starts >= TRIAL_STARTS) return goneBack(pointer, 'did-not-start');
  return { ...pointer, trial: { starts: pointer.trial.starts + 1 } };
}

export const proven = (pointer: Pointer): Pointer => ({ ...pointer, good: pointer.running, trial: null });

/** What the hub is told. */
export const stateOf = ({ running, staged, trusted, trial, refused }: Pointer): ConfigurationState => ({
  running,
  staged,
  trusted,
  isOnTrial: trial !== null,
  refused,
});
