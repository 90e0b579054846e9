import type { EidClient, EidEvent, EidWorkflow } from '../../../device-drivers/eid/contract.ts';
import { createEidClient, type EidClientConfig } from '../../../device-drivers/eid/index.ts';
import { type Clock, systemClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { createEidServiceClient, type EidServiceClient } from '../../../portals/eid-service/client.ts';
import type { IdentificationRequest, IdentityResult } from '../../../portals/eid-service/contract.ts';
import { Play, state } from '../../../simulators/eid/test-support/play.ts';
import { type EidServer, startEidServer } from '../../../simulators/eid-service/index.ts';

export const REQUEST: IdentificationRequest = {
  required: ['GivenNames', 'FamilyName', 'DateOfBirth', 'Address'],
  optional: ['DoctoralDegree', 'PlaceOfBirth', 'BirthName', 'Nationality'],
  transactionInfo: 'Bewohnerparkausweis',
};

export interface Line {
  readonly server: EidServer;
  readonly service: EidServiceClient;
  readonly client: EidClient;
  /** Begins at the service and starts the client with its token; waits for the data request. */
  begin(request?: IdentificationRequest): Promise<Running>;
}

export interface Running {
  readonly play: Play;
  readonly workflow: EidWorkflow;
  readonly session: string;
  readonly rights: Extract<EidEvent, { kind: 'access-rights' }>;
  /** The end: fetched data, or why there are none. */
  result(): Promise<IdentityResult>;
}

/** The eID line of a session: service client and eID client in front of the test eID-server. */
export async function line(
  client: EidClientConfig,
  directory: string,
  clock: Clock = systemClock,
): Promise<Line & AsyncDisposable> {
  const server = await startEidServer({ port: 0, clock, log: silentLog });
  const service = createEidServiceClient({ url: server.url, caPem: server.caPem, clock, log: silentLog });
  const eid = createEidClient({ client, directory, clock, log: silentLog });
  eid.open();
  await state(eid, 'ready');
  return {
    server,
    service,
    client: eid,
    async begin(request = REQUEST) {
      const begun = await service.begin(request);
      if (!begun.ok) throw new Error(begun.error);
      const play = new Play();
      const workflow = eid.authenticate(begun.value.tcTokenUrl, play.hear);
      const rights = await play.next('access-rights');
      return {
        play,
        workflow,
        rights,
        session: begun.value.session,
        async result() {
          const { refreshUrl } = await play.next('authenticated');
          const fetched = await service.fetchResult(refreshUrl);
          if (!fetched.ok) throw new Error(fetched.error);
          return fetched.value;
        },
      };
    },
    async [Symbol.asyncDispose]() {
      await eid.close();
      await server.close();
    },
  };
}
