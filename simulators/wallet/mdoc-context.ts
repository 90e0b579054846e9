import { createHash, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { MdocContext } from '@owf/mdoc';
import { z } from 'zod';

// @owf/mdoc replaces zod's messages for the whole process as it is loaded; everybody else's stay as they were.
const { customError } = z.config();
export const mdoc = await import('@owf/mdoc');
z.config({ customError });

export type Signing = Pick<MdocContext, 'crypto' | 'cose'>;

/** What `@owf/mdoc` needs to sign with this key; of the checks of the other side nothing. */
export function signingWith(key: KeyObject): Signing {
  return {
    crypto: {
      random: (length) => randomBytes(length),
      digest: ({ digestAlgorithm, bytes }) =>
        createHash(digestAlgorithm.toLowerCase().replace('-', '')).update(bytes).digest(),
      calculateEphemeralMacKey: notNeeded,
    },
    cose: {
      sign1: {
        sign: ({ toBeSigned }) => sign('sha256', toBeSigned, { key, dsaEncoding: 'ieee-p1363' }),
        verify: notNeeded,
      },
      mac0: { sign: notNeeded, verify: notNeeded },
    },
  };
}

function notNeeded(): never {
  throw new Error('a simulated wallet only signs');
}
