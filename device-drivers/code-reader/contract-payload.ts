import { billReferenceOf, type GiroCode, type GiroCodeFault, parseGiroCode } from './contract-girocode.ts';

export type { GiroCode, GiroCodeFault } from './contract-girocode.ts';

/** What a citizen held under the code reader. */
export type CodePayload =
  /** A bill with everything printed into the code. `reference`: its Kassenzeichen, `null` if none can be told. */
  | { readonly kind: 'girocode'; readonly girocode: GiroCode; readonly reference: string | null }
  /** Meant to be a GiroCode, but broken: not to be taken for anything else. */
  | { readonly kind: 'invalid-girocode'; readonly fault: GiroCodeFault }
  /** The bare Kassenzeichen of a bill: without blanks, 6–20 of A–Z 0–9 . / - */
  | { readonly kind: 'bill'; readonly reference: string }
  /** Confirmation number of a booked appointment. */
  | { readonly kind: 'appointment'; readonly id: string }
  | { readonly kind: 'unknown' };

const APPOINTMENT = /^TERMIN[:-]\s*([A-Z0-9-]{4,24})$/i;
const LABEL = /^(?:Kassenzeichen|Kassenz\.?|Buchungszeichen|Kz\.?|Az\.?|Aktenzeichen)\s*:?\s*/i;
const REFERENCE = /^[A-Z0-9./-]{6,20}$/;

/** Recognises what the kiosk has a use for. Pure; whatever it is given, it answers. */
export function recogniseCode(text: string): CodePayload {
  if (/^BCD(?:\r|\n|$)/.test(text)) {
    const parsed = parseGiroCode(text);
    if (!parsed.ok) return { kind: 'invalid-girocode', fault: parsed.error };
    return { kind: 'girocode', girocode: parsed.value, reference: billReferenceOf(parsed.value) };
  }
  const line = text.trim();
  const id = APPOINTMENT.exec(line)?.[1];
  if (id !== undefined) return { kind: 'appointment', id: id.toUpperCase() };
  const reference = asBillReference(line);
  return reference === null ? { kind: 'unknown' } : { kind: 'bill', reference };
}

/** A Kassenzeichen in the form the bill register wants, with a label before it or without; `null` if it is none. */
export function asBillReference(text: string): string | null {
  const bare = text.trim().replace(LABEL, '').replace(/\s+/g, '').toUpperCase();
  const digits = bare.replace(/\D/g, '').length;
  // Four digits at least: otherwise every word on a poster would be looked up.
  return REFERENCE.test(bare) && digits >= 4 ? bare : null;
}
