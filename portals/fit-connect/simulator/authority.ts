import { compactDecrypt } from 'jose';
import type { Clock, Timer } from '../../../foundation/clock.ts';
import { Bug, reasonOf } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import { parseJson } from '../../http/request.ts';
import { Metadata, type Problem } from '../contract.ts';
import { tagOf } from '../tags.ts';
import { checkAttachmentIds, checkHash, checkPayment, checkService, checkType, DataSchemas } from './content-checks.ts';
import type { DestinationDirectory, DestinationOptions } from './destinations.ts';
import { writeEvent } from './event-writer.ts';
import type { PortalKeys } from './keys.ts';
import { problem } from './problems.ts';
import type { CaseFile, CaseRecord, SubmissionRecord } from './records.ts';
import type { PortalStore } from './store.ts';

interface Parts {
  readonly store: PortalStore;
  readonly destinations: DestinationDirectory;
  readonly keys: PortalKeys;
  readonly clock: Clock;
  readonly log: Log;
  readonly onChange: () => void;
  readonly onAccepted: (accepted: CaseRecord) => void;
}

/** The authority: picks submissions up, decrypts and checks them, and says so in signed events. */
export class Authority {
  acceptAfterMs = 800;
  rejectNext: Problem | null = null;
  readonly #parts: Parts;
  readonly #timers = new Map<string, Timer>();
  readonly #schemas = new Map<string, DataSchemas>();
  #stopped = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** What was under way when the portal stopped goes on. */
  resume(): void {
    for (const submission of this.#parts.store.submissions()) {
      if (submission.state === 'submitted') this.receive(submission);
    }
  }

