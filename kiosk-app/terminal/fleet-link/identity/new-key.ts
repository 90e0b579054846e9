import * as x509 from '../../../../foundation/x509/x509.ts';

const KEY = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** A key of this terminal's own and the request for its certificate (PKCS #10), PEM. */
export interface NewKey {
  readonly keyPem: string;
  readonly csrPem: string;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicDer: Buffer;
}

export async function newKey(terminalId: string): Promise<NewKey> {
  const keys = await crypto.subtle.generateKey(KEY, true, ['sign', 'verify']);
  const csr = await x509.Pkcs10CertificateRequestGenerator.create({
    name: `CN=${terminalId}`,
    keys,
    signingAlgorithm: KEY,
  });
  return {
    keyPem: x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY'),
    csrPem: csr.toString('pem'),
    publicDer: Buffer.from(await crypto.subtle.exportKey('spki', keys.publicKey)),
  };
}
