import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../foundation/clock.ts';
import type { SubmissionEventName } from '../../portals/fit-connect/contract.ts';
import type { AuthenticationTags } from '../../portals/fit-connect/events/authentication-tags.ts';
import { limits } from '../../portals/fit-connect/limits.ts';
import { parseJson } from '../../portals/http/request.ts';
import { type Call, HttpProblem, readBody } from '../http/server.ts';
import { type DestinationDirectory, regionsOf } from './destinations.ts';
import { writeEvent } from './event-writer.ts';
import type { Reply } from './injected-faults.ts';
import { checkCompactJwe, storeJwe } from './jwe.ts';
import type { PortalKeys } from './keys.ts';
import { PublicService, type SubmissionRecord } from './records.ts';
import type { PortalStore } from './store.ts';

/** "Unfinished submissions vanish after a day." */
export const DRAFT_LIFETIME_MS = 24 * 3_600_000;
/** Base64url makes four characters of three bytes. */
const MAX_JWE_BYTES = Math.ceil(limits.attachmentBytes / 3) * 4 + 4096;
const MAX_BODY_BYTES = 64_000_000;

/** Of metadata and data the delivery service takes nothing else (seen at FIT-Connect's test system: 422). */
const STRUCTURED: ReadonlySet<string> = new Set(['application/json', 'application/xml']);

const Announcement = z.strictObject({
  destinationId: z.uuid(),
  caseId: z.uuid().optional(),
  announcedAttachments: z
    .array(z.uuid())
    .max(limits.attachments)
    .refine((ids) => new Set(ids).size === ids.length),
  publicService: PublicService.optional(),
  serviceType: PublicService.optional(),
  region: z.string().max(20).optional(),
});

const Submit = z.strictObject({ encryptedMetadata: z.string(), encryptedData: z.string() });

const Page = z.object({
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(500),
});

/** Submission API of the delivery service: it checks everything that can be checked without reading. */
export class SubmissionApi {
  readonly #store: PortalStore;
  readonly #destinations: DestinationDirectory;
  readonly #keys: PortalKeys;
  readonly #clock: Clock;
  readonly #issuer: () => string;
  readonly #onSubmitted: (submission: SubmissionRecord) => void;

  constructor(parts: {
    store: PortalStore;
    destinations: DestinationDirectory;
    keys: PortalKeys;
    clock: Clock;
    issuer: () => string;
    onSubmitted: (submission: SubmissionRecord) => void;
  }) {
    this.#store = parts.store;
    this.#destinations = parts.destinations;
    this.#keys = parts.keys;
    this.#clock = parts.clock;
    this.#issuer = parts.issuer;
    this.#onSubmitted = parts.onSubmitted;
  }

