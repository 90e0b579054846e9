import type { CommandState } from '../../contract/commands/commands.ts';

/**
 * Which state may follow which. A terminal may be faster than its words: what it has done already is told as done,
 * whatever was not heard in between. `expired` with one of the outcomes of `GUESSES` is what the hub supposes of a terminal
 * that says nothing; what that terminal says later takes its place.
 */
const NEXT: Readonly<Record<CommandState, readonly CommandState[]>> = {
  queued: ['delivered', 'expired', 'cancelled'],
  delivered: ['delivered', 'acknowledged', 'running', 'succeeded', 'failed', 'expired'],
  acknowledged: ['running', 'succeeded', 'failed', 'expired'],
  running: ['succeeded', 'failed', 'expired'],
  succeeded: [],
  failed: [],
  expired: ['acknowledged', 'running', 'succeeded', 'failed', 'expired'],
  cancelled: [],
};

const COMMAND_STATES = Object.keys(NEXT) as readonly CommandState[];

/** States from which a command may come into this one. */
export const statesBefore = (state: CommandState): readonly CommandState[] =>
  COMMAND_STATES.filter((from) => NEXT[from].includes(state));

/** Nothing is expected any more. */
export const FINAL_STATES: readonly CommandState[] = ['succeeded', 'failed', 'expired', 'cancelled'];

/** Something is still to come. */
export const OPEN_STATES: readonly CommandState[] = COMMAND_STATES.filter((state) => !FINAL_STATES.includes(state));

/** Outcome of what expired at the hub because the terminal has gone silent, … */
export const NO_ANSWER = 'no-answer';
/** … and of what was sent and not acknowledged, and of which a terminal that is linked says nothing. */
export const NOT_ARRIVED = 'not-arrived';
/** The only ends that are none. */
export const GUESSES: readonly string[] = [NO_ANSWER, NOT_ARRIVED];

/** No command, counted. */
export const noCounts = (): Record<CommandState, number> =>
  Object.fromEntries(COMMAND_STATES.map((state) => [state, 0])) as Record<CommandState, number>;
