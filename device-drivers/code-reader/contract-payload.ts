import { billReferencesIn } from '../../foundation/bill/words-on-a-bill.ts';
import { referencesOfAddress, referencesOfBezahlCode, referencesOfGiroCode } from './contract-transfer.ts';

/** What a citizen held under the code reader. */
export type CodePayload =
  /**
   * A bill: as a transfer with everything printed into the code, an address, or the bare number. `references`: every
   * Kassenzeichen it may mean, the likeliest first; `reference` is that one, `null` if none can be told.
   */
  | {
      readonly kind: 'girocode' | 'bezahlcode';
      readonly reference: string | null;
      readonly references: readonly string[];
    }
  | { readonly kind: 'bill'; readonly reference: string; readonly references: readonly string[] }
  /** Confirmation number of a booked appointment. */
  | { readonly kind: 'appointment'; readonly id: string }
  | { readonly kind: 'web-address' }
  | { readonly kind: 'unknown' };

const APPOINTMENT = /^TERMIN[:-]\s*([A-Z0-9-]{4,24})$/i;
/** Business cards, networks, messages, other countries' bills: their numbers are no Kassenzeichen. */
const OTHER = /^\s*(?:BEGIN:|MECARD:|WIFI:|MATMSG:|mailto:|tel:|sms(?:to)?:|geo:|otpauth:|bitcoin:|bank:|HC1:|SPC\s)/i;
/** A QR code holds 2953 bytes, a reader may deliver far more. */
const MAX_LENGTH = 3_000;

/** Recognises what the kiosk has a use for. Pure; whatever it is given, it answers. */
export function recogniseCode(whole: string): CodePayload {
  const text = whole.slice(0, MAX_LENGTH);
  const giroCode = referencesOfGiroCode(text);
  if (giroCode) return { kind: 'girocode', reference: giroCode[0] ?? null, references: giroCode };
  const bezahlCode = referencesOfBezahlCode(text);
  if (bezahlCode) return { kind: 'bezahlcode', reference: bezahlCode[0] ?? null, references: bezahlCode };
  const id = APPOINTMENT.exec(text.trim())?.[1];
  if (id !== undefined) return { kind: 'appointment', id: id.toUpperCase() };
  const address = referencesOfAddress(text);
  if (address?.length === 0) return { kind: 'web-address' };
  if (OTHER.test(text)) return { kind: 'unknown' };
  const references = address ?? billReferencesIn(text);
  const [reference] = references;
  return reference === undefined ? { kind: 'unknown' } : { kind: 'bill', reference, references };
}
