import { randomBytes } from 'node:crypto';
import { type EidEvent, isAccessRight } from '../../device-drivers/eid/contract.ts';
import { ok } from '../../foundation/result.ts';
import type { EidServiceClient } from '../../portals/eid-service/client.ts';
import type { Identity } from '../../portals/identity/contract.ts';

const ORIGIN = 'https://preview.invalid';

export interface RehearsalEid {
  readonly service: EidServiceClient;
  /** What the eID client would ask the person to agree to. */
  rights(): Extract<EidEvent, { kind: 'access-rights' }>;
  readonly refreshUrl: string;
}

/**
 * An eID service without a line to anywhere: whoever identifies is the same made-up person, who lives where the
 * configuration says that its people live.
 * @param provider who asks, in words
 */
export function rehearsalEid(options: {
  readonly provider: string;
  readonly postalCode: string;
  /** In which the made-up certificate holds. */
  readonly year: number;
}): RehearsalEid {
  let asked: { required: readonly string[]; optional: readonly string[]; transactionInfo: string | null } = {
    required: [],
    optional: [],
    transactionInfo: null,
  };
  const person: Identity = {
    familyName: 'Mustermann',
    givenNames: 'Erika',
    birthName: 'Gabler',
    dateOfBirth: '1964-08-12',
    placeOfBirth: 'Berlin',
    nationality: 'D',
    address: { street: 'Heidestraße 17', city: 'Musterstadt', postalCode: options.postalCode, country: 'D' },
  };
  return {
    refreshUrl: `${ORIGIN}/refresh`,
    service: {
      async begin(request) {
        asked = request;
        return ok({ tcTokenUrl: `${ORIGIN}/tctoken`, session: randomBytes(16).toString('hex') });
      },
      fetchResult: async () => ok({ status: 'identified', identity: person, report: '{"preview":true}' }),
      isUp: async () => true,
    },
    rights: () => ({
      kind: 'access-rights',
      required: asked.required.filter(isAccessRight),
      optional: asked.optional.filter(isAccessRight),
      effective: asked.required.filter(isAccessRight),
      checks: { minimumAge: null, validOn: null, community: null },
      transactionInfo: asked.transactionInfo,
      certificate: {
        issuerName: options.provider,
        issuerUrl: ORIGIN,
        subjectName: options.provider,
        subjectUrl: ORIGIN,
        termsOfUsage: options.provider,
        purpose: options.provider,
        effectiveDate: `${options.year}-01-01`,
        expirationDate: `${options.year + 1}-12-31`,
      },
    }),
  };
}
