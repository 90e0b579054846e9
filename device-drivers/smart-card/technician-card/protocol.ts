import type { CommandApdu } from '../apdu.ts';

/**
 * The technician's card, version 1. The card holds a P-256 private key that cannot be read; the terminal holds public
 * keys only.
 *
 * 1. `00 A4 04 00` SELECT by AID {@link AID} (ISO 7816-4, 11.2.2). Any other card answers 6A 82.
 * 2. `00 CA 7F 49` GET DATA of the public key template (ISO 7816-4, 11.7.1; tag 7F 49 of ISO 7816-6) answers
 *    `7F 49 43 86 41 04 ‖ X ‖ Y`, the uncompressed point.
 * 3. `00 88 00 00` INTERNAL AUTHENTICATE (ISO 7816-4, 11.5.1) over {@link messageToSign}. The card answers `r ‖ s`,
 *    2 × 32 bytes, its ECDSA signature with SHA-256 over exactly that data (BSI TR-03111, 5.2.1, plain format).
 *
 * The message carries a label, so that the signature is good for nothing else, and the terminal's id, so that an answer
 * fetched by another terminal is of no use here. There is no PIN: the card is a key, and opens maintenance only.
 */
export const AID = Uint8Array.from([0xf0, 0x42, 0x54, 0x54, 0x45, 0x43, 0x48, 0x01]);

export const CHALLENGE_LENGTH = 32;
export const POINT_LENGTH = 65;
export const SIGNATURE_LENGTH = 64;
const LABEL = Buffer.from('BT-TECHNICIAN-1\0', 'latin1');
const TEMPLATE_HEAD = Uint8Array.from([0x7f, 0x49, 0x43, 0x86, 0x41]);

export const selectApplication: CommandApdu = { ins: 0xa4, p1: 0x04, p2: 0x00, data: AID };
export const getPublicKey: CommandApdu = { ins: 0xca, p1: 0x7f, p2: 0x49 };
export const internalAuthenticate = (message: Uint8Array): CommandApdu => ({
  ins: 0x88,
  p1: 0x00,
  p2: 0x00,
  data: message,
});

/** Label ‖ length of the id (one byte) ‖ terminal id ‖ challenge; at most 16 + 1 + 40 + 32 bytes. */
export function messageToSign(terminalId: string, challenge: Uint8Array): Uint8Array {
  const id = Buffer.from(terminalId, 'utf8');
  return Buffer.concat([LABEL, Uint8Array.from([id.length]), id, challenge]);
}

/** @returns the uncompressed point, `null` if this is no public key template of this protocol */
export function pointOf(template: Uint8Array): Uint8Array | null {
  const { length } = TEMPLATE_HEAD;
  const isTemplate =
    template.length === length + POINT_LENGTH &&
    TEMPLATE_HEAD.every((byte, i) => template[i] === byte) &&
    template[length] === 0x04;
  return isTemplate ? template.subarray(length) : null;
}

export const publicKeyTemplate = (point: Uint8Array): Uint8Array => Uint8Array.from([...TEMPLATE_HEAD, ...point]);
