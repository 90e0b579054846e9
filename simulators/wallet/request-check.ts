import { createHash, X509Certificate } from 'node:crypto';
import { compactVerify, decodeProtectedHeader } from 'jose';
import { z } from 'zod';
import { err, ok, type Result } from '../../foundation/result.ts';
import { certificatesOf, reachesRoot } from '../../foundation/x509/certificate-path.ts';

/** Roots that a wallet knows relying parties by. */
export interface WalletRoots {
  readonly accessRootPem: string;
  readonly registrarRootPem: string;
}

/** Why a wallet refuses a request before anybody is asked. */
export type RequestRefusal =
  | 'not-a-request' // no request object of OpenID4VP 1.0 with HAIP 1.0
  | 'signature'
  | 'untrusted' // no chain from the access certificate to a root
  | 'wrong-client' // client_id is not the certificate's, or not the one of the QR code
  | 'foreign-response-uri' // the answer would go to another host than the request came from
  | 'expired'
  | 'registration' // none, or not one of the registrar
  | 'over-asking'; // asks for more than is registered

const Claim = z.looseObject({ id: z.string().optional(), path: z.array(z.string()).min(1) });
const Meta = z.looseObject({ vct_values: z.array(z.string()).optional(), doctype_value: z.string().optional() });
const Query = z.looseObject({
  id: z.string(),
  format: z.string(),
  meta: Meta,
  claims: z.array(Claim),
  claim_sets: z.array(z.array(z.string())).optional(),
});

const Request = z.looseObject({
  aud: z.literal('https://self-issued.me/v2'),
  exp: z.number(),
  client_id: z.string(),
  response_type: z.literal('vp_token'),
  response_mode: z.literal('direct_post.jwt'),
  response_uri: z.url(),
  nonce: z.string().min(22),
  state: z.string(),
  dcql_query: z.looseObject({
    credentials: z.array(Query).min(1),
    credential_sets: z.array(z.looseObject({ options: z.array(z.array(z.string())) })).optional(),
  }),
  client_metadata: z.looseObject({
    jwks: z.object({
      keys: z.array(z.looseObject({ kty: z.string(), alg: z.literal('ECDH-ES'), kid: z.string() })).min(1),
    }),
    encrypted_response_enc_values_supported: z.array(z.string()),
    vp_formats_supported: z.record(z.string(), z.unknown()),
  }),
  verifier_info: z.array(z.looseObject({ format: z.string(), data: z.string() })),
});
export type CheckedRequest = z.infer<typeof Request>;

const Registration = z.looseObject({
  name: z.string(),
  purpose: z.array(z.looseObject({ lang: z.string(), value: z.string() })).min(1),
  exp: z.number(),
  credentials: z.array(z.looseObject({ format: z.string(), meta: Meta, claim: z.array(Claim) })),
});
export type CheckedRegistration = z.infer<typeof Registration>;

/**
 * What a careful wallet checks of a request object (OpenID4VP 1.0, section 5; HAIP 1.0, section 5.1; TS 119 475).
 * @param expected what the QR code said
 * @param now epoch milliseconds
 */
export async function checkRequest(
  requestObject: string,
  expected: { readonly clientId: string; readonly requestUri: string },
  roots: WalletRoots,
  now: number,
): Promise<Result<{ request: CheckedRequest; registration: CheckedRegistration }, RequestRefusal>> {
  const signed = await openSigned(requestObject, 'oauth-authz-req+jwt', roots.accessRootPem, now);
  if (!signed.ok) return signed;
  const read = Request.safeParse(signed.value.claims);
  if (!read.success) return err('not-a-request');
  const request = read.data;
  const hash = createHash('sha256').update(signed.value.leaf.raw).digest('base64url');
  if (request.client_id !== `x509_hash:${hash}` || request.client_id !== expected.clientId) return err('wrong-client');
  if (new URL(request.response_uri).host !== new URL(expected.requestUri).host) return err('foreign-response-uri');
  if (request.exp * 1000 <= now) return err('expired');
  const registered = await checkRegistration(request, roots, now);
  return registered.ok ? ok({ request, registration: registered.value }) : registered;
}

async function checkRegistration(
  request: CheckedRequest,
  roots: WalletRoots,
  now: number,
): Promise<Result<CheckedRegistration, RequestRefusal>> {
  const certificate = request.verifier_info.find(({ format }) => format === 'registration_cert');
  if (certificate === undefined) return err('registration');
  const signed = await openSigned(certificate.data, 'rc-wrp+jwt', roots.registrarRootPem, now);
  const read = signed.ok ? Registration.safeParse(signed.value.claims) : null;
  if (!read?.success || read.data.exp * 1000 <= now) return err('registration');
  const mayAsk = (format: string, path: readonly string[]) =>
    read.data.credentials.some(
      (credential) =>
        credential.format === format &&
        credential.claim.some((claim) => claim.path.every((part, at) => part === path[at])),
    );
  const within = request.dcql_query.credentials.every(({ format, claims }) =>
    claims.every(({ path }) => mayAsk(format, path)),
  );
  return within ? ok(read.data) : err('over-asking');
}

async function openSigned(
  jws: string,
  typ: string,
  rootPem: string,
  now: number,
): Promise<Result<{ claims: unknown; leaf: X509Certificate }, 'not-a-request' | 'signature' | 'untrusted'>> {
  try {
    const header = decodeProtectedHeader(jws);
    const chain = (header.x5c ?? []).map((der) => new X509Certificate(Buffer.from(der, 'base64')));
    const [leaf, ...others] = chain;
    if (header.typ !== typ || leaf === undefined) return err('not-a-request');
    if (!reachesRoot(leaf, others, certificatesOf([rootPem]) ?? [], now)) return err('untrusted');
    const { payload } = await compactVerify(jws, leaf.publicKey, { algorithms: ['ES256'] });
    return ok({ claims: JSON.parse(new TextDecoder().decode(payload)), leaf });
  } catch {
    return err('signature');
  }
}
