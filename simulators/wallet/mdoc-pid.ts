import { createPublicKey } from 'node:crypto';
import type { IssuerSigned } from '@owf/mdoc';
import type { WalletFault } from './faults.ts';
import { mdoc, signingWith } from './mdoc-context.ts';
import type { PidData } from './pid-data.ts';
import { type PidOrder, statusKind } from './sd-jwt-pid.ts';

export const PID_NAMESPACE = 'eu.europa.ec.eudi.pid.1';
const MDL = 'org.iso.18013.5.1.mDL';

/** ES256K (RFC 8812): a real algorithm, but not one that the profile allows. */
const NOT_ALLOWED = -47;

/** A PID as mdoc (ARF, annex 3.01, chapter 4). */
export async function issueMdoc(order: PidOrder): Promise<IssuerSigned> {
  const { data, holder, signer, validFrom, validUntil, statusList, faults } = order;
  const signing = signingWith(signer.key);
  const jwk = createPublicKey(holder).export({ format: 'jwk' });
  const deviceKey = mdoc.DeviceKey.fromJwk(jwk as Record<string, unknown>);
  const certificates = signer.x5c.map((der) => Buffer.from(der, 'base64'));
  const signed = await new mdoc.IssuerSignedBuilder(isOtherDocument(faults) ? MDL : PID_NAMESPACE, signing)
    .addIssuerNamespace(PID_NAMESPACE, elementsOf(data))
    .sign({
      signingKey: deviceKey,
      algorithm: mdoc.SignatureAlgorithm.ES256,
      digestAlgorithm: 'SHA-256',
      validityInfo: {
        signed: new Date(validFrom),
        validFrom: new Date(validFrom),
        validUntil: new Date(validUntil),
      },
      deviceKeyInfo: { deviceKey },
      certificates,
    });
  // The builder knows no status list: signed once more, with it.
  const object = signed.issuerAuth.mobileSecurityObject;
  if (!faults.has('no-status')) {
    const status = new Map([[statusKind(faults), new Map(Object.entries(statusList))]]);
    object.decodedStructure.set('status' as never, status as never);
  }
  const issuerAuth = await mdoc.IssuerAuth.create(
    {
      payload: object,
      protectedHeaders: new Map([[mdoc.Header.Algorithm, algorithmOf(faults)]]),
      unprotectedHeaders: new Map([[mdoc.Header.X5Chain, certificates]]),
      signingKey: deviceKey,
    },
    faults.has('wrong-signature') ? signingWith(holder) : signing,
  );
  if (!signed.issuerNamespaces) throw new Error('the builder made no elements');
  return mdoc.IssuerSigned.create({ issuerNamespaces: signed.issuerNamespaces, issuerAuth });
}

const isOtherDocument = (faults: ReadonlySet<WalletFault>) => faults.has('wrong-type') || faults.has('disguised-type');

const algorithmOf = (faults: ReadonlySet<WalletFault>) =>
  faults.has('algorithm-none') ? NOT_ALLOWED : mdoc.SignatureAlgorithm.ES256;

function elementsOf(data: PidData): Map<string, unknown> {
  const { address } = data;
  const elements = {
    given_name: data.givenName,
    family_name: data.familyName,
    // A full-date (RFC 8943) has a day; where the register has none, the text remains.
    birth_date: /-00/.test(data.birthDate) ? data.birthDate : new mdoc.DateOnly(data.birthDate),
    family_name_birth: data.birthFamilyName,
    place_of_birth: data.placeOfBirth === undefined ? undefined : new Map([['locality', data.placeOfBirth]]),
    nationality: data.nationalities,
    resident_street: address?.street,
    resident_postal_code: address?.postalCode,
    resident_city: address?.city,
    resident_country: address?.country,
    source_document_type: 'ID',
    issuing_country: 'DE',
  };
  return new Map(Object.entries(elements).filter(([, value]) => value !== undefined));
}
