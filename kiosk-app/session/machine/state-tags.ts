import type { StepId } from '../contract/journey.ts';
import type { ScreenNotice } from '../contract/notice.ts';

/**
 * What a state of a step says about itself. The rules of the session (`rules.ts`) read it there, so that a new step
 * brings its own answers along.
 */
export type StepTag =
  /** A device, a portal, or the citizen with a device is at work: no clock runs against the citizen. */
  | 'at-work'
  /** A person was asked to come: no clock runs against the citizen either. */
  | 'help-called'
  /** Something can no longer be called back, or a device is writing: the session offers no "cancel". */
  | 'no-cancel'
  /** A code for paying on the telephone stands there: no clock runs against whoever stands before it. */
  | 'phone-pays'
  /** A fee is due, and no payment runs. */
  | 'unpaid'
  /** The citizen has what they came for: whoever leaves now has not given up. */
  | 'achieved'
  /** The screen is covered. */
  | 'covered';

/** What the session asks of a step's machine as a whole or of one of its states. `C` is the step's context. */
export interface StepMeta<C> {
  /** The fault that stands on the screen, as the statistics count it; `null` if none does. */
  readonly fault?: (context: C) => string | null;
  /** What the screen says beside a control. */
  readonly notice?: (context: C) => ScreenNotice | null;
}

/** What a state of the session's flow says about itself. */
export type FlowTag =
  /** Nobody has begun yet. */
  | 'before-visit'
  /** Nothing was begun, or nothing is left to lose: leaving is not counted as giving up. */
  | 'nothing-to-lose'
  /** The session offers no "cancel". */
  | 'no-cancel'
  /** The service's steps are not shown, even if one was chosen before. */
  | 'without-journey';

/** What the session asks of a state of the flow. `C` is the session's context. */
export interface FlowMeta<C> {
  /** As in `StepMeta`. */
  readonly fault?: (context: C) => string | null;
  /** The step of the service under which the state is shown; `over`: behind the last one. */
  readonly journey?: Exclude<StepId, 'pin-change'> | 'over';
}
