import { ZVT_TIMEOUTS } from './zvt-timeouts.ts';

/**
 * Every delay of the payment driver, in milliseconds: ZVT's own, T1 to T4, and ours. The citizen waits during most of
 * them, so none is longer than it must be.
 */
export const DELAYS = {
  ...ZVT_TIMEOUTS,
  /** One attempt at a TCP connection or at opening the port. */
  connect: 3_000,
  /** A TCP connection that is silent so long is probed by the kernel, which then notices a pulled cable. */
  tcpKeepAlive: 10_000,
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
  /** Recovery: how long a reachable device may be busy with the payment in question. */
  recoveryReady: ZVT_TIMEOUTS.T4,
  /** Recovery: how far the device's clock, set at its end of day, may be from ours; T4 and its drift lie within. */
  clockTolerance: 15 * 60_000,
  /** A connection the device opened by itself lasts at most so long. */
  callbackMost: ZVT_TIMEOUTS.T4,
  /** Status enquiry of an idle device, so that a fault is noticed before a citizen meets it. */
  idleEnquiry: 60_000,
} as const satisfies Record<string, number>;

export type PaymentDelays = { readonly [K in keyof typeof DELAYS]: number };
