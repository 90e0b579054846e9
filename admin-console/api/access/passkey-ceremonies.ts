import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { Refusal } from '../../../foundation/errors.ts';
import { ACCESS_DELAYS } from '../../domain/access/delays.ts';
import type { NewPasskey, PasskeyRow } from '../../store/access/passkeys.ts';
import type { PasskeyAnswer, PasskeyMade } from './schemas.ts';

/** The page that asks: what is made for one name is good for no other (Web Authentication Level 3, "RP ID"). */
export interface PasskeySite {
  readonly origin: string;
  readonly rpId: string;
}

/** @returns `null` for an address that is a number: browsers make passkeys for names only */
export function siteOf(origin: string): PasskeySite | null {
  const { hostname } = new URL(origin);
  return /^\d+(\.\d+){3}$|^\[/.test(hostname) ? null : { origin, rpId: hostname };
}

/** ES256, EdDSA, RS256 (IANA, "COSE Algorithms"). */
const ALGORITHMS = [-7, -8, -257];

/** Loaded when somebody uses it: a hub at rest does not hold it. */
const library = () => import('@simplewebauthn/server');

/** What the browser is asked in order to make a passkey. @param challenge 32 bytes, base64url */
export async function creationOptions(
  { rpId }: PasskeySite,
  staff: { readonly id: string; readonly name: string },
  challenge: string,
  known: readonly Pick<PasskeyRow, 'id' | 'transports'>[],
) {
  const { generateRegistrationOptions } = await library();
  return generateRegistrationOptions({
    rpName: 'Bürger-Terminal',
    rpID: rpId,
    userName: staff.name,
    userID: new TextEncoder().encode(staff.id),
    challenge: bytesOf(challenge),
    timeout: ACCESS_DELAYS.challenge,
    attestationType: 'none',
    excludeCredentials: known.map(({ id, transports }) => ({ id, transports: [...transports] })),
    // One signs in without saying who one is, and the passkey asks for finger, face or PIN.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: ALGORITHMS,
  });
}

/** @throws Refusal `passkey-invalid` */
export async function madePasskey(
  { origin, rpId }: PasskeySite,
  challenge: string,
  made: PasskeyMade,
): Promise<NewPasskey> {
  const { verifyRegistrationResponse } = await library();
  const { registrationInfo } = await orInvalid(() =>
    verifyRegistrationResponse({
      response: made as unknown as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    }),
  );
  if (!registrationInfo) throw new Refusal('passkey-invalid');
  const { id, publicKey, counter } = registrationInfo.credential;
  return {
    id,
    publicKey: Buffer.from(publicKey).toString('base64url'),
    counter,
    transports: made.response.transports ?? [],
  };
}

/** What the browser is asked in order to use one: whichever passkey of this hub there is. */
export async function requestOptions({ rpId }: PasskeySite, challenge: string) {
  const { generateAuthenticationOptions } = await library();
  return generateAuthenticationOptions({
    rpID: rpId,
    challenge: bytesOf(challenge),
    timeout: ACCESS_DELAYS.challenge,
    userVerification: 'required',
  });
}

/** @returns the counter that the passkey tells, which the caller compares; refuses with `passkey-invalid` */
export async function usedPasskey(
  { origin, rpId }: PasskeySite,
  challenge: string,
  known: PasskeyRow,
  answer: PasskeyAnswer,
): Promise<number> {
  const { verifyAuthenticationResponse } = await library();
  const { verified, authenticationInfo } = await orInvalid(() =>
    verifyAuthenticationResponse({
      response: answer as unknown as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
      // The library's own comparison gives no reason, and two hub processes may compare at once: the database does.
      credential: { id: known.id, publicKey: bytesOf(known.publicKey), counter: 0 },
    }),
  );
  if (!verified) throw new Refusal('passkey-invalid');
  // Whose it is, as the passkey itself says (Web Authentication Level 3, section 7.2, step 6).
  const holder = Buffer.from(answer.response.userHandle ?? '', 'base64url').toString();
  if (holder !== known.staffId) throw new Refusal('passkey-invalid');
  return authenticationInfo.newCounter;
}

/** Whatever does not fit makes the library throw; it has no closed list of reasons. */
async function orInvalid<T>(verify: () => Promise<T>): Promise<T> {
  try {
    return await verify();
  } catch {
    throw new Refusal('passkey-invalid');
  }
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(text, 'base64url'));
