import type { ReverseOutcome } from '../../../device-drivers/payment/contract.ts';

/** How often the device is asked to reverse one payment before staff take over. */
export const TRIES = 5;

export type ReversalVerdict =
  | { readonly kind: 'reversed' }
  /** The device will not do it: staff repay. */
  | { readonly kind: 'repay'; readonly reason: string }
  /** It is unknown whether the device reversed it: if staff repaid as well, the citizen might get the money twice. */
  | { readonly kind: 'unclear'; readonly reason: string }
  /** Asked again later. `nothingHappened`: the attempt is known to have done nothing. */
  | { readonly kind: 'again'; readonly reason: string; readonly nothingHappened: boolean };

/** Nothing was sent to the device. */
const NOT_SENT: ReadonlySet<string> = new Set(['offline', 'busy']);
/** Result codes that describe a passing state of the device (names of device-drivers/payment/codec/result-codes.ts). */
const OF_THE_MOMENT: ReadonlySet<string> = new Set([
  'please-wait',
  'not-registered',
  'communication-error',
  'no-connection',
  'no-answer',
  'printer-not-ready',
  'card-still-in',
  'system-error',
]);

export const wasSent = (outcome: ReverseOutcome): boolean =>
  outcome.kind !== 'not-reversed' || !NOT_SENT.has(outcome.reason);

export interface Attempt {
  /** An attempt before this one may have done it. */
  readonly endUnknown: boolean;
  /** Staff take over if this one does not do it. */
  readonly isLast: boolean;
}

/**
 * What an answer of the device means for the money. After an attempt whose end nobody saw, a refusal no longer proves
 * that nothing happened: a device without result B4 refuses what it has done already, as it refuses what it cannot do.
 */
export function verdictOn(outcome: ReverseOutcome, { endUnknown, isLast }: Attempt): ReversalVerdict {
  if (outcome.kind === 'reversed') return { kind: 'reversed' };
  const { kind, reason } = outcome;
  if (kind === 'unclear') {
    return isLast ? { kind: 'unclear', reason } : { kind: 'again', reason, nothingHappened: false };
  }
  // The device's last act is still the payment, so no earlier attempt at a reversal took effect.
  if (reason === 'not-carried-out') {
    return isLast ? { kind: 'repay', reason } : { kind: 'again', reason, nothingHappened: true };
  }
  if (NOT_SENT.has(reason)) return { kind: 'again', reason, nothingHappened: !endUnknown };
  if (OF_THE_MOMENT.has(reason) && !isLast) return { kind: 'again', reason, nothingHappened: !endUnknown };
  return endUnknown ? { kind: 'unclear', reason } : { kind: 'repay', reason };
}
