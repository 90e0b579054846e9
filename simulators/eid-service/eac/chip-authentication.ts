import { createHash, timingSafeEqual } from 'node:crypto';
import { err, ok, type Result } from '../../../foundation/result.ts';
import { parseTlv, tlv } from '../tlv.ts';
import { cmac } from './cmac.ts';
import { type EphemeralKey, POINT } from './keys.ts';
import { OID } from './oids.ts';
import { SecureMessaging } from './secure-messaging.ts';

const TOKEN = 8;

/** KDF of BSI TR-03110-3, section A.2.3: for AES-128 the first 16 bytes of SHA-1. */
const kdf = (secret: Buffer, nonce: Buffer, counter: number): Buffer =>
  createHash('sha1')
    .update(Buffer.concat([secret, nonce, Buffer.from([0, 0, 0, counter])]))
    .digest()
    .subarray(0, 16);

/** What the chip answers to EAC2. */
export interface ChipAnswer {
  /** CMS with the chip's public key. This test server does not check who signed it. */
  readonly cardSecurity: Buffer;
  readonly nonce: Buffer;
  readonly token: Buffer;
}

/**
 * Chip authentication version 2: proves that the chip has the private key of EF.CardSecurity and gives the keys of the
 * channel to it (TR-03110-2, section 3.4).
 */
export function authenticateChip(
  key: EphemeralKey,
  answer: ChipAnswer,
): Result<SecureMessaging, 'no-chip-key' | 'chip-not-authentic'> {
  const chipPoint = chipKeyIn(answer.cardSecurity);
  if (chipPoint === null) return err('no-chip-key');
  const secret = key.agree(chipPoint);
  const encryption = kdf(secret, answer.nonce, 1);
  const mac = kdf(secret, answer.nonce, 2);
  const expected = cmac(mac, tlv('7f49', tlv('06', OID.chipAuthentication), tlv('86', key.publicPoint)));
  const isRight = answer.token.length === TOKEN && timingSafeEqual(expected.subarray(0, TOKEN), answer.token);
  return isRight ? ok(new SecureMessaging(encryption, mac)) : err('chip-not-authentic');
}

/** Public point of the ChipAuthenticationPublicKeyInfo, wherever in the CMS the SecurityInfos stand. */
function chipKeyIn(bytes: Buffer): Buffer | null {
  const parsed = parseTlv(bytes);
  if (!parsed.ok) return null;
  const [first, info] = parsed.value;
  if (first?.tag === '06' && first.value.toString('hex') === OID.chipPublicKey && info) return pointIn(info.value);
  for (const { tag, value } of parsed.value) {
    // Constructed objects, and the octet string that wraps the signed content.
    const isContainer = (Number.parseInt(tag.slice(0, 2), 16) & 0x20) !== 0 || tag === '04';
    const found = isContainer ? chipKeyIn(value) : null;
    if (found) return found;
  }
  return null;
}

/** SubjectPublicKeyInfo: algorithm, then a bit string with no unused bits and the uncompressed point. */
function pointIn(info: Buffer): Buffer | null {
  const parsed = parseTlv(info);
  const bits = parsed.ok ? parsed.value.find((t) => t.tag === '03')?.value : undefined;
  const point = bits?.subarray(1);
  return point?.length === POINT && point[0] === 4 ? point : null;
}
