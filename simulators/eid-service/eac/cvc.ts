import { tlv } from '../tlv.ts';
import { DOMAIN, type SigningKey } from './keys.ts';
import { OID } from './oids.ts';

/** A card-verifiable certificate to be made (BSI TR-03110-3, section C.1). */
export interface CvcContent {
  /** Certification authority reference: name of the issuer. */
  readonly issuer: string;
  /** Certificate holder reference. */
  readonly holder: string;
  readonly holderPoint: Buffer;
  /** CHAT: role and rights, five bytes. */
  readonly chat: Buffer;
  readonly from: Date;
  readonly to: Date;
  /** Only a root spells out the curve. */
  readonly isRoot: boolean;
  /** Extensions' discretionary data templates. */
  readonly extensions: readonly Buffer[];
}

const text = (value: string): Buffer => Buffer.from(value, 'utf8');

/** YYMMDD, one digit a byte. */
const date = (value: Date): Buffer =>
  Buffer.from(value.toISOString().slice(2, 10).replaceAll('-', '').split('').map(Number));

export function makeCvc(content: CvcContent, signer: SigningKey): Buffer {
  const curve = content.isRoot
    ? [
        tlv('81', DOMAIN.prime),
        tlv('82', DOMAIN.a),
        tlv('83', DOMAIN.b),
        tlv('84', DOMAIN.base),
        tlv('85', DOMAIN.order),
      ]
    : [];
  const cofactor = content.isRoot ? [tlv('87', DOMAIN.cofactor)] : [];
  const publicKey = tlv('7f49', tlv('06', OID.taEcdsaSha256), ...curve, tlv('86', content.holderPoint), ...cofactor);
  const body = tlv(
    '7f4e',
    tlv('5f29', '00'),
    tlv('42', text(content.issuer)),
    publicKey,
    tlv('5f20', text(content.holder)),
    chatTemplate(content.chat),
    tlv('5f25', date(content.from)),
    tlv('5f24', date(content.to)),
    ...(content.extensions.length > 0 ? [tlv('65', ...content.extensions)] : []),
  );
  return tlv('7f21', body, tlv('5f37', signer.sign(body)));
}

/** Certificate holder authorisation template of an authentication terminal. */
export const chatTemplate = (chat: Buffer): Buffer =>
  tlv('7f4c', tlv('06', OID.authenticationTerminal), tlv('53', chat));
