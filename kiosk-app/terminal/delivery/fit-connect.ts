import type { Clock } from '../../../foundation/clock.ts';
import { err, ok, type Result } from '../../../foundation/result.ts';
import { type DeliveryFailure, deliveryFailureCode } from '../../../portals/fit-connect/api/delivery.ts';
import { announcedAs, type KindOfRequest } from '../../../portals/fit-connect/api/public-service.ts';
import { type Recipient, replyChannelsOf } from '../../../portals/fit-connect/contract.ts';
import { judgeLog } from '../../../portals/fit-connect/events/judge-log.ts';
import { checkEncryptionKey, type KeyTrust } from '../../../portals/fit-connect/sealing/key-check.ts';
import type { FitConnectSender } from '../../../portals/fit-connect/sender.ts';
import { DELAYS } from '../configuration/delays.ts';
import type { DestinationKeys, UncheckedRecipient } from '../store/destination-keys.ts';
import type { Decision, DeliveryTrouble, PrepareRefusal, SubmissionPortal } from './submission-portal.ts';

/** The authority's portal over FIT-Connect. */
export function createFitConnectPortal(sender: FitConnectSender, trust: KeyTrust, clock: Clock): SubmissionPortal {
  const kept = new Map<string, { readonly recipient: UncheckedRecipient; readonly at: number }>();
  let keys: DestinationKeys | null = null;
  const check = (key: unknown) => checkEncryptionKey(key, { ...trust, now: clock.now() });

  /** Asks the destination, and keeps what it says for an outage. */
  async function look(destinationId: string): Promise<Result<UncheckedRecipient, PrepareRefusal>> {
    const open = await sender.openDestination(destinationId);
    if (!open.ok) return err(refusalOf(open.error));
    const { key, metadataVersion, destination } = open.value;
    const recipient = { key, metadataVersion, offered: [...destination.publicServices] };
    const checked = check(key);
    if (!checked.ok) return err({ reason: 'key-refused', detail: checked.error });
    if (JSON.stringify(keys?.read(destinationId)) !== JSON.stringify(recipient)) keys?.write(destinationId, recipient);
    kept.set(destinationId, { recipient, at: clock.monotonic() });
    return ok(recipient);
  }

  function recipientOf({ key, metadataVersion, offered }: UncheckedRecipient, request: KindOfRequest) {
    const checked = check(key);
    if (!checked.ok) return err<PrepareRefusal>({ reason: 'key-refused', detail: checked.error });
    const publicService = announcedAs(request, offered);
    if (!publicService.ok) return err<PrepareRefusal>({ reason: 'portal-refused', detail: publicService.error });
    return ok<Recipient>({ key: checked.value, metadataVersion, publicService: publicService.value });
  }

  async function prepare(destinationId: string, request: KindOfRequest): Promise<Result<Recipient, PrepareRefusal>> {
    const seen = await look(destinationId);
    return seen.ok ? recipientOf(seen.value, request) : seen;
  }

  return {
    prepare,

    async sealNotice(notice) {
      const { PAYMENT_NOTICE_SCHEMA, sealPaymentNotice } = await import(
        '../../../portals/fit-connect/sealing/payment-notice.ts'
      );
      const request = { identifier: notice.serviceIdentifier, schemaUri: PAYMENT_NOTICE_SCHEMA };
      const recipient = await prepare(notice.destinationId, request);
      return recipient.ok ? ok(await sealPaymentNotice(notice, recipient.value)) : recipient;
    },

    keptRecipient(destinationId, request) {
      const last = kept.get(destinationId)?.recipient ?? keys?.read(destinationId);
      const recipient = last ? recipientOf(last, request) : null;
      return recipient?.ok ? recipient.value : null;
    },

    keepKeysIn(store) {
      keys = store;
    },

    async replyChannels(destinationId, publicService) {
      const destination = await sender.destination(destinationId);
      return destination.ok ? replyChannelsOf(destination.value, publicService) : [];
    },

    async isUp(destinationId) {
      const destination = await sender.destination(destinationId);
      const isUp = destination.ok && destination.value.status === 'active';
      const last = kept.get(destinationId);
      // Fetch the key while the portal can be reached, so that it is known in an outage.
      if (isUp && (!last || clock.monotonic() - last.at > DELAYS.keptKeyAtMost)) await look(destinationId);
      return isUp;
    },

    async deliver(sealed, progress, onProgress) {
      const delivered = await sender.deliver(sealed, progress, { onProgress });
      return delivered.ok ? delivered : err(troubleOf(delivered.error));
    },

    async decision(sealed, progress): Promise<Result<Decision, { reason: string }>> {
      const log = await sender.verifiedEvents(sealed, progress);
      if (!log.ok) return err({ reason: deliveryFailureCode(log.error) });
      const verdict = judgeLog(log.value);
      if (verdict.kind !== 'rejected') return ok(verdict);
      const problems = verdict.problems.map(({ type, title, detail }) => ({
        type: type.slice(0, 200),
        text: detail === '' ? title : `${title}: ${detail}`,
      }));
      return ok({ kind: 'rejected', problems });
    },
  };
}

type KeyFailure = Extract<Awaited<ReturnType<FitConnectSender['openDestination']>>, { ok: false }>['error'];

function refusalOf(failure: KeyFailure): PrepareRefusal {
  const detail = deliveryFailureCode(failure);
  switch (failure.reason) {
    case 'unreachable':
    case 'timeout':
    case 'rate-limited':
    case 'server-error':
      return { reason: 'portal-unreachable', detail };
    case 'no-key':
      return { reason: 'key-refused', detail };
    default:
      return { reason: 'portal-refused', detail };
  }
}

function troubleOf({ failure, progress }: DeliveryFailure): DeliveryTrouble {
  const reason = deliveryFailureCode(failure);
  switch (failure.reason) {
    // By design nobody here can encrypt anew; a refusal stays one however often it is asked for.
    case 'key-rolled-over':
    case 'outcome-unknown':
    case 'unsupported-metadata':
    case 'refused':
      return { reason, next: 'staff', retryAfterMs: null, progress };
    case 'rate-limited':
    case 'server-error':
      return { reason, next: 'retry', retryAfterMs: failure.retryAfterMs, progress };
    default:
      return { reason, next: 'retry', retryAfterMs: null, progress };
  }
}
