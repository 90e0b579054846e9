/**
 * Every delay of the payment driver, in milliseconds. T1–T4 are ZVT's own (PA00P015 13.08, "Timeouts"); the others are
 * ours. The citizen waits during most of them, so none is longer than it must be.
 */
export const DELAYS = {
  /** T1: longest pause between two bytes of a serial frame, then NAK. */
  betweenBytes: 200,
  /** T2: longest wait for the serial ACK, then the frame is repeated, at most `REPEATS` times. */
  serialAcknowledge: 5_000,
  /** T3: from a command to its 80 or 84. */
  answer: 5_000,
  /** T4: from the answer to the completion; started anew by every 04 FF and 04 0F. A second byte in 04 FF sets it. */
  completion: 180_000,
  /** One attempt at a TCP connection or at opening the port. */
  connect: 3_000,
  /** First pause before dialling again; doubled after each failure … */
  reconnectFirst: 250,
  /** … up to this. */
  reconnectMost: 15_000,
  /** Pause after the device refused the registration: repeating a wrong password may lock it. */
  registrationRefused: 60_000,
  /** How long a payment waits for a device that is just being reached before it says `offline`. */
  becomeReady: 8_000,
  /** Between two tries while the device answers 84 9C … */
  waitAnswerPause: 1_000,
  /** … and how long in all before a payment says `device-busy`. */
  waitAnswerMost: 20_000,
  /** Recovery: how long the device may be unreachable before the outcome is `unclear`. */
  recoveryReach: 60_000,
  /** Recovery: how long a reachable device may be busy with the payment in question: T4. */
  recoveryReady: 180_000,
  /** A connection the device opened by itself lasts at most so long: T4. */
  callbackMost: 180_000,
  /** Status enquiry of an idle device: a dead one is noticed before a citizen does. */
  idleEnquiry: 60_000,
} as const satisfies Record<string, number>;

export type Delays = { readonly [K in keyof typeof DELAYS]: number };

/** Repetitions of an unacknowledged serial frame (PA00P015, "Serial transport"). */
export const REPEATS = 2;
