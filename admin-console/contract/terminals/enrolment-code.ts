/** What a terminal may be called, here and in its site's configuration. */
export const TERMINAL_ID = /^[A-Za-z0-9-]{3,40}$/;

/** Brings one terminal into the fleet, once. */
export interface EnrolmentCode {
  readonly code: string;
  /** SHA-256 of the hub's CA certificate (DER), lower-case hex: whom the terminal may trust. */
  readonly caFingerprint: string;
  /** Epoch milliseconds on the hub's clock. */
  readonly expiresAt: number;
}
