/** Bounds on what a wallet, a status list or a registrar may send; each is checked before anything is parsed. */
export const LIMITS = {
  /** Characters of the encrypted answer: a PID with all its claims and a chain is about 8 kB. */
  responseCharacters: 131_072,
  /** Characters of one presentation. */
  presentationCharacters: 65_536,
  /** Claims that one presentation may disclose. */
  disclosures: 100,
  /** Nesting of JSON and CBOR; a PID needs 6. */
  depth: 16,
  /** Bytes of a status list token on the wire, and of the list that it holds. */
  statusTokenBytes: 2 * 1024 * 1024,
  statusListBytes: 8 * 1024 * 1024,
  /** Status lists kept at once. */
  statusLists: 32,
  /** Characters of a registration certificate. */
  registrationCharacters: 16_384,
  /** Characters of the QR code: more makes its modules too small for a telephone at arm's length. */
  qrCharacters: 300,
} as const;
