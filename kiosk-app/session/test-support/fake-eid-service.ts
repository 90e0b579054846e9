import { ok } from '../../../foundation/result.ts';
import type { EidServiceClient } from '../../../portals/eid-service/client.ts';
import type { IdentityResult } from '../../../portals/eid-service/contract.ts';
import type { Identity } from '../../../portals/identity/contract.ts';

/** The person of the test card. */
export const ERIKA: Identity = {
  familyName: 'Mustermann',
  givenNames: 'Erika',
  address: { street: 'Heidestraße 17', city: 'Musterstadt', postalCode: '12345', country: 'D' },
};

export interface FakeEidService extends EidServiceClient {
  result: IdentityResult;
  /** Addresses a result was asked for at. */
  readonly asked: string[];
}

export const createFakeEidService = (): FakeEidService => ({
  result: { status: 'identified', identity: ERIKA, report: '{"reportId":"1"}' },
  begin: async () => ok({ tcTokenUrl: 'https://eid.example/tctoken', session: '0'.repeat(32) }),
  isUp: async () => true,
  asked: [],
  async fetchResult(refreshUrl) {
    this.asked.push(refreshUrl);
    return ok(this.result);
  },
});
