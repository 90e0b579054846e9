import type { Result } from '../../foundation/result.ts';
import type { Identity, IdentityEvidence, LevelOfAssurance } from '../identity/contract.ts';

/**
 * Identification by an EUDI wallet, as the session sees it (OpenID4VP 1.0 with the High Assurance Interoperability
 * Profile 1.0): who asks for what is said first, then a QR code is shown, the citizen's telephone fetches the request
 * and posts its answer, encrypted to a key that only this session holds, and what it presents is verified here.
 */

/** What a service may want to know; the same words as of the identity card. */
export type WalletAttribute =
  | 'GivenNames'
  | 'FamilyName'
  | 'DateOfBirth'
  | 'Address'
  | 'BirthName'
  | 'PlaceOfBirth'
  | 'Nationality';

export interface WalletRequest {
  readonly required: readonly WalletAttribute[];
  readonly optional: readonly WalletAttribute[];
}

/** Who asks, for what, and what it is for: from the registration certificate, never from the service's own texts. */
export interface WalletRegistration {
  readonly name: string;
  /** German; in the words of the registration. */
  readonly purpose: string;
  readonly privacyPolicyUrl: string;
  /** What the registration allows to ask for; more is never asked. */
  readonly mayAsk: readonly WalletAttribute[];
  /** Epoch milliseconds. */
  readonly validUntil: number;
}

/** Why no identification came about; each is a screen with a next step. */
export type WalletFailure =
  | 'relay-unreachable' // the phone-link relay does not answer: another way is offered
  | 'timeout' // nobody scanned the code, or the telephone never answered
  | 'declined' // the person refused in the wallet
  | 'no-pid' // the wallet presented nothing (most say `access_denied` instead, which is `declined`)
  | 'wrong-wallet' // the wallet does not speak this protocol or refused the request as such
  | 'not-registered' // the service asks for more than the registration allows: our configuration is wrong
  | WalletDoubt;

/** What the wallet presented is not believed, and why. Nothing of it is used. */
export type WalletDoubt =
  | 'malformed'
  | 'too-large'
  | 'not-decryptable'
  | 'wrong-state'
  | 'algorithm' // none, or another than the profile allows
  | 'issuer-untrusted' // no chain to a configured trust list
  | 'signature'
  | 'not-yet-valid'
  | 'expired'
  | 'revoked'
  | 'status-unknown' // the status list could not be fetched or verified
  | 'wrong-type' // neither PID type that was asked for
  | 'key-binding-missing'
  | 'key-binding' // of another key, or signed wrongly
  | 'wrong-nonce'
  | 'wrong-audience'
  | 'too-much' // tells what was not asked for, or more than one identity
  | 'too-little' // lacks what was required
  | 'second-answer'; // another telephone answered, too, before the first answer was checked

export interface WalletPerson {
  readonly identity: Identity;
  readonly levelOfAssurance: LevelOfAssurance;
  readonly evidence: IdentityEvidence;
}

/** One question to one wallet. It ends once: with a person, a failure, or by `cancel`. */
export interface WalletQuestion {
  /** Text of the QR code, and link for a wallet on the same device. At most 300 characters. */
  readonly qrText: string;
  /** Epoch milliseconds; afterwards the code is of no use. */
  readonly validUntil: number;
  /** Called once, as soon as a telephone has fetched the request; at once if one has already. */
  onFetched(listener: () => void): void;
  /** Resolves once, but never after `cancel`; never rejects for what the world does. */
  readonly answer: Promise<Result<WalletPerson, WalletFailure>>;
  /** Withdraws it: the relay forgets it, and an answer that comes afterwards is not read. */
  cancel(): void;
}

export interface WalletVerifier {
  readonly registration: WalletRegistration;
  ask(request: WalletRequest): Promise<Result<WalletQuestion, WalletFailure>>;
}
