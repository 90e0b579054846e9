import type { X509Certificate } from 'node:crypto';
import { compactVerify, decodeProtectedHeader, errors, type ProtectedHeaderParameters } from 'jose';
import { z } from 'zod';
import { err, ok, type Result } from '../../../foundation/result.ts';
import { chainOf } from '../../../foundation/x509/certificate-path.ts';
import { SIGNATURES } from '../algorithms.ts';
import { PID_TYPE } from '../attributes.ts';
import { type CheckedPresentation, doubtOfValidity, factsOf, wasAskedFor } from '../checked-presentation.ts';
import type { WalletDoubt } from '../contract.ts';
import { parseForeignJson } from '../foreign-json.ts';
import { LIMITS } from '../limits.ts';
import type { AskedQuestion } from '../request/request-object.ts';
import type { TrustList } from '../trust/trust-list.ts';
import { disclose } from './disclosures.ts';
import { Confirmation, checkKeyBinding } from './key-binding.ts';

/** What stands in the clear (SD-JWT VC, section 3.2.2.2); times in seconds. */
const Signed = z.looseObject({
  vct: z.string(),
  exp: z.number(),
  nbf: z.number().optional(),
  iat: z.number().optional(),
  _sd_alg: z.string().optional(),
  status: z.unknown().optional(),
  cnf: Confirmation.optional(),
});

/**
 * Checks an SD-JWT VC with key binding (RFC 9901, section 7.3; HAIP 1.0, section 6.1): who issued it and whether they
 * are trusted, its type and validity, that the holder answers this question, and that it tells what was asked and no more.
 * @param now epoch milliseconds
 */
export async function checkSdJwt(
  presentation: string,
  asked: AskedQuestion,
  trust: TrustList,
  now: number,
): Promise<Result<CheckedPresentation, WalletDoubt>> {
  const parts = presentation.split('~');
  const [jwt = '', ...rest] = parts;
  const keyBinding = rest.pop();
  if (keyBinding === undefined) return err('malformed');
  if (rest.length > LIMITS.disclosures) return err('too-large');

  const issued = await checkIssuerSignature(jwt, trust, now);
  if (!issued.ok) return issued;
  const { payload, leaf } = issued.value;
  const signed = Signed.safeParse(payload);
  if (!signed.success) return err('malformed');
  const { vct, exp, nbf, iat, _sd_alg, status, cnf } = signed.data;
  if (vct !== PID_TYPE['dc+sd-jwt']) return err('wrong-type');
  if (_sd_alg !== undefined && _sd_alg !== 'sha-256') return err('algorithm');
  const validFrom = (nbf ?? iat ?? 0) * 1000;
  const validUntil = exp * 1000;
  const invalid = doubtOfValidity(validFrom, validUntil, now);
  if (invalid !== null) return err(invalid);

  if (keyBinding === '' || cnf === undefined) return err('key-binding-missing');
  const bound = presentation.slice(0, presentation.length - keyBinding.length);
  const unbound = await checkKeyBinding(keyBinding, bound, cnf, asked, now);
  if (unbound !== null) return err(unbound);

  const disclosed = disclose(signed.data, rest);
  if (!disclosed.ok) return disclosed;
  const { claims, paths } = disclosed.value;
  if (!paths.every((path) => wasAskedFor(path, asked.request, 'dc+sd-jwt'))) return err('too-much');
  return ok({
    format: 'dc+sd-jwt',
    claims,
    issuer: factsOf(leaf),
    validFrom,
    validUntil,
    status,
  });
}

async function checkIssuerSignature(
  jwt: string,
  trust: TrustList,
  now: number,
): Promise<Result<{ readonly payload: unknown; readonly leaf: X509Certificate }, WalletDoubt>> {
  let header: ProtectedHeaderParameters;
  try {
    header = decodeProtectedHeader(jwt);
  } catch {
    return err('malformed');
  }
  if (!SIGNATURES.some((alg) => alg === header.alg)) return err('algorithm');
  if (header.typ !== 'dc+sd-jwt') return err('wrong-type');
  const chain = chainOf(header.x5c ?? []);
  if (chain === null) return err('malformed');
  const [leaf] = chain;
  if (leaf === undefined || !trust.trusts(chain, 'pid', now)) return err('issuer-untrusted');
  try {
    const { payload } = await compactVerify(jwt, leaf.publicKey, { algorithms: [...SIGNATURES] });
    return ok({ payload: parseForeignJson(new TextDecoder().decode(payload)), leaf });
  } catch (thrown) {
    return err(thrown instanceof errors.JWSInvalid ? 'malformed' : 'signature');
  }
}
