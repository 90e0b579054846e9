import { randomBytes } from 'node:crypto';
import { CompactSign, exportJWK, generateKeyPair, type JWK } from 'jose';
import { CONTENT_ENCRYPTION, COSE_SIGNATURES, SIGNATURES } from '../algorithms.ts';
import type { PidFormat } from '../attributes.ts';
import type { WalletRequest } from '../contract.ts';
import type { AccessCertificate } from './access-certificate.ts';
import { dcqlQuery } from './dcql.ts';

/** What was asked, and the secrets of this one question: an answer is held against it. Lives in the session only. */
export interface AskedQuestion {
  readonly clientId: string;
  readonly responseUri: string;
  readonly nonce: string;
  readonly state: string;
  readonly request: WalletRequest;
  readonly formats: readonly PidFormat[];
  /** Epoch milliseconds. */
  readonly askedAt: number;
  /** The key that the answer has to be encrypted to; made for this question, never written anywhere. */
  readonly encryption: { readonly publicJwk: JWK & { readonly kid: string }; readonly privateKey: CryptoKey };
}

export async function newQuestion(
  options: Pick<AskedQuestion, 'clientId' | 'responseUri' | 'request' | 'formats' | 'askedAt'>,
): Promise<AskedQuestion> {
  const { publicKey, privateKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256' });
  const kid = random();
  const publicJwk = { ...(await exportJWK(publicKey)), use: 'enc', alg: 'ECDH-ES', kid };
  return { ...options, nonce: random(), state: random(), encryption: { publicJwk, privateKey } };
}

/** 256 bits in base64url. */
export const random = (): string => randomBytes(32).toString('base64url');

/**
 * The signed request object (RFC 9101; OpenID4VP 1.0, section 5; HAIP 1.0, section 5.1).
 * @param registrationCertificate compact JWS, passed on as it is
 * @param validUntil epoch milliseconds
 */
export async function signRequestObject(
  asked: AskedQuestion,
  access: AccessCertificate,
  registrationCertificate: string,
  validUntil: number,
): Promise<string> {
  const { clientId, responseUri, nonce, state, encryption } = asked;
  const claims = {
    iss: clientId,
    // OpenID4VP 1.0, section 5.8: the audience when the wallet's own identifier is not known.
    aud: 'https://self-issued.me/v2',
    iat: Math.floor(asked.askedAt / 1000),
    exp: Math.floor(validUntil / 1000),
    client_id: clientId,
    response_type: 'vp_token',
    response_mode: 'direct_post.jwt',
    response_uri: responseUri,
    nonce,
    state,
    dcql_query: dcqlQuery(asked.request, asked.formats),
    client_metadata: {
      jwks: { keys: [encryption.publicJwk] },
      encrypted_response_enc_values_supported: CONTENT_ENCRYPTION,
      vp_formats_supported: {
        'dc+sd-jwt': { 'sd-jwt_alg_values': SIGNATURES, 'kb-jwt_alg_values': SIGNATURES },
        mso_mdoc: {
          issuerauth_alg_values: [...COSE_SIGNATURES.keys()],
          deviceauth_alg_values: [...COSE_SIGNATURES.keys()],
        },
      },
    },
    verifier_info: [{ format: 'registration_cert', data: registrationCertificate }],
  };
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'ES256', typ: 'oauth-authz-req+jwt', x5c: [...access.x5c] })
    .sign(access.key);
}
