import { createHash, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { connect, type DetailedPeerCertificate, type TLSSocket } from 'node:tls';
import { Refusal, reasonOf } from '../../../../foundation/errors.ts';

export interface PinnedAddress {
  readonly host: string;
  readonly port: number;
  /** SHA-256 over the DER of the hub's CA certificate, 64 lower-case hex digits. */
  readonly caFingerprint: string;
  /** Epoch milliseconds, for the certificates' validity. */
  readonly now: number;
  /** Milliseconds until `hub-unreachable`. */
  readonly within: number;
}

/**
 * A TLS 1.3 connection to a hub of which only its CA's fingerprint is known (from the enrolment letter). The hub sends
 * its CA with its own certificate; nothing is written to the socket before the fingerprint, the signature, the name and
 * the dates have been checked.
 * @throws Refusal `hub-unreachable`, `wrong-ca`, `wrong-certificate`
 */
export function connectPinned(address: PinnedAddress): Promise<TLSSocket> {
  const { host, port, within } = address;
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port,
      ...(isIP(host) ? {} : { servername: host }),
      minVersion: 'TLSv1.3',
      // Checked below, against the pin instead of a list of authorities.
      rejectUnauthorized: false,
      timeout: within,
    });
    const fail = (refusal: Refusal) => {
      socket.destroy();
      reject(refusal);
    };
    socket.once('error', (thrown) => fail(new Refusal('hub-unreachable', reasonOf(thrown))));
    socket.once('timeout', () => fail(new Refusal('hub-unreachable', 'timeout')));
    socket.once('secureConnect', () => {
      const refusal = judge(socket.getPeerCertificate(true), address);
      if (refusal) fail(refusal);
      else resolve(socket);
    });
  });
}

/** SHA-256 of a certificate's DER as lower-case hex. */
export function fingerprintOf(certificate: X509Certificate): string {
  return createHash('sha256').update(certificate.raw).digest('hex');
}

function judge(peer: DetailedPeerCertificate, address: PinnedAddress): Refusal | null {
  const chain = chainOf(peer);
  const [leaf] = chain;
  const ca = chain.find((certificate) => fingerprintOf(certificate) === address.caFingerprint);
  if (!leaf || !ca) return new Refusal('wrong-ca');
  if (!ca.ca || !leaf.checkIssued(ca) || !leaf.verify(ca.publicKey)) return new Refusal('wrong-certificate', 'issuer');
  const isNamed = isIP(address.host) ? leaf.checkIP(address.host) : leaf.checkHost(address.host);
  if (isNamed === undefined) return new Refusal('wrong-certificate', 'name');
  const isValid = (certificate: X509Certificate) =>
    certificate.validFromDate.getTime() <= address.now && address.now <= certificate.validToDate.getTime();
  if (!isValid(leaf) || !isValid(ca)) return new Refusal('wrong-certificate', 'validity');
  return null;
}

/** What the hub sent, leaf first; a self-signed certificate names itself as its issuer and ends the chain. */
function chainOf(peer: DetailedPeerCertificate): X509Certificate[] {
  const chain: X509Certificate[] = [];
  const seen = new Set<string>();
  for (let each: DetailedPeerCertificate | undefined = peer; each?.raw; each = each.issuerCertificate) {
    if (seen.has(each.fingerprint256)) break;
    seen.add(each.fingerprint256);
    chain.push(new X509Certificate(each.raw));
  }
  return chain;
}
