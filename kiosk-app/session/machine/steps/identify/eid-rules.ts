import { EidFailure, type SecretKind } from '../../../../../device-drivers/eid/contract.ts';
import type { EidFailureReason } from '../../../contract/screens/identify.ts';
import { today } from '../../../forms/date.ts';

/** The eID function exists from 16 years on (PAuswG § 10 (1)). */
export const MIN_AGE = 16;

const FAILURES: Record<EidFailureReason, { readonly canRetry: boolean }> = {
  cancelled: { canRetry: true },
  'pin-entry-cancelled': { canRetry: true },
  'new-pin-mismatch': { canRetry: true },
  'card-removed': { canRetry: true },
  'card-unreadable': { canRetry: true },
  'card-deactivated': { canRetry: false },
  'card-blocked': { canRetry: false },
  'card-expired': { canRetry: false },
  'not-an-eid-card': { canRetry: true },
  'pin-blocked': { canRetry: true },
  'portal-unreachable': { canRetry: true },
  'portal-unavailable': { canRetry: true },
  'portal-refused': { canRetry: true },
  'client-missing': { canRetry: false },
  'client-too-old': { canRetry: false },
  'client-gone': { canRetry: true },
  'client-error': { canRetry: true },
  'reader-gone': { canRetry: true },
  timeout: { canRetry: true },
  'under-16': { canRetry: false },
  'asks-too-much': { canRetry: false },
  other: { canRetry: true },
};

/** Failures behind which a PIN may stand that was forgotten, or never set in place of the letter's. */
const LACK_OF_PIN: readonly EidFailureReason[] = [
  'cancelled',
  'pin-entry-cancelled',
  'pin-blocked',
  'timeout',
  'other',
];
export const helpsToSetPin = (reason: EidFailureReason): boolean => LACK_OF_PIN.includes(reason);

/** Failures of the card that lay there: a card laid now, the same or another, is the next try. */
const OF_THE_CARD: readonly EidFailureReason[] = [
  'card-removed',
  'card-unreadable',
  'card-deactivated',
  'card-blocked',
  'card-expired',
  'not-an-eid-card',
];
export const helpsToLayAgain = (reason: EidFailureReason): boolean => OF_THE_CARD.includes(reason);

export const canRetry = (reason: EidFailureReason): boolean => FAILURES[reason].canRetry;

/** Reasons of the device host's link and of the eID service's client, in the words of the screen. */
const TRANSLATED: Readonly<Record<string, EidFailure>> = {
  'no-device': 'reader-gone',
  'link-closed': 'client-gone',
  'not-connected': 'client-gone',
  'no-answer': 'timeout',
  unreachable: 'portal-unreachable',
  unavailable: 'portal-unavailable',
  untrusted: 'portal-refused',
  refused: 'portal-refused',
  'unknown-session': 'portal-refused',
  'foreign-address': 'portal-refused',
  'too-large': 'portal-refused',
  'bad-answer': 'portal-refused',
};

export const failureOf = (reason: string): EidFailure =>
  EidFailure.safeParse(reason).data ?? TRANSLATED[reason] ?? 'other';

/** The client knows only that the server refused, or not even that: the eID service may know more. */
export const isVague = (reason: EidFailureReason): boolean => reason === 'other' || reason === 'portal-refused';

/** What the eID service found wrong with the card, in the words of the screen; `null` where it is not the card. */
const AT_SERVICE: Readonly<Record<string, EidFailureReason>> = {
  'card-expired': 'card-expired',
  'card-revoked': 'card-blocked',
  'card-blocked': 'card-blocked',
  'card-deactivated': 'card-deactivated',
};
export const failureAtService = (reason: string): EidFailureReason | null => AT_SERVICE[reason] ?? null;

/** Digits of each secret (BSI TR-03127: transport PIN 5, PIN 6, CAN 6, PUK 10). */
export function secretLength(secret: SecretKind): {
  readonly min: number;
  readonly max: number;
} {
  switch (secret) {
    case 'puk':
      return { min: 10, max: 10 };
    case 'transport-pin':
      return { min: 5, max: 5 };
    default:
      return { min: 6, max: 6 };
  }
}

/**
 * True for digits that somebody would try first: all the same, or a run up or down. The card takes them, so they are
 * not refused.
 */
export function isWeakPin(digits: string): boolean {
  const steps = new Set([...digits].slice(1).map((digit, i) => Number(digit) - Number(digits[i])));
  const [step = 2] = steps;
  return steps.size === 1 && Math.abs(step) <= 1;
}

/**
 * Completed years on the day of `now` (epoch milliseconds).
 * @param born ISO date; where the register does not know day or month ("00"), the latest possible one counts
 */
export function ageAt(born: string, now: number, timeZone: string): number {
  const [year = 0, month = 0, day = 0] = born.split('-').map(Number);
  const [thisYear = 0, thisMonth = 0, thisDay = 0] = today(now, timeZone).split('-').map(Number);
  const bornMonth = month === 0 ? 12 : month;
  const bornDay = day === 0 ? 31 : day;
  const hadBirthday = thisMonth > bornMonth || (thisMonth === bornMonth && thisDay >= bornDay);
  return thisYear - year - (hadBirthday ? 0 : 1);
}
