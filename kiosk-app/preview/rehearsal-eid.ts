import { randomBytes } from 'node:crypto';
import { type EidEvent, isAccessRight } from '../../device-drivers/eid/contract.ts';
import { ok } from '../../foundation/result.ts';
import type { EidServiceClient } from '../../portals/eid-service/client.ts';
import type { Identity } from '../../portals/identity/contract.ts';
import { NOWHERE } from './rehearsal-site.ts';

export interface RehearsalEid {
  readonly service: EidServiceClient;
  /** What the eID client would ask the person to agree to. */
  rights(): Extract<EidEvent, { kind: 'access-rights' }>;
  readonly refreshUrl: string;
}

/**
 * An eID service without a line to anywhere: whoever identifies is the same person.
 * @param provider who asks, in words
 */
export function rehearsalEid(options: {
  readonly provider: string;
  readonly person: Identity;
  /** In which the made-up certificate holds. */
  readonly year: number;
}): RehearsalEid {
  let asked: { required: readonly string[]; optional: readonly string[]; transactionInfo: string | null } = {
    required: [],
    optional: [],
    transactionInfo: null,
  };
  return {
    refreshUrl: `${NOWHERE}/refresh`,
    service: {
      async begin(request) {
        asked = request;
        return ok({ tcTokenUrl: `${NOWHERE}/tctoken`, session: randomBytes(16).toString('hex') });
      },
      fetchResult: async () => ok({ status: 'identified', identity: options.person, report: '{"preview":true}' }),
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
        issuerUrl: NOWHERE,
        subjectName: options.provider,
        subjectUrl: NOWHERE,
        termsOfUsage: options.provider,
        purpose: options.provider,
        effectiveDate: `${options.year}-01-01`,
        expirationDate: `${options.year + 1}-12-31`,
      },
    }),
  };
}
