import type { Provider } from '../provider.ts';
import { tlv } from '../tlv.ts';
import { OID } from './oids.ts';

const utf8 = (value: string) => tlv('0c', Buffer.from(value, 'utf8'));
const printable = (value: string) => tlv('13', Buffer.from(value, 'ascii'));

/**
 * CertificateDescription (BSI TR-03110-4, section 2.2.6): who reads, why, and which TLS certificates the service shows.
 * @param certificateHash SHA-256 of the TLS certificate
 */
export function certificateDescription(provider: Provider, certificateHash: Buffer): Buffer {
  return tlv(
    '30',
    tlv('06', OID.plainFormat),
    tlv('a1', utf8(provider.issuerName)),
    tlv('a2', printable(provider.issuerUrl)),
    tlv('a3', utf8(provider.subjectName)),
    tlv('a4', printable(provider.subjectUrl)),
    tlv('a5', utf8(provider.termsOfUsage)),
    tlv('a7', tlv('31', tlv('04', certificateHash))),
  );
}
