import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { Refusal } from '../../../foundation/errors.ts';
import type { Technician } from './contract.ts';
import { POINT_LENGTH } from './protocol.ts';

export interface KnownTechnician {
  readonly id: string;
  readonly key: KeyObject;
  readonly point: Uint8Array;
}

/**
 * The technicians of a site, ready to be compared with.
 * @throws Refusal `bad-technician-key` with the id for a key that is no point of P-256
 */
export function readTechnicians(technicians: readonly Technician[]): readonly KnownTechnician[] {
  return technicians.map(({ id, publicKey }) => {
    const der = Buffer.from(publicKey, 'base64');
    return { id, key: readKey(id, der), point: Uint8Array.from(der.subarray(-POINT_LENGTH)) };
  });
}

function readKey(id: string, der: Buffer): KeyObject {
  try {
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    if (key.asymmetricKeyDetails?.namedCurve === 'prime256v1' && der.at(-POINT_LENGTH) === 0x04) return key;
  } catch {
    // Told below.
  }
  throw new Refusal('bad-technician-key', id);
}

export const technicianOf = (known: readonly KnownTechnician[], point: Uint8Array): KnownTechnician | null =>
  known.find((technician) => Buffer.compare(technician.point, point) === 0) ?? null;

/** @param signature `r ‖ s` (IEEE P1363) */
export const isSignedBy = (key: KeyObject, message: Uint8Array, signature: Uint8Array): boolean =>
  verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature);