  async announce(version: 'v1' | 'v2', call: Call): Promise<Reply> {
    const body = Announcement.safeParse(parseJson(await readBody(call.request, MAX_BODY_BYTES)));
    if (!body.success) throw new HttpProblem(400, 'malformed', body.error.issues[0]?.path.join('.'));
    const { destinationId, caseId, announcedAttachments, publicService, serviceType, region } = body.data;
    const ofOtherVersion = version === 'v2' ? serviceType : (publicService ?? region);
    if (ofOtherVersion !== undefined) throw new HttpProblem(400, 'malformed');
    const service = publicService ?? serviceType ?? null;
    const destination = this.#destinations.get(destinationId);
    if (destination === undefined) throw new HttpProblem(404, 'unknown-destination');
    if (!this.#destinations.isActive(destinationId)) throw new HttpProblem(422, 'destination-inactive');
    if (service && !destination.publicServices.some(({ identifier }) => identifier === service.identifier)) {
      throw new HttpProblem(422, 'service-not-offered');
    }
    if (service === null && destination.demandsPublicService) throw new HttpProblem(422, 'public-service-missing');
    if (region !== undefined && !regionsOf(destination).some((offered) => region.startsWith(offered))) {
      throw new HttpProblem(422, 'region-not-offered');
    }
    const isKnown = this.#store.submissions().some((s) => s.caseId === caseId && s.destinationId === destinationId);
    if (caseId !== undefined && !isKnown) throw new HttpProblem(422, 'unknown-case');
    const submission: SubmissionRecord = {
      submissionId: randomUUID(),
      caseId: caseId ?? randomUUID(),
      destinationId,
      publicService: service,
      region: region ?? null,
      announced: announcedAttachments,
      uploaded: {},
      state: 'draft',
      createdAt: this.#clock.now(),
      encryptedMetadata: null,
      encryptedData: null,
    };
    await this.#store.saveSubmission(submission);
    await this.#event('create', submission);
    const ids = { submissionId: submission.submissionId, caseId: submission.caseId };
    return { status: 201, body: { ...ids, destinationId } };
  }

  async attach(call: Call): Promise<Reply> {
    const submission = await this.#draft(call);
    const attachmentId = call.params.attachmentId ?? '';
    if (!submission.announced.includes(attachmentId)) throw new HttpProblem(422, 'attachment-not-announced');
    if (call.request.headers['content-type'] !== 'application/jose') throw new HttpProblem(415, 'not-jose');
    const used = Object.values(submission.uploaded).reduce((sum, { bytes }) => sum + bytes, 0);
    if (used > (limits.submissionBytes / 3) * 4) throw new HttpProblem(413, 'submission-too-large');
    const path = this.#store.attachmentPath(submission.submissionId, attachmentId);
    const { tag, bytes } = await storeJwe(call.request, path, MAX_JWE_BYTES, await this.#kids(submission));
    const now = this.#store.submission(submission.submissionId) ?? submission;
    await this.#store.saveSubmission({ ...now, uploaded: { ...now.uploaded, [attachmentId]: { tag, bytes } } });
    return { status: 204 };
  }

  async submit(call: Call): Promise<Reply> {
    const draft = await this.#draft(call);
    const body = Submit.safeParse(parseJson(await readBody(call.request, MAX_BODY_BYTES)));
    if (!body.success) throw new HttpProblem(400, 'malformed');
    const kids = await this.#kids(draft);
    const metadata = checkCompactJwe(body.data.encryptedMetadata, kids, STRUCTURED);
    const data = checkCompactJwe(body.data.encryptedData, kids, STRUCTURED);
    const missing = draft.announced.filter((id) => draft.uploaded[id] === undefined);
    if (missing.length > 0) throw new HttpProblem(422, 'attachments-missing', `${missing.length}`);
    // Two submit calls may have come this far together; only one makes the case.
    if (this.#store.submission(draft.submissionId)?.state !== 'draft') throw new HttpProblem(409, 'already-submitted');
    const submitted: SubmissionRecord = { ...draft, ...body.data, state: 'submitted' };
    await this.#store.saveSubmission(submitted);
    const authenticationTags: AuthenticationTags = {
      metadata: metadata.tag,
      data: data.tag,
      attachments: Object.fromEntries(Object.entries(draft.uploaded).map(([id, { tag }]) => [id, tag])),
    };
    await this.#event('submit', submitted, { authenticationTags });
    await this.#event('notify', submitted, { notifyType: 'new-submission-callback' });
    this.#onSubmitted(submitted);
    return { status: 200, body: { submissionId: submitted.submissionId, caseId: submitted.caseId } };
  }

  events(call: Call): Reply {
    const { submissionId, caseId } = call.params;
    const id = caseId ?? this.#store.submission(submissionId ?? '')?.caseId;
    const log = id === undefined ? undefined : this.#store.events(id);
    if (log === undefined) throw new HttpProblem(404, 'unknown-case');
    const page = Page.safeParse(Object.fromEntries(call.url.searchParams));
    if (!page.success) throw new HttpProblem(400, 'malformed');
    const { offset, limit } = page.data;
    const eventLog = log.slice(offset, offset + limit);
    return { status: 200, body: { offset, count: eventLog.length, totalCount: log.length, eventLog } };
  }

  async signingKeys(): Promise<Reply> {
    return { status: 200, body: { keys: [(await this.#keys.deliveryService()).publicJwk] } };
  }

  /** @throws HttpProblem 404 once gone, 409 once submitted */
  async #draft(call: Call): Promise<SubmissionRecord> {
    const submission = this.#store.submission(call.params.submissionId ?? '');
    if (submission === undefined || submission.state === 'gone') throw new HttpProblem(404, 'unknown-submission');
    if (submission.state === 'submitted') throw new HttpProblem(409, 'already-submitted');
    if (this.#clock.now() - submission.createdAt < DRAFT_LIFETIME_MS) return submission;
    await this.#store.dropCiphertext(submission);
    await this.#event('delete', submission);
    throw new HttpProblem(404, 'unknown-submission');
  }

  async #kids({ destinationId }: SubmissionRecord): Promise<ReadonlySet<string>> {
    return new Set((await this.#destinations.allEncryptionKeys(destinationId)).map(({ kid }) => kid));
  }

  async #event(
    name: SubmissionEventName,
    { submissionId, caseId }: SubmissionRecord,
    payload?: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const key = await this.#keys.deliveryService();
    const event = { name, issuer: this.#issuer(), key, submissionId, caseId };
    await writeEvent(this.#store, this.#clock, payload ? { ...event, payload } : event);
  }
}
