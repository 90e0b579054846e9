import type { PaymentOutcome, PaymentProgress, PaymentTerminal } from '../../../device-drivers/payment/contract.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import { usableWithin } from '../devices/wait-for-device.ts';
import { isDriverGone } from '../processes/driver-process.ts';
import type { Journal, OpenIntent } from '../store/journal.ts';

/** How often one question is repeated while the driver's process ends, or fails, before it answers. */
const TRIES = 3;

/**
 * Reasons that a repeated question cannot clear up: the device answered, and would answer the same again
 * (device-drivers/payment/transactions/matching.ts), or the question ends the driver each time. Any other unclear payment is
 * asked about again as soon as the device can be used.
 */
const FOR_GOOD: ReadonlySet<string> = new Set([
  'no-status',
  'other-payment-since',
  'other-terminal',
  'time-mismatch',
  'unknown-predecessor',
  'amount-differs',
  'no-device',
  'driver-failed',
]);

/** True if asking the device again cannot change the answer. */
export const isDecided = (outcome: PaymentOutcome): boolean =>
  outcome.kind !== 'unclear' || FOR_GOOD.has(outcome.reason);

export interface Asking {
  readonly device: PaymentTerminal;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Asks the device what became of an intent. Moves no money, so it may be asked again.
 * @param within milliseconds the device may take to be usable, else `unclear` with `device-gone`
 */
export async function askDevice(
  { device, journal, clock, log }: Asking,
  open: OpenIntent<'authorise'>,
  within: number,
  onProgress: (progress: PaymentProgress) => void,
): Promise<PaymentOutcome> {
  for (let tries = 1; ; tries++) {
    if (!(await usableWithin(device, within, clock))) return { kind: 'unclear', reason: 'device-gone' };
    // The journal is read only now, because a driver that ended may have had its last report written while we waited.
    const { intent, evidence, at } = journal.open('authorise').find((it) => it.intentId === open.intentId) ?? open;
    const { intentId } = open;
    try {
      const outcome = await device.recover(
        { intentId, amount: intent.cents, before: intent.before, committed: evidence, intendedAt: at },
        { onProgress },
      );
      if (outcome.kind !== 'unclear' || !isDriverGone(outcome.reason)) return outcome;
    } catch (thrown) {
      log.event('error', 'payment.driver-failed', { reason: code(reasonOf(thrown)) });
    }
    if (tries === TRIES) return { kind: 'unclear', reason: 'driver-failed' };
    log.event('warn', 'payment.recovery-repeated', { intent: code(intentId), tries });
  }
}
