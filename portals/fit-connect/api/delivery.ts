import { z } from 'zod';
import { code, type Log } from '../../../foundation/log.ts';
import { err, ok, type Result } from '../../../foundation/result.ts';
import {
  failureCode,
  type HttpAnswer,
  isAmbiguous,
  type PortalFailure,
  parseJson,
  readJson,
} from '../../http/request.ts';
import type { DeliveryProgress, Destination, SealedSubmission } from '../contract.ts';
import { delays, uploadTimeout } from '../delays.ts';
import { limits } from '../limits.ts';
import { readsMetadata } from '../sealing/metadata/versions.ts';
import { type AuthorisedApi, apiVersionOf, type Paths, type PathsByVersion } from './authorised-api.ts';
import type { DestinationFailure, Destinations } from './destinations.ts';
import { readEventLog, wasDeleted, wasSubmitted } from './event-log.ts';

export type DeliveryFailureReason =
  | DestinationFailure
  /** The destination has another encryption key by now: it may no longer be able to read this submission. */
  | { readonly reason: 'key-rolled-over'; readonly currentKid: string }
  /**
   * A submit call once went out, its answer was lost, and the portal no longer knows the submission: the case may
   * exist. Never repeated automatically; staff ask the authority.
   */
  | { readonly reason: 'outcome-unknown' };

export interface DeliveryFailure {
  readonly failure: DeliveryFailureReason;
  /** Hand it back to the next attempt. */
  readonly progress: DeliveryProgress | null;
}

export interface DeliverOptions {
  /** Called, and awaited, before and after every step that the portal remembers: the caller makes it durable. */
  readonly onProgress?: (progress: DeliveryProgress) => void | Promise<void>;
  /** Staff have decided to send it although the destination's key has changed. */
  readonly despiteRollover?: boolean;
}

export type Delivered = Result<DeliveryProgress, DeliveryFailure>;

interface Parts {
  readonly api: AuthorisedApi;
  readonly paths: PathsByVersion;
  readonly destinations: Destinations;
  readonly log: Log;
}

const Announced = z.looseObject({ submissionId: z.uuid(), caseId: z.uuid() });

/**
 * Delivers a sealed submission: announce, upload, submit. What was reached is in `DeliveryProgress`; a retry with it
 * goes on from there, and no sequence of lost answers makes a second case.
 */
export async function deliver(
  parts: Parts,
  sealed: SealedSubmission,
  progress: DeliveryProgress | null,
  options: DeliverOptions,
): Promise<Delivered> {
  const run = new DeliveryRun(parts, sealed, options);
  const first = await run.from(progress);
  // A draft that vanished (after a day, or with the portal's storage) is made anew; once, lest a portal that loses everything be filled with drafts.
  return first === 'vanished' ? run.afterVanished() : first;
}

class DeliveryRun {
  readonly #parts: Parts;
  readonly #paths: Paths;
  readonly #sealed: SealedSubmission;
  readonly #options: DeliverOptions;

  constructor(parts: Parts, sealed: SealedSubmission, options: DeliverOptions) {
    this.#parts = parts;
    this.#paths = parts.paths[apiVersionOf(sealed.metadataVersion)];
    this.#sealed = sealed;
    this.#options = options;
  }

  async afterVanished(): Promise<Delivered> {
    const again = await this.from(null);
    if (again !== 'vanished') return again;
    return err({ failure: { reason: 'bad-answer', detail: 'draft-vanished' }, progress: null });
  }

  async from(known: DeliveryProgress | null): Promise<Delivered | 'vanished'> {
    if (known?.submitted) return ok(known);
    if (known?.submitTried) {
      const outcome = await this.#lookUp(known);
      if (outcome !== 'not-submitted') return outcome;
    }
    const announced = known === null ? await this.#announce() : ok(known);
    if (!announced.ok) return announced;
    const uploaded = await this.#upload(announced.value);
    if (uploaded === 'vanished' || !uploaded.ok) return uploaded;
    return this.#submit(uploaded.value);
  }

  async #announce(): Promise<Delivered> {
    const { api, destinations } = this.#parts;
    const sealed = this.#sealed;
    const fail = (failure: DeliveryFailureReason): Delivered => err({ failure, progress: null });
    const destination = await destinations.ready(sealed.destinationId);
    if (!destination.ok) return fail(destination.error);
    // Nobody here can write it anew: the session that could read it is gone.
    if (!readsMetadata(destination.value.metadataVersions, sealed.metadataVersion ?? '1.0.0')) {
      return fail({ reason: 'unsupported-metadata' });
    }
    const currentKid = destination.value.encryptionKid;
    if (currentKid !== sealed.encryptionKid && !this.#options.despiteRollover) {
      return fail({ reason: 'key-rolled-over', currentKid });
    }
    const answer = await api.call({
      method: 'POST',
      url: this.#paths.submissions(),
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(announcement(sealed, destination.value)),
      timeoutMs: delays.query,
      maxBytes: limits.answerBytes,
    });
    if (!answer.ok) return fail(answer.error);
    const ids = readJson(answer.value, Announced);
    if (!ids.ok) return fail(ids.error);
    const { submissionId, caseId } = ids.value;
    return ok(await this.#reached({ submissionId, caseId, uploaded: [], submitTried: false, submitted: false }));
  }

