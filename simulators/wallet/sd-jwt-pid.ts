import { createHash, createHmac, createPublicKey, type KeyObject, randomBytes, sign } from 'node:crypto';
import { SDJwtInstance } from '@sd-jwt/core';
import type { WalletFault } from './faults.ts';
import type { PidData } from './pid-data.ts';
import type { CertifiedKey } from './pki.ts';

/** An identity to be issued, in either encoding. */
export interface PidOrder {
  readonly data: PidData;
  readonly holder: KeyObject;
  readonly signer: CertifiedKey;
  /** Epoch milliseconds. */
  readonly validFrom: number;
  readonly validUntil: number;
  readonly statusList: { readonly uri: string; readonly idx: number };
  readonly faults: ReadonlySet<WalletFault>;
}

export const statusKind = (faults: ReadonlySet<WalletFault>) =>
  faults.has('other-status') ? 'identifier_list' : 'status_list';

/** What `@sd-jwt/core` needs to hash and to draw salts. */
export const SD_JWT = {
  hashAlg: 'sha-256',
  hasher: (data: string | ArrayBuffer, alg: string) =>
    createHash(alg.replace('-', ''))
      .update(typeof data === 'string' ? data : new Uint8Array(data))
      .digest(),
  saltGenerator: (length: number) => randomBytes(length).toString('base64url'),
} as const;

/** ES256 as JWS wants it (RFC 7518, section 3.4). */
export const es256 = (key: KeyObject) => (data: string) =>
  sign('sha256', Buffer.from(data), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');

/** A PID as SD-JWT VC, claims as the German issuer makes them: each can be disclosed alone. */
export async function issueSdJwt(order: PidOrder): Promise<string> {
  const { holder, signer, validFrom, validUntil, statusList, faults } = order;
  const claims = claimsOf(order.data);
  const payload: Record<string, unknown> = {
    ...claims,
    vct: faults.has('wrong-type') ? 'urn:eudi:diploma:1' : 'urn:eudi:pid:de:1',
    iss: 'https://pid.example',
    iat: Math.floor(validFrom / 1000),
    nbf: Math.floor(validFrom / 1000),
    exp: Math.floor(validUntil / 1000),
    issuing_country: 'DE',
    issuing_authority: 'DE',
    ...(faults.has('no-status') ? {} : { status: { [statusKind(faults)]: statusList } }),
    ...(faults.has('no-holder-key') ? {} : { cnf: { jwk: createPublicKey(holder).export({ format: 'jwk' }) } }),
  };
  const frame = {
    _sd: Object.keys(claims),
    address: { _sd: Object.keys(claims.address ?? {}) },
    age_equal_or_over: { _sd: Object.keys(claims.age_equal_or_over) },
  };
  const digests = faults.has('other-digests') ? { ...SD_JWT, hashAlg: 'sha-512' as const } : SD_JWT;
  const instance = new SDJwtInstance({ ...digests, signer: es256(signer.key), signAlg: 'ES256' });
  const typ = faults.has('other-token-type') ? 'vc+sd-jwt' : 'dc+sd-jwt';
  const issued = await instance.issue(payload, frame as never, { header: { typ, x5c: signer.x5c } });
  return breakSignature(issued, signer, faults);
}

function claimsOf(data: PidData) {
  const { address } = data;
  return {
    given_name: data.givenName,
    family_name: data.familyName,
    birthdate: data.birthDate,
    nationalities: data.nationalities,
    age_equal_or_over: { '14': true, '16': true, '18': true, '65': false },
    source_document_type: 'ID',
    ...(data.birthFamilyName === undefined ? {} : { birth_family_name: data.birthFamilyName }),
    ...(data.placeOfBirth === undefined ? {} : { place_of_birth: { locality: data.placeOfBirth } }),
    ...(address === undefined
      ? {}
      : {
          address: {
            ...(address.street === undefined ? {} : { street_address: address.street }),
            ...(address.postalCode === undefined ? {} : { postal_code: address.postalCode }),
            locality: address.city,
            country: address.country,
          },
        }),
  };
}

function breakSignature(issued: string, { key, x5c }: CertifiedKey, faults: ReadonlySet<WalletFault>): string {
  const [jwt = '', ...disclosures] = issued.split('~');
  const [header = '', payload = '', signature = ''] = jwt.split('.');
  const signedAs = (alg: string, signatureOf: (data: string) => string) => {
    const data = `${Buffer.from(JSON.stringify({ typ: 'dc+sd-jwt', alg, x5c })).toString('base64url')}.${payload}`;
    return [`${data}.${signatureOf(data)}`, ...disclosures].join('~');
  };
  if (faults.has('algorithm-none')) return signedAs('none', () => '');
  if (faults.has('algorithm-hmac')) {
    const secret = createPublicKey(key).export({ type: 'spki', format: 'pem' });
    return signedAs('HS256', (data) => createHmac('sha256', secret).update(data).digest('base64url'));
  }
  if (!faults.has('wrong-signature')) return issued;
  const other = Buffer.from(signature, 'base64url').map((byte, at) => (at === 10 ? byte ^ 1 : byte));
  return [`${header}.${payload}.${Buffer.from(other).toString('base64url')}`, ...disclosures].join('~');
}
