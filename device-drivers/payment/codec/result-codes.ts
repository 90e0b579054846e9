import type { NotPaidReason, PaymentReason } from '../contract.ts';

/** Result codes with a meaning of their own (PA00P015 13.08, "Error-Messages"). */
export const RESULT = {
  ok: 0x00,
  cardUnreadable: 0x64,
  notRegistered: 0x6b,
  aborted: 0x6c,
  endOfDayImpossible: 0x77,
  expired: 0x78,
  communication: 0x7d,
  notPossible: 0x83,
  protocol: 0x9a,
  wait: 0x9c,
  noConnection: 0xa3,
  alreadyReversed: 0xb4,
  reversalNotPossible: 0xb5,
  diagnosisRequired: 0xc2,
  printerNotReady: 0xcc,
  cardStillIn: 0xdc,
  endOfDayOpen: 0xf0,
  system: 0xff,
} as const;

const NAMES: ReadonlyMap<number, ResultName> = new Map<number, ResultName>([
  [RESULT.ok, 'ok'],
  [RESULT.cardUnreadable, 'card-unreadable'],
  [RESULT.notRegistered, 'not-registered'],
  [RESULT.aborted, 'aborted'],
  [RESULT.endOfDayImpossible, 'end-of-day-not-possible'],
  [RESULT.expired, 'card-expired'],
  [RESULT.communication, 'communication-error'],
  [RESULT.notPossible, 'function-not-possible'],
  [RESULT.protocol, 'protocol-error'],
  [RESULT.wait, 'please-wait'],
  [RESULT.noConnection, 'no-connection'],
  [RESULT.alreadyReversed, 'already-reversed'],
  [RESULT.reversalNotPossible, 'reversal-not-possible'],
  [RESULT.diagnosisRequired, 'diagnosis-required'],
  [RESULT.printerNotReady, 'printer-not-ready'],
  [RESULT.cardStillIn, 'card-still-in'],
  [RESULT.endOfDayOpen, 'end-of-day-required'],
  [RESULT.system, 'system-error'],
]);

export type ResultName = PaymentReason | 'ok';

export const isHostDecline = (code: number): boolean => code >= 0x01 && code <= 0x63;

/** Kebab-case reason of a result code, "result-b1" where it has no name here. */
export function resultName(code: number): ResultName {
  return NAMES.get(code) ?? (isHostDecline(code) ? 'declined' : `result-${hexOf(code)}`);
}

const hexOf = (code: number): string => code.toString(16).padStart(2, '0');

/**
 * Reason of a negative answer (84). Neither card nor host has answered at that point, so 01–63 do not mean "declined".
 * @param code `null` if the device gave none
 */
export function refusalReason(code: number | null): NotPaidReason {
  return code === null || isHostDecline(code) ? 'device-error' : notPaidReason(code);
}

/** Kebab-case reason of a negative answer, for technicians. */
export function refusalName(code: number | null): ResultName {
  if (code === null) return 'refused';
  return isHostDecline(code) ? `result-${hexOf(code)}` : resultName(code);
}

export function notPaidReason(code: number): NotPaidReason {
  if (isHostDecline(code)) return 'declined';
  switch (code) {
    case RESULT.cardUnreadable:
      return 'card-unreadable';
    case RESULT.expired:
      return 'card-expired';
    case RESULT.aborted:
      return 'aborted';
    case RESULT.wait:
      return 'device-busy';
    case RESULT.endOfDayOpen:
      return 'end-of-day-required';
    case RESULT.diagnosisRequired:
      return 'diagnosis-required';
    default:
      return 'device-error';
  }
}
