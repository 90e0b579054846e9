import { createHash, randomUUID, X509Certificate } from 'node:crypto';
import { setGlobalConfig } from '@openid4vc/oauth2';
import { isOpenid4vpAuthorizationRequestDcApi, Openid4vpClient } from '@openid4vc/openid4vp';
import { type DcqlCredential, DcqlQuery, type DcqlQueryResult } from 'dcql';
import { CompactEncrypt, compactVerify, importJWK, type JWK } from 'jose';
import type { Bound, Held, Path } from './held.ts';
import { mdocCredential, presentMdoc } from './second-mdoc.ts';
import { presentSdJwt, sdJwtCredential } from './second-sd-jwt.ts';

/** The relay of this test speaks HTTP on loopback. */
setGlobalConfig({ allowInsecureUrls: true });

/**
 * A wallet put together from other libraries than `simulators/wallet`: the protocol of `@openid4vc/openid4vp`, the choice of
 * credentials and claims of `dcql`, SD-JWT of `@meeco/sd-jwt`, mdoc of `@auth0/mdl`.
 */
export async function answer(qrText: string, held: Held): Promise<Response> {
  const client = new Openid4vpClient({ callbacks: CALLBACKS });
  const parsed = client.parseOpenid4vpAuthorizationRequest({ authorizationRequest: qrText });
  const { authorizationRequestPayload: request, dcql } = await client.resolveOpenId4vpAuthorizationRequest({
    authorizationRequestPayload: parsed.params,
  });
  if (!dcql || isOpenid4vpAuthorizationRequestDcApi(request) || !request.response_uri)
    throw new Error('no request by DCQL to a response_uri');
  const query = DcqlQuery.parse(dcql.query as DcqlQuery.Input);
  DcqlQuery.validate(query);
  const found = DcqlQuery.query(query, await credentialsOf(held));
  if (!found.can_be_satisfied) throw new Error('nothing in this wallet answers the query');
  const encryptionKey = request.client_metadata?.jwks?.keys[0] as JWK;
  const bound = { clientId: request.client_id, nonce: request.nonce, responseUri: request.response_uri, encryptionKey };
  const made = await client.createOpenid4vpAuthorizationResponse({
    authorizationRequestPayload: request,
    authorizationResponsePayload: { vp_token: await presentationsOf(query, found, held, bound) },
    jarm: {
      encryption: { nonce: randomUUID() },
      serverMetadata: {
        authorization_signing_alg_values_supported: [],
        authorization_encryption_alg_values_supported: ['ECDH-ES'],
        authorization_encryption_enc_values_supported: ['A128GCM', 'A256GCM'],
      },
    },
  });
  const { response } = await client.submitOpenid4vpAuthorizationResponse({
    authorizationRequestPayload: request,
    authorizationResponsePayload: made.authorizationResponsePayload,
    ...(made.jarm ? { jarm: made.jarm } : {}),
  });
  return response;
}

async function credentialsOf({ sdJwt, mdoc }: Held): Promise<DcqlCredential[]> {
  return [...(sdJwt ? [await sdJwtCredential(sdJwt)] : []), ...(mdoc ? [mdocCredential(mdoc)] : [])];
}

/** Of the alternatives (`credential_sets`) the first that the wallet can serve. */
async function presentationsOf(
  query: DcqlQuery,
  found: DcqlQueryResult,
  held: Held,
  bound: Bound,
): Promise<Record<string, [string]>> {
  const [option = []] = found.credential_sets?.[0]?.matching_options ?? [Object.keys(found.credential_matches)];
  const presented = option.map(async (id): Promise<[string, [string]]> => {
    const asked = query.credentials.find((credential) => credential.id === id);
    const match = found.credential_matches[id]?.valid_credentials?.[0];
    const indexes = match?.claims.valid_claim_sets?.[0]?.valid_claim_indexes ?? [];
    const paths = indexes.map((index) => pathOf(asked?.claims?.[index]));
    const present = asked?.format === 'mso_mdoc' ? presentMdoc : presentSdJwt;
    return [id, [await present(held, paths, bound)]];
  });
  return Object.fromEntries(await Promise.all(presented));
}

const pathOf = (claim: object | undefined) => (claim && 'path' in claim ? (claim.path as Path) : []);

const HASHES: Readonly<Record<string, string>> = { 'sha-256': 'sha256', 'sha-384': 'sha384', 'sha-512': 'sha512' };

/** What the library leaves to whoever uses it: cryptography. */
const CALLBACKS: ConstructorParameters<typeof Openid4vpClient>[0]['callbacks'] = {
  fetch,
  hash: (data, algorithm) =>
    createHash(HASHES[algorithm] ?? algorithm)
      .update(data)
      .digest(),
  signJwt: () => Promise.reject(new Error('a wallet signs no response')),
  decryptJwe: () => Promise.reject(new Error('no wallet is answered in secret')),
  getX509CertificateMetadata: () => ({ sanDnsNames: [], sanUriNames: [] }),
  async verifyJwt(signer, { compact }) {
    if (signer.method !== 'x5c' || !signer.x5c[0]) return { verified: false };
    const { publicKey } = new X509Certificate(Buffer.from(signer.x5c[0], 'base64'));
    await compactVerify(compact, publicKey);
    return { verified: true, signerJwk: publicKey.export({ format: 'jwk' }) as JWK & { kty: string } };
  },
  async encryptJwe(encryptor, data) {
    if (encryptor.method !== 'jwk') throw new Error(encryptor.method);
    // Parties of the key agreement (RFC 7518, section 4.6.1), as wallets of earlier drafts have to name them.
    const { publicJwk, alg, enc, apu = '', apv = '' } = encryptor;
    const header = { alg, enc, ...(publicJwk.kid ? { kid: publicJwk.kid } : {}) };
    const jwe = await new CompactEncrypt(new TextEncoder().encode(data))
      .setProtectedHeader(header)
      .setKeyManagementParameters({ apu: Buffer.from(apu, 'base64url'), apv: Buffer.from(apv, 'base64url') })
      .encrypt(await importJWK(publicJwk as JWK, alg));
    return { jwe, encryptionJwk: publicJwk };
  },
};
