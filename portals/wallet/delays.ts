/**
 * Every time limit of this room, in milliseconds.
 *
 * | name | what waits | why this long |
 * | --- | --- | --- |
 * | question | a question, from the QR code to the last moment at which an answer counts | finding the telephone, unlocking it, reading who asks, entering a PIN |
 * | clockSkew | how far a telephone's, an issuer's and our clock may differ | RFC 7519, section 4.1.4 allows "a few minutes"; two are what we take |
 * | statusList | one fetch of a status list | a citizen stands before the screen meanwhile |
 * | statusListFresh | how long a status list without `ttl` is used again | revocation has to reach us the same hour |
 * | statusListMost | how long one with `ttl` is used again at most | a mistaken `ttl` of a year must not keep a revoked wallet good |
 * | unrevocable | the longest life of a PID that names no status list | ARF, annex 2, VCR_01: only what lives at most 24 hours needs no revocation |
 */
export const delays = {
  question: 300_000,
  clockSkew: 120_000,
  statusList: 8_000,
  statusListFresh: 15 * 60_000,
  statusListMost: 12 * 3_600_000,
  unrevocable: 24 * 3_600_000,
} as const;
