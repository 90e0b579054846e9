import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCertificateAuthority } from '../../../admin-console/link/certificate-authority.ts';
import type { DatabaseAddress } from '../../../admin-console/store/database.ts';
import { openDatabase } from '../../../admin-console/store/database.ts';
import { systemClock } from '../../../foundation/clock.ts';
import * as x509 from '../../../foundation/x509/x509.ts';
import type { Fleet } from './messages.ts';

const AT_ONCE = 500;

/** Enrols so many terminals without their asking. @returns the file for the simulated terminals */
export async function makeFleet(directory: string, address: DatabaseAddress, count: number): Promise<string> {
  const authority = await openCertificateAuthority(join(directory, 'pki'), systemClock);
  const key = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
  const keys = await crypto.subtle.generateKey(key, true, ['sign', 'verify']);
  const csr = await x509.Pkcs10CertificateRequestGenerator.create({ name: 'CN=bench', keys, signingAlgorithm: key });
  const csrPem = csr.toString('pem');
  const terminals: { readonly id: string; readonly cert: string; readonly fingerprint: string }[] = [];
  for (let n = 0; n < count; n++) {
    const id = `BENCH-${String(n).padStart(5, '0')}`;
    const issued = await authority.issue(csrPem, id);
    terminals.push({ id, cert: issued.certificatePem, fingerprint: issued.fingerprint });
  }
  const db = await openDatabase(address);
  for (let first = 0; first < count; first += AT_ONCE) {
    const rows = terminals.slice(first, first + AT_ONCE).map(({ id, fingerprint }) => ({
      id,
      fingerprint,
      tenantId: 'default',
      locationId: null,
      site: null,
      enrolledAt: 1,
      seenAt: null,
      software: null,
      condition: null,
      judged: null,
      revokedAt: null,
      nextFingerprint: null,
    }));
    await db.insertInto('terminal').values(rows).execute();
  }
  await db.destroy();
  const fleet: Fleet = {
    key: x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY'),
    ca: authority.caPem,
    terminals: terminals.map(({ id, cert }) => ({ id, cert })),
  };
  const file = join(directory, 'fleet.json');
  writeFileSync(file, JSON.stringify(fleet), { mode: 0o600 });
  return file;
}
