/**
 * The timeouts of ZVT under its own names, in milliseconds (PA00P015 13.08, "Timeouts"). The citizen waits during T3
 * and T4.
 */
export const ZVT_TIMEOUTS = {
  /** Longest pause between two bytes of a serial frame; after it the frame is answered NAK. */
  T1: 200,
  /** Longest wait for the serial ACK; after it the frame is repeated, at most `SERIAL_REPEATS` times. */
  T2: 5_000,
  /** From a command to its answer 80 or 84. */
  T3: 5_000,
  /** From the answer to the completion; started anew by every 04 FF and 04 0F. A second byte in 04 FF sets it. */
  T4: 180_000,
} as const;

/** Repetitions of a serial frame that nobody acknowledged (PA00P015, "Serial transport"). */
export const SERIAL_REPEATS = 2;