  receive(submission: SubmissionRecord): void {
    this.#handle(submission).catch((thrown: unknown) => {
      this.#parts.log.event('error', 'demo-portal.authority.failed', {
        case: code(submission.caseId),
        reason: code(reasonOf(thrown)),
      });
    });
  }

  stop(): void {
    this.#stopped = true;
    for (const timer of this.#timers.values()) this.#parts.clock.clearTimeout(timer);
    this.#timers.clear();
  }

  async #handle(submission: SubmissionRecord): Promise<void> {
    const { store, onChange } = this.#parts;
    const received = await this.#open(submission);
    await store.saveCase(received);
    onChange();
    await this.#wait(submission.caseId);
    if (!this.#stopped) await this.#decide(submission, received);
  }

  #wait(caseId: string): Promise<void> {
    return new Promise((resolve) => {
      this.#timers.set(caseId, this.#parts.clock.setTimeout(resolve, this.acceptAfterMs));
    });
  }

  async #decide(submission: SubmissionRecord, received: CaseRecord): Promise<void> {
    const { store, keys, clock, onChange, onAccepted } = this.#parts;
    this.#timers.delete(submission.caseId);
    const ordered = this.rejectNext === null ? [] : [this.rejectNext];
    this.rejectNext = null;
    const problems = [...received.problems, ...ordered];
    const decided: CaseRecord = {
      ...received,
      problems,
      state: problems.length === 0 ? 'accepted' : 'rejected',
      decidedAt: clock.now(),
    };
    const authenticationTags = {
      metadata: tagOf(submission.encryptedMetadata ?? ''),
      data: tagOf(submission.encryptedData ?? ''),
      attachments: Object.fromEntries(Object.entries(submission.uploaded).map(([id, { tag }]) => [id, tag])),
    };
    await store.saveCase(decided);
    await writeEvent(store, clock, {
      name: decided.state === 'accepted' ? 'accept' : 'reject',
      issuer: submission.destinationId,
      key: await keys.signing(submission.destinationId),
      submissionId: submission.submissionId,
      caseId: submission.caseId,
      payload: decided.state === 'accepted' ? { authenticationTags } : { authenticationTags, problems },
    });
    await store.dropCiphertext(submission);
    if (decided.state === 'accepted') onAccepted(decided);
    onChange();
  }

  async #open(submission: SubmissionRecord): Promise<CaseRecord> {
    const destination = this.#parts.destinations.get(submission.destinationId);
    if (destination === undefined) throw new Bug('submission for a destination that is not configured');
    const empty: CaseRecord = {
      caseId: submission.caseId,
      submissionId: submission.submissionId,
      destinationId: submission.destinationId,
      publicService: submission.publicService,
      state: 'received',
      submittedAt: this.#parts.store.case(submission.caseId)?.submittedAt ?? this.#parts.clock.now(),
      decidedAt: null,
      problems: [],
      metadata: null,
      data: null,
      identity: null,
      files: [],
    };
    const plain = await this.#decrypt(submission, submission.encryptedMetadata ?? '');
    if (plain === null) return { ...empty, problems: [problem('encryption-issue', 'metadata')] };
    const json = parseJson(new TextDecoder().decode(plain));
    if (json === undefined) return { ...empty, problems: [problem('syntax-violation', 'metadata')] };
    const metadata = Metadata.safeParse(json);
    if (!metadata.success) {
      const where = metadata.error.issues.map(({ path }) => path.join('.')).join(', ');
      return { ...empty, problems: [problem('schema-violation', 'metadata', where)] };
    }
    const data = await this.#openData(submission, metadata.data, destination);
    const files = await this.#openFiles(submission, metadata.data);
    const identity = readIdentity(metadata.data);
    return {
      ...empty,
      metadata: metadata.data,
      data: data.value,
      identity: identity.value,
      files: files.files,
      problems: [
        ...checkAttachmentIds(submission.announced, metadata.data),
        ...checkService(submission.publicService, metadata.data),
        ...data.problems,
        ...files.problems,
        ...identity.problems,
        ...this.#checkPayment(submission, metadata.data, destination),
      ],
    };
  }

  async #openData(
    submission: SubmissionRecord,
    metadata: Metadata,
    destination: DestinationOptions,
  ): Promise<{ value: unknown; problems: Problem[] }> {
    const { hash, submissionSchema } = metadata.contentStructure.data;
    const bytes = await this.#decrypt(submission, submission.encryptedData ?? '');
    if (bytes === null) return { value: null, problems: [problem('encryption-issue', 'data')] };
    const problems = checkHash(bytes, hash.content, 'data');
    const value = parseJson(new TextDecoder().decode(bytes));
    if (submissionSchema.mimeType !== 'application/json' || value === undefined) {
      return { value: null, problems: [...problems, problem('syntax-violation', 'data')] };
    }
    const schemas = this.#schemas.get(destination.id) ?? new DataSchemas(destination.schemas);
    this.#schemas.set(destination.id, schemas);
    return { value, problems: [...problems, ...schemas.check(submissionSchema.schemaUri, value)] };
  }

  async #openFiles(
    submission: SubmissionRecord,
    metadata: Metadata,
  ): Promise<{ files: CaseFile[]; problems: Problem[] }> {
    const files: CaseFile[] = [];
    const problems: Problem[] = [];
    for (const { attachmentId, filename, mimeType, purpose, hash } of metadata.contentStructure.attachments) {
      if (submission.uploaded[attachmentId] === undefined) continue;
      const jwe = await this.#parts.store.readAttachment(submission.submissionId, attachmentId);
      const bytes = await this.#decrypt(submission, jwe);
      const instance = `attachment:${attachmentId}`;
      if (bytes === null) {
        problems.push(problem('encryption-issue', instance));
        continue;
      }
      problems.push(...checkHash(bytes, hash.content, instance), ...checkType(mimeType, bytes, attachmentId));
      await this.#parts.store.saveCaseFile(submission.caseId, attachmentId, bytes);
      files.push({ attachmentId, filename, mimeType, purpose, bytes: bytes.byteLength });
    }
    return { files, problems };
  }

  #checkPayment(submission: SubmissionRecord, metadata: Metadata, destination: DestinationOptions): Problem[] {
    const service = destination.publicServices.find(
      ({ identifier }) => identifier === submission.publicService?.identifier,
    );
    const usedBefore = (transactionId: string) =>
      this.#parts.store
        .cases()
        .some(
          ({ caseId, state, metadata: other }) =>
            caseId !== submission.caseId &&
            state !== 'rejected' &&
            other?.paymentInformation?.transactionId === transactionId,
        );
    return checkPayment(metadata.paymentInformation, service, usedBefore);
  }

  /** `null` if none of the destination's keys opens it. */
  async #decrypt({ destinationId }: SubmissionRecord, jwe: string): Promise<Uint8Array | null> {
    for (const key of await this.#parts.destinations.allEncryptionKeys(destinationId)) {
      try {
        const { plaintext } = await compactDecrypt(jwe, key.privateKey, {
          keyManagementAlgorithms: ['RSA-OAEP-256'],
          contentEncryptionAlgorithms: ['A256GCM'],
        });
        return plaintext;
      } catch {
        // Not for this key, or damaged: the next one tells, or the caller reports it as a problem.
      }
    }
    return null;
  }
}

function readIdentity(metadata: Metadata): { value: unknown; problems: Problem[] } {
  const report = metadata.authenticationInformation?.[0];
  if (report === undefined) return { value: null, problems: [] };
  const value = parseJson(Buffer.from(report.content, 'base64url').toString('utf8'));
  if (value !== undefined) return { value, problems: [] };
  return { value: null, problems: [problem('identity-unreadable', 'metadata')] };
}
