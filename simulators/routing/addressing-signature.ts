import { randomUUID } from 'node:crypto';
import { CompactSign } from 'jose';
import type { Clock } from '../../foundation/clock.ts';
import type { PortalKey } from '../fit-connect/keys.ts';

export interface Addressing {
  /** Address of the self-service portal. */
  readonly issuer: string;
  readonly submissionHost: string;
  readonly destinationId: string;
  /** LeiKa keys, 14 digits. */
  readonly services: readonly string[];
}

/** Signs addressing information as the self-service portal does when a destination is entered. */
export function signAddressing(
  clock: Clock,
  key: Pick<PortalKey, 'kid' | 'privateKey'>,
  { issuer, submissionHost, destinationId, services }: Addressing,
): Promise<string> {
  const claims = {
    submissionHost,
    iss: issuer,
    services: [
      {
        gebietIDs: ['urn:de:bund:destatis:bevoelkerungsstatistik:schluessel:rs:09'],
        leistungIDs: services.map((leika) => `urn:de:fim:leika:leistung:${leika}`),
      },
    ],
    destinationId,
    iat: Math.floor(clock.now() / 1000),
    jti: randomUUID(),
  };
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ kid: key.kid, typ: 'jwt', alg: 'PS512' })
    .sign(key.privateKey);
}
