import type { CardFault } from '../contract.ts';

/** Return values of PC/SC functions (pcsclite.h) that mean something to us; every other one is `card-failed`. */
const FAULTS: ReadonlyMap<number, CardFault> = new Map([
  [0x80100009, 'reader-gone'], // SCARD_E_UNKNOWN_READER
  [0x80100017, 'reader-gone'], // SCARD_E_READER_UNAVAILABLE
  [0x8010000b, 'in-use-elsewhere'], // SCARD_E_SHARING_VIOLATION
  [0x8010000c, 'card-removed'], // SCARD_E_NO_SMARTCARD
  [0x80100069, 'card-removed'], // SCARD_W_REMOVED_CARD
  [0x80100068, 'card-reset'], // SCARD_W_RESET_CARD
  [0x80100066, 'card-mute'], // SCARD_W_UNRESPONSIVE_CARD
  [0x80100067, 'card-mute'], // SCARD_W_UNPOWERED_CARD
  [0x8010006a, 'access-denied'], // SCARD_W_SECURITY_VIOLATION
]);

/** @returns `null` for success */
export const faultOf = (returnValue: number): CardFault | null =>
  returnValue === 0 ? null : (FAULTS.get(returnValue) ?? 'card-failed');
