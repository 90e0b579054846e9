import type { PaymentProgress } from '../contract.ts';

/** Added to a status: "and please remove the card" (PA00P015, "Intermediate status information", 41–5D). */
const REMOVE_CARD = 0x40;

/** What the status bytes of 04 FF ask of the citizen (PA00P015 13.08, chapter 3 "Intermediate status"). */
const PHASES: ReadonlyMap<number, PaymentProgress['phase']> = new Map<number, PaymentProgress['phase']>([
  [0x00, 'please-wait'],
  [0x01, 'enter-pin'],
  [0x02, 'enter-pin'],
  [0x03, 'declined'],
  [0x04, 'authorising'],
  [0x05, 'please-wait'],
  [0x06, 'please-wait'],
  [0x07, 'declined'],
  [0x08, 'declined'],
  [0x09, 'declined'],
  [0x0a, 'insert-card'],
  [0x0b, 'remove-card'],
  [0x0c, 'contactless-failed-insert'],
  [0x0d, 'declined'],
  [0x0e, 'please-wait'],
  [0x0f, 'please-wait'],
  [0x10, 'declined'],
  [0x12, 'declined'],
  [0x13, 'declined'],
  [0x14, 'declined'],
  [0x15, 'pin-wrong'],
  [0x16, 'declined'],
  [0x17, 'please-wait'],
  [0x18, 'declined'],
  [0x19, 'declined'],
  [0x1b, 'approved'],
  [0x1c, 'approved'],
  [0x1d, 'declined'],
  [0x2b, 'please-wait'],
  [0xc9, 'please-wait'],
  [0xca, 'please-wait'],
  [0xd2, 'authorising'],
  [0xd3, 'authorising'],
  [0xf2, 'authorising'],
]);

export function phaseOf(status: number): PaymentProgress['phase'] {
  const plain = PHASES.get(status);
  if (plain) return plain;
  if (status < REMOVE_CARD || status > REMOVE_CARD + 0x1d) return 'other';
  const base = PHASES.get(status - REMOVE_CARD);
  // A verdict is shown rather than the request to remove the card; with any other status the request is shown.
  return base === 'approved' || base === 'declined' || base === 'pin-wrong' ? base : 'remove-card';
}

/**
 * Minutes of the second byte of 04 FF: a new T4.
 * @returns 1–99; `null` if the byte is not BCD or zero, which leaves T4 as it is
 */
export function timeoutMinutes(raw: number | null): number | null {
  if (raw === null || raw >> 4 > 9 || (raw & 0x0f) > 9) return null;
  return (raw >> 4) * 10 + (raw & 0x0f) || null;
}
