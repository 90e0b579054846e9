import { z } from 'zod';
import type { Identity } from '../../identity/contract.ts';
import type { PidFormat } from '../attributes.ts';
import type { WalletAttribute, WalletRequest } from '../contract.ts';

/** A blank or a filler is what an issuer says when the register has nothing. */
const FILLER = /^[\s\-–—<]*$/;

/** Letters stay as the register has them: "MÜLLER" is not made "Müller" here. DIN 91379 wants NFC. */
const Text = z.string().transform((text) => (FILLER.test(text) ? undefined : text.normalize('NFC').trim()));
const MaybeText = z.preprocess((value) => value ?? undefined, Text.optional().catch(undefined));

const Place = z.union([
  Text,
  z
    .looseObject({ locality: MaybeText, region: MaybeText, country: MaybeText })
    .transform(({ locality, region, country }) => locality ?? region ?? country),
]);

/** One nationality or several; ISO 3166-1 alpha-2. */
const Nationality = z.union([Text, z.array(z.string()).transform((codes) => codes.join(', ') || undefined)]);

const Address = z.looseObject({
  street_address: MaybeText,
  postal_code: MaybeText,
  locality: MaybeText,
  country: MaybeText,
});

/** Claims under the name that the kind of identity gives them. */
const NAMES = {
  'dc+sd-jwt': { birthdate: 'birthdate', birthName: 'birth_family_name', nationality: 'nationalities' },
  mso_mdoc: { birthdate: 'birth_date', birthName: 'family_name_birth', nationality: 'nationality' },
} as const satisfies Record<PidFormat, Record<string, string>>;

/**
 * The neutral identity of a PID's claims: what was asked for, nothing else. What the PID does not carry is left out.
 * @returns `null` if a claim has a form that a PID does not give it
 */
export function identityOf(
  format: PidFormat,
  claims: Readonly<Record<string, unknown>>,
  request: WalletRequest,
): Identity | null {
  const names = NAMES[format];
  const read: Readonly<Record<WalletAttribute, () => Identity>> = {
    GivenNames: () => defined({ givenNames: MaybeText.parse(claims.given_name) }),
    FamilyName: () => defined({ familyName: MaybeText.parse(claims.family_name) }),
    BirthName: () => defined({ birthName: MaybeText.parse(claims[names.birthName]) }),
    DateOfBirth: () => defined({ dateOfBirth: dateOf(claims[names.birthdate]) }),
    PlaceOfBirth: () => defined({ placeOfBirth: Place.optional().parse(claims.place_of_birth) }),
    Nationality: () => defined({ nationality: Nationality.optional().parse(claims[names.nationality]) }),
    Address: () => defined({ address: addressOf(format, claims) }),
  };
  try {
    const asked = [...request.required, ...request.optional];
    return Object.assign({}, ...asked.map((attribute) => read[attribute]()));
  } catch (thrown) {
    if (thrown instanceof z.ZodError) return null;
    throw thrown;
  }
}

/** Attributes that were required and are not there. */
export function missingOf(identity: Identity, request: WalletRequest): WalletAttribute[] {
  const there: Readonly<Record<WalletAttribute, unknown>> = {
    GivenNames: identity.givenNames,
    FamilyName: identity.familyName,
    BirthName: identity.birthName,
    DateOfBirth: identity.dateOfBirth,
    PlaceOfBirth: identity.placeOfBirth,
    Nationality: identity.nationality,
    Address: identity.address,
  };
  return request.required.filter((attribute) => there[attribute] === undefined);
}

/** "1964-08-12"; an issuer may say no more than "1983", too. */
const BirthDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/);

/** What a register does not know is "00": "1983-00-00". */
function dateOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const [year, month = '00', day = '00'] = BirthDate.parse(value).split('-');
  return `${year}-${month}-${day}`;
}

function addressOf(format: PidFormat, claims: Readonly<Record<string, unknown>>): Identity['address'] {
  const parts =
    format === 'dc+sd-jwt'
      ? claims.address
      : {
          street_address: claims.resident_street,
          postal_code: claims.resident_postal_code,
          locality: claims.resident_city,
          country: claims.resident_country,
        };
  if (parts === undefined) return undefined;
  const { street_address: street, postal_code: postalCode, locality: city, country } = Address.parse(parts);
  const address = defined({ street, postalCode, city, country });
  return Object.keys(address).length === 0 ? undefined : address;
}

const defined = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as never;
