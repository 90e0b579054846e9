import { ZVT_TIMEOUTS } from '../../device-drivers/payment/zvt-timeouts.ts';

/** Pauses of the simulated terminal in milliseconds, as a person at a real one sees them; scaled by `pace`. */
export const SIMULATOR_DELAYS = {
  /** Between reading a card and the next message. */
  readCard: 300,
  /** Card network's answer. */
  host: 900,
  /** A verdict stays on the display. */
  verdict: 300,
  /** End of day: submitting to the host. */
  submit: 800,
} as const;

/** Waits that are not scaled. */
export const SIMULATOR_LIMITS = {
  /** How long a terminal waits for a card or a PIN before it aborts with 6C. */
  person: 60_000,
  /** T3 of the terminal's side: how long it waits for 80 00 00. */
  acknowledge: ZVT_TIMEOUTS.T3,
  /** How long the terminal tries to reach the cash register's own port. */
  call: 3_000,
} as const;