  async #upload(start: DeliveryProgress): Promise<Delivered | 'vanished'> {
    const { api } = this.#parts;
    let progress = start;
    for (const { id, jwe } of this.#sealed.attachments) {
      if (progress.uploaded.includes(id)) continue;
      const answer = await api.call({
        method: 'PUT',
        url: this.#paths.attachment(progress.submissionId, id),
        headers: { 'content-type': 'application/jose' },
        body: jwe,
        timeoutMs: uploadTimeout(jwe.length),
        maxBytes: limits.answerBytes,
      });
      if (!answer.ok && isGone(answer.error)) return this.#vanishedUnlessSubmitted(progress);
      // 409: it is there already, from an attempt whose answer was lost; the ciphertext is the same.
      if (!answer.ok && !isConflict(answer.error)) return err({ failure: answer.error, progress });
      if (answer.ok && !isPortalAnswer(answer.value)) return err({ failure: NOT_THE_PORTAL, progress });
      progress = await this.#reached({ ...progress, uploaded: [...progress.uploaded, id] });
    }
    return ok(progress);
  }

  async #submit(start: DeliveryProgress): Promise<Delivered | 'vanished'> {
    const { api } = this.#parts;
    const triedBefore = start.submitTried;
    const progress = triedBefore ? start : await this.#reached({ ...start, submitTried: true });
    const body = JSON.stringify({
      encryptedMetadata: this.#sealed.encryptedMetadata,
      encryptedData: this.#sealed.encryptedData,
    });
    const answer = await api.call({
      method: 'PUT',
      url: this.#paths.submission(progress.submissionId),
      headers: { 'content-type': 'application/json' },
      body,
      timeoutMs: uploadTimeout(body.length),
      maxBytes: limits.answerBytes,
    });
    if (answer.ok && !isPortalAnswer(answer.value)) return err({ failure: NOT_THE_PORTAL, progress });
    if (answer.ok) return ok(await this.#reached({ ...progress, submitted: true }));
    const { error } = answer;
    if (isGone(error)) return triedBefore ? this.#vanishedUnlessSubmitted(progress) : 'vanished';
    if (isConflict(error)) {
      const outcome = await this.#lookUp(progress);
      return outcome === 'not-submitted' ? err({ failure: error, progress }) : outcome;
    }
    if (isAmbiguous(error)) return err({ failure: error, progress });
    // A plain refusal proves that nothing was submitted. If the portal missed something, the next attempt sends all of it again.
    return err({ failure: error, progress: error.reason === 'refused' ? { ...start, uploaded: [] } : start });
  }

  /** The portal does not know the draft: if a submit call was ever tried, only the event log can say why. */
  async #vanishedUnlessSubmitted(progress: DeliveryProgress): Promise<Delivered | 'vanished'> {
    if (!progress.submitTried) return 'vanished';
    const outcome = await this.#lookUp(progress);
    return outcome === 'not-submitted' ? 'vanished' : outcome;
  }

  /** Asks the event log, which outlives the submission, whether the submit call that was tried has arrived. */
  async #lookUp(progress: DeliveryProgress): Promise<Delivered | 'vanished' | 'not-submitted'> {
    const log = await readEventLog(this.#parts.api, this.#paths, progress);
    if (!log.ok) return isGone(log.error) ? this.#unknown(progress) : err({ failure: log.error, progress });
    if (wasSubmitted(log.value)) return ok(await this.#reached({ ...progress, submitted: true }));
    return wasDeleted(log.value) ? 'vanished' : 'not-submitted';
  }

  #unknown(progress: DeliveryProgress): Delivered {
    return err({ failure: { reason: 'outcome-unknown' }, progress });
  }

  async #reached(progress: DeliveryProgress): Promise<DeliveryProgress> {
    this.#parts.log.event('debug', 'fit-connect.delivery.progress', {
      package: code(this.#sealed.packageId),
      submission: code(progress.submissionId),
      uploaded: progress.uploaded.length,
      submitTried: progress.submitTried,
      submitted: progress.submitted,
    });
    await this.#options.onProgress?.(progress);
    return progress;
  }
}

/** Body of the call that announces a submission (Submission API, "POST /submissions"), by the version that carries it. */
function announcement(sealed: SealedSubmission, { publicServices }: Destination): Readonly<Record<string, unknown>> {
  const { destinationId, caseId, publicService, attachments } = sealed;
  const announced = {
    destinationId,
    ...(caseId && { caseId }),
    announcedAttachments: attachments.map(({ id }) => id),
  };
  if (apiVersionOf(sealed.metadataVersion) === 'v1') {
    return { ...announced, ...(publicService && { serviceType: publicService }) };
  }
  const offered = publicServices.find(({ identifier }) => identifier === publicService?.identifier);
  const region = sealed.region ?? offered?.regions?.[0];
  return { ...announced, ...(publicService && { publicService }), ...(region && { region }) };
}

const NOT_THE_PORTAL: PortalFailure = { reason: 'bad-answer', detail: 'not-json' };

/** Nothing or JSON. A proxy's page with status 200 must not pass for a delivered submission. */
const isPortalAnswer = ({ text }: HttpAnswer): boolean => text.trim() === '' || parseJson(text) !== undefined;

const isGone = (failure: PortalFailure): boolean =>
  failure.reason === 'refused' && (failure.status === 404 || failure.status === 410);

const isConflict = (failure: PortalFailure): boolean => failure.reason === 'refused' && failure.status === 409;

/** The failure as one loggable code. */
export const deliveryFailureCode = (failure: DeliveryFailureReason): string =>
  failure.reason === 'inactive' ||
  failure.reason === 'unsupported-metadata' ||
  failure.reason === 'no-key' ||
  failure.reason === 'key-rolled-over' ||
  failure.reason === 'outcome-unknown'
    ? failure.reason
    : failureCode(failure);
