/** What can be wrong with the identity that a wallet holds. */
export const ISSUING_FAULTS = [
  'expired',
  'not-yet-valid',
  'revoked',
  'foreign-issuer', // signed below a root that nobody trusts
  'wrong-signature',
  'algorithm-none', // SD-JWT: header without signature; mdoc: an algorithm nobody knows
  'algorithm-hmac', // signed with the public key as a shared secret
  'wrong-type', // another credential of the same issuer
  'no-status', // long-lived, and cannot be revoked
  'foreign-status-list', // its status list is not where a list is
  'other-status', // told by an identifier list (ISO/IEC 18013-5, second edition)
  'no-holder-key',
  'short-lived', // no fault: for a day only, so that it need not be revocable
  // Of an SD-JWT only:
  'other-token-type', // `vc+sd-jwt`, as it was called before
  'other-digests', // SHA-512
  // Of an mdoc only:
  'disguised-type', // another document's object in a PID
] as const;

/** What can be wrong with the answer that a wallet makes of it. */
export const ANSWER_FAULTS = [
  'no-key-binding',
  'foreign-holder-key', // presented by somebody whose identity it is not
  'wrong-nonce',
  'wrong-audience',
  'other-presentation-bound', // the key binding is of another selection of claims
  'old-key-binding',
  'future-key-binding',
  'other-binding-type',
  'tells-more',
  'tells-less',
  'tampered-claim', // a claim that the issuer did not sign
  'both-kinds',
  'two-presentations',
  'nothing',
  'wrong-state',
  'foreign-encryption-key',
  'other-encryption', // A128CBC-HS256
  'oversized',
  'nested', // JSON 5,000 levels deep
  'posts-twice',
  // Of an mdoc only:
  'mac-for-signature',
  'adds-own-claims', // on the holder's own word
  'two-documents',
  'element-twice',
] as const;

export type IssuingFault = (typeof ISSUING_FAULTS)[number];
export type AnswerFault = (typeof ANSWER_FAULTS)[number];
/** They stack: any set of them may be switched on together. */
export type WalletFault = IssuingFault | AnswerFault;
