import type { X509Certificate } from 'node:crypto';
import { type ClaimPath, claimsOf, type PidFormat, startsWith } from './attributes.ts';
import type { WalletRequest } from './contract.ts';
import { delays } from './delays.ts';

/** A presentation that is believed but for its status: the same for both kinds. */
export interface CheckedPresentation {
  readonly format: PidFormat;
  /** Claims by name, as the issuer signed them; for an mdoc the elements of the PID's name space. */
  readonly claims: Readonly<Record<string, unknown>>;
  readonly issuer: IssuerFacts;
  /** Epoch milliseconds. */
  readonly validFrom: number;
  readonly validUntil: number;
  /** Where its status stands, as the issuer wrote it; `undefined` if it names none. */
  readonly status: unknown;
}

export interface IssuerFacts {
  /** Of the certificate that signed: subject, serial number in hexadecimal, SHA-256 in hexadecimal. */
  readonly subject: string;
  readonly serialNumber: string;
  readonly sha256: string;
}

export const factsOf = ({ subject, serialNumber, fingerprint256 }: X509Certificate): IssuerFacts => ({
  subject: subject.replaceAll('\n', ', '),
  serialNumber: serialNumber.toLowerCase(),
  sha256: fingerprint256.replaceAll(':', '').toLowerCase(),
});

/** @param validFrom epoch milliseconds, as are the others */
export function doubtOfValidity(
  validFrom: number,
  validUntil: number,
  now: number,
): 'not-yet-valid' | 'expired' | null {
  if (validFrom > now + delays.clockSkew) return 'not-yet-valid';
  return validUntil <= now ? 'expired' : null;
}

/** Whether something that was told was asked for: a part of it, or what has to be opened on the way to it. */
export function wasAskedFor(told: ClaimPath, request: WalletRequest, format: PidFormat): boolean {
  return [...request.required, ...request.optional]
    .flatMap((attribute) => claimsOf(attribute, format))
    .some((asked) => startsWith(told, asked) || startsWith(asked, told));
}
