import type { CardFault } from '../contract.ts';

/** Someone who may put a terminal into maintenance. No name: the provider's list knows who that is. */
export interface Technician {
  /** 2–40 of a–z, 0–9, hyphen. */
  readonly id: string;
  /** SubjectPublicKeyInfo of an uncompressed P-256 key, DER in base64 (RFC 5480). */
  readonly publicKey: string;
}

/**
 * Why a card let nobody in. `not-a-technician-card`: some other card, of no interest. `replayed`: an answer that was
 * given before. `locked`: too many failed ones lately.
 */
export type TechnicianRefusal =
  | CardFault
  | 'not-a-technician-card'
  | 'malformed-answer'
  | 'unknown-key'
  | 'bad-signature'
  | 'replayed'
  | 'locked';

export type TechnicianEvent =
  | { readonly kind: 'login'; readonly technicianId: string }
  /** The card is no longer there, or cannot be seen any more. */
  | { readonly kind: 'logout'; readonly technicianId: string }
  | { readonly kind: 'refused'; readonly reason: TechnicianRefusal };
