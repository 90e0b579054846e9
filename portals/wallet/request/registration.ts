import { decodeJwt, decodeProtectedHeader } from 'jose';
import { z } from 'zod';
import { err, ok, type Result } from '../../../foundation/result.ts';
import {
  ATTRIBUTES,
  type ClaimPath,
  claimsOf,
  PID_FORMATS,
  PID_TYPE,
  type PidFormat,
  startsWith,
} from '../attributes.ts';
import type { WalletRegistration } from '../contract.ts';
import { LIMITS } from '../limits.ts';

export type RegistrationProblem =
  | 'malformed' // no compact JWS, or its claims are not those of ETSI TS 119 475
  | 'wrong-type' // header `typ` is neither of its names
  | 'no-pid'; // covers no kind of identity that is asked for here

export interface ReadRegistration {
  readonly registration: WalletRegistration;
  /** Kinds of identity that it covers, in our order. */
  readonly formats: readonly PidFormat[];
}

/** ETSI TS 119 475, table 5; `rc-rp+jwt` is what the German sandbox issued before. */
const TYPES: readonly unknown[] = ['rc-wrp+jwt', 'rc-rp+jwt'];

/** The longest life of one without `exp` (ETSI TS 119 475, GEN-5.2.4-08). */
const TWELVE_MONTHS = 365 * 24 * 3_600_000;

const Claim = z.looseObject({ path: z.array(z.union([z.string(), z.number(), z.null()])).min(1) });

const Credential = z.looseObject({
  format: z.string(),
  meta: z.looseObject({ vct_values: z.array(z.string()).optional(), doctype_value: z.string().optional() }),
  claim: z.array(Claim).optional(),
  claims: z.array(Claim).optional(),
});

/** ETSI TS 119 475, tables 7 and 9, as far as it is read here. */
const Claims = z.looseObject({
  name: z.string().min(1).optional(),
  sub_ln: z.string().min(1).optional(),
  purpose: z.array(z.looseObject({ lang: z.string(), value: z.string().min(1) })).min(1),
  privacy_policy: z.url(),
  credentials: z.array(Credential),
  iat: z.number(),
  exp: z.number().optional(),
});

/**
 * Reads a registration certificate: who asks, what for, and what may be asked.
 * Its signature is for the wallet to check; here it is our own configuration.
 * @param certificate compact JWS, as the registrar gave it
 */
export function readRegistration(certificate: string): Result<ReadRegistration, RegistrationProblem> {
  if (certificate.length > LIMITS.registrationCharacters) return err('malformed');
  let claims: z.infer<typeof Claims>;
  try {
    if (!TYPES.includes(decodeProtectedHeader(certificate).typ)) return err('wrong-type');
    claims = Claims.parse(decodeJwt(certificate));
  } catch {
    return err('malformed');
  }
  const name = claims.name ?? claims.sub_ln;
  const purpose = claims.purpose.find(({ lang }) => /^de\b/i.test(lang)) ?? claims.purpose[0];
  if (name === undefined || purpose === undefined) return err('malformed');
  const registered = new Map(PID_FORMATS.map((format) => [format, pathsOf(claims.credentials, format)] as const));
  const formats = PID_FORMATS.filter((format) => registered.get(format)?.length);
  if (formats.length === 0) return err('no-pid');
  const covers = (format: PidFormat, asked: ClaimPath) =>
    registered.get(format)?.some((path) => startsWith(asked, path)) === true;
  return ok({
    formats,
    registration: {
      name,
      purpose: purpose.value,
      privacyPolicyUrl: claims.privacy_policy,
      mayAsk: ATTRIBUTES.filter((attribute) =>
        formats.every((format) => claimsOf(attribute, format).every((asked) => covers(format, asked))),
      ),
      validUntil: claims.exp === undefined ? claims.iat * 1000 + TWELVE_MONTHS : claims.exp * 1000,
    },
  });
}

/** Paths that are registered for this kind of identity; steps into arrays (`null`, an index) end a path. */
function pathsOf(credentials: readonly z.infer<typeof Credential>[], format: PidFormat): ClaimPath[] {
  return credentials
    .filter(
      ({ format: of, meta }) =>
        of === format && (meta.vct_values?.includes(PID_TYPE[format]) || meta.doctype_value === PID_TYPE[format]),
    )
    .flatMap(({ claim, claims }) => claim ?? claims ?? [])
    .map(({ path }) => {
      const end = path.findIndex((part) => typeof part !== 'string');
      return (end === -1 ? path : path.slice(0, end)) as string[];
    })
    .filter((path) => path.length > 0);
}
