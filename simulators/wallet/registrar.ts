import { CompactSign } from 'jose';
import { type CertifiedKey, createWalletPki } from './pki.ts';

/** What an office gets when it registers: files for its terminal, and the roots that wallets trust for them. */
export interface RegisteredOffice {
  readonly access: CertifiedKey;
  /** Compact JWS. */
  readonly registrationCertificate: string;
  readonly accessRootPem: string;
  readonly registrarRootPem: string;
}

export interface RegistrationEntry {
  readonly name: string;
  /** German. */
  readonly purpose: string;
  readonly privacyPolicyUrl: string;
  /** Names of claims that are registered, by kind of identity; all that a terminal may ask for, if not given. */
  readonly claims?: { readonly 'dc+sd-jwt': readonly string[]; readonly mso_mdoc: readonly string[] };
  /** Epoch milliseconds. */
  readonly issuedAt: number;
  readonly validUntil: number;
}

const EVERYTHING = {
  'dc+sd-jwt': [
    'given_name',
    'family_name',
    'birthdate',
    'birth_family_name',
    'place_of_birth',
    'nationalities',
    'address',
  ],
  mso_mdoc: [
    'given_name',
    'family_name',
    'birth_date',
    'family_name_birth',
    'place_of_birth',
    'nationality',
    'resident_street',
    'resident_postal_code',
    'resident_city',
    'resident_country',
  ],
} as const;

const PID_MDOC = 'eu.europa.ec.eudi.pid.1';

/** The registrar (CIR (EU) 2025/848; certificates by ETSI TS 119 411-8 and TS 119 475). */
export async function registerOffice(entry: RegistrationEntry): Promise<RegisteredOffice> {
  const accessPki = await createWalletPki('Access Certificate');
  const registrarPki = await createWalletPki('Registrar');
  const registrar = await registrarPki.issue('Registrar');
  const { claims = EVERYTHING } = entry;
  const payload = {
    name: entry.name,
    sub_ln: entry.name,
    sub: 'LEIDE-00000000000000000000',
    country: 'DE',
    purpose: [
      { lang: 'en-GB', value: 'Identification at the citizen terminal' },
      { lang: 'de-DE', value: entry.purpose },
    ],
    privacy_policy: entry.privacyPolicyUrl,
    public_body: true,
    credentials: [
      {
        format: 'dc+sd-jwt',
        meta: { vct_values: ['urn:eudi:pid:de:1'] },
        claim: claims['dc+sd-jwt'].map((name) => ({ path: [name] })),
      },
      {
        format: 'mso_mdoc',
        meta: { doctype_value: PID_MDOC },
        claim: claims.mso_mdoc.map((name) => ({ path: [PID_MDOC, name] })),
      },
    ],
    iat: Math.floor(entry.issuedAt / 1000),
    exp: Math.floor(entry.validUntil / 1000),
  };
  return {
    access: await accessPki.issue(entry.name),
    registrationCertificate: await new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
      .setProtectedHeader({ alg: 'ES256', typ: 'rc-wrp+jwt', x5c: [...registrar.x5c] })
      .sign(registrar.key),
    accessRootPem: accessPki.rootPem,
    registrarRootPem: registrarPki.rootPem,
  };
}
