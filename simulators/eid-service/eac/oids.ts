/** Object identifiers under bsi-de (0.4.0.127.0.7), DER content as hex (BSI TR-03110-3 and -4). */
export const OID = {
  /** id-TA-ECDSA-SHA-256 */
  taEcdsaSha256: '04007f00070202020203',
  /** id-AT, the role "authentication terminal" */
  authenticationTerminal: '04007f000703010202',
  /** id-description, hash of the certificate description */
  description: '04007f000703010301',
  /** id-sector, sector public key for the pseudonym */
  sector: '04007f000703010302',
  /** id-plainFormat of the terms of usage */
  plainFormat: '04007f00070301030101',
  /** id-CA-ECDH-AES-CBC-CMAC-128 */
  chipAuthentication: '04007f00070202030202',
  /** id-PK-ECDH, the chip's public key in EF.CardSecurity */
  chipPublicKey: '04007f000702020102',
  /** id-DateOfExpiry, auxiliary data */
  dateOfExpiry: '04007f000703010402',
} as const;
