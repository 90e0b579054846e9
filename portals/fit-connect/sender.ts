import type { Clock } from '../../foundation/clock.ts';
import { code, type Log } from '../../foundation/log.ts';
import { err, ok, type Result } from '../../foundation/result.ts';
import { endpoint } from '../http/endpoint.ts';
import { createHttp, type Fetch, type PortalFailure } from '../http/request.ts';
import { apiVersionOf, createAuthorisedApi, pathsOf } from './api/authorised-api.ts';
import { type Delivered, type DeliverOptions, deliver, deliveryFailureCode } from './api/delivery.ts';
import { createDestinations, type DestinationFailure, type OpenDestination } from './api/destinations.ts';
import { type CaseIds, readEventLog } from './api/event-log.ts';
import { createTokenSource } from './api/token.ts';
import type { DeliveryProgress, Destination, SealedSubmission, SubmissionEvent } from './contract.ts';
import type { VerifiedEvents } from './events/judge-log.ts';
import { createKeyLookup } from './events/signing-keys.ts';
import { type EventRefusal, verifyEvent } from './events/verify-event.ts';
import type { KeyTrust } from './sealing/key-check.ts';

export interface FitConnectSenderOptions {
  readonly tokenUrl: string;
  readonly destinationApi: string;
  readonly submissionApi: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Configured `iss` of the delivery service. Default: `submissionApi`. */
  readonly deliveryServiceIssuer?: string;
  /** For destinations' signing keys; default: no roots, tests only. Encryption keys are judged by `checkEncryptionKey`. */
  readonly trust?: KeyTrust;
  readonly fetch?: Fetch;
}

/** The sending side of FIT-Connect, as the terminal needs it: it sees ciphertext, ids and events only. */
export interface FitConnectSender {
  /** Also the cheapest proof that the portal is up. */
  destination(id: string): Promise<Result<Destination, PortalFailure>>;
  /** A destination that takes submissions, its present key still unchecked. */
  openDestination(id: string): Promise<Result<OpenDestination, DestinationFailure>>;
  /** Announces, uploads, submits; continues from `progress`. One call a package at a time. */
  deliver(sealed: SealedSubmission, progress?: DeliveryProgress | null, options?: DeliverOptions): Promise<Delivered>;
  /** The raw event log, unverified. */
  events(
    sealed: Pick<SealedSubmission, 'metadataVersion'>,
    ids: CaseIds,
  ): Promise<Result<readonly string[], PortalFailure>>;
  /** The event log, each token verified against what was sent. */
  verifiedEvents(sealed: SealedSubmission, ids: CaseIds): Promise<Result<VerifiedEvents, PortalFailure>>;
}

/** @throws Bug for an address that is neither https nor loopback */
export function createFitConnectSender(options: FitConnectSenderOptions): FitConnectSender {
  const { clock, log } = options;
  const http = createHttp(clock, options.fetch);
  const submissionApi = endpoint(options.submissionApi);
  const deliveryServiceIssuer = endpoint(options.deliveryServiceIssuer ?? submissionApi);
  const paths = pathsOf(endpoint(options.destinationApi), submissionApi);
  const api = createAuthorisedApi(http, createTokenSource({ ...options, tokenUrl: endpoint(options.tokenUrl), http }));
  const destinations = createDestinations(api, paths);
  const keys = createKeyLookup({
    deliveryServiceIssuer,
    destinations,
    http,
    clock,
    trust: options.trust ?? { trustedRoots: null, production: false },
  });

  const readEvents: FitConnectSender['events'] = ({ metadataVersion }, ids) =>
    readEventLog(api, paths[apiVersionOf(metadataVersion)], ids);

  return {
    destination: destinations.read,
    openDestination: destinations.open,
    events: readEvents,

    async deliver(sealed, progress = null, deliverOptions = {}) {
      const delivered = await deliver({ api, paths, destinations, log }, sealed, progress, deliverOptions);
      if (delivered.ok) {
        log.event('info', 'fit-connect.delivered', {
          package: code(sealed.packageId),
          case: code(delivered.value.caseId),
        });
      } else {
        log.event('warn', 'fit-connect.delivery.failed', {
          package: code(sealed.packageId),
          reason: code(deliveryFailureCode(delivered.error.failure)),
        });
      }
      return delivered;
    },

    async verifiedEvents(sealed, ids) {
      const tokens = await readEvents(sealed, ids);
      if (!tokens.ok) return tokens;
      const events: SubmissionEvent[] = [];
      const refused: EventRefusal[] = [];
      for (const token of tokens.value) {
        const event = await verifyEvent(token, { ...ids, sealed, deliveryServiceIssuer, keys, now: clock.now() });
        if (event.ok) events.push(event.value);
        else if (event.error === 'unreachable') return err({ reason: 'unreachable', detail: 'signing-keys' });
        else refused.push(event.error);
      }
      for (const reason of refused) {
        log.event('error', 'fit-connect.event.refused', { package: code(sealed.packageId), reason: code(reason) });
      }
      return ok({ events, refused });
    },
  };
}
