import type { ConfigurationRelease } from '../../contract/configuration/configuration.ts';
import type { SpreadState } from '../../contract/configuration/configuration-review.ts';

/** What the hub knows of a terminal, as far as it is about one release of its place. */
export interface ReachedTerminal {
  /** The version last made for it holds this release; otherwise whether it holds a newer one of the same layer. */
  readonly holds: 'this' | 'newer' | 'older';
  readonly isLinked: boolean;
  /** The release is for all, or a rollout has reached the terminal. */
  readonly isAdmitted: boolean;
  readonly fault: string | null;
  readonly isRunning: boolean;
  readonly isOnTrial: boolean;
  readonly isStaged: boolean;
  readonly isRefused: boolean;
}

/** How far a release is at a terminal. @param now epoch milliseconds */
export function spreadStateOf(
  { withdrawnAt, activeFrom }: Pick<ConfigurationRelease, 'withdrawnAt' | 'activeFrom'>,
  terminal: ReachedTerminal,
  now: number,
): SpreadState {
  if (terminal.holds === 'this') {
    // A withdrawn one may still run where the terminal was not reached since.
    if (terminal.isRunning) return terminal.isOnTrial ? 'on-trial' : 'has-it';
    if (withdrawnAt !== null) return 'withdrawn';
    if (terminal.fault !== null) return 'faulty';
    if (terminal.isRefused) return 'refused';
    if (!terminal.isLinked) return 'unreachable';
    return terminal.isStaged ? 'staged' : 'on-its-way';
  }
  if (withdrawnAt !== null) return 'withdrawn';
  if (terminal.holds === 'newer') return 'replaced';
  if (activeFrom > now) return 'not-yet';
  if (!terminal.isAdmitted) return 'not-its-turn';
  return terminal.isLinked ? 'on-its-way' : 'unreachable';
}
