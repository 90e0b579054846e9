import type { KeyObject } from 'node:crypto';
import type { JWK } from 'jose';

/** What the wallet holds, with the private key that it is bound to. */
export interface Held {
  readonly key: KeyObject;
  readonly sdJwt?: string;
  /** IssuerSigned (ISO/IEC 18013-5, section 8.3.2.1.2.2), CBOR. */
  readonly mdoc?: Uint8Array;
}

/** Of a claim: names from the outside in. */
export type Path = readonly (string | number | null)[];

export interface Bound {
  readonly clientId: string;
  readonly nonce: string;
  readonly responseUri: string;
  /** The key to which the answer is encrypted. */
  readonly encryptionKey: JWK;
}
