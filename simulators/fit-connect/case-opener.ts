import { compactDecrypt } from 'jose';
import type { Clock } from '../../foundation/clock.ts';
import { Bug } from '../../foundation/errors.ts';
import type { Problem } from '../../portals/fit-connect/contract.ts';
import { parseJson } from '../../portals/http/request.ts';
import {
  checkAttachmentIds,
  checkData,
  checkHash,
  checkPayment,
  checkService,
  checkType,
  uploadsOf,
} from './content-checks.ts';
import type { DestinationDirectory, DestinationOptions } from './destinations.ts';
import { readIdentity } from './identity.ts';
import { type Metadata, readMetadata } from './metadata.ts';
import { problem } from './problems.ts';
import type { CaseFile, CaseRecord, SubmissionRecord } from './records.ts';
import type { PortalStore } from './store.ts';

/** Decrypts a submission and looks at everything in it; what it finds wrong is in the case's problems. */
export class CaseOpener {
  readonly #store: PortalStore;
  readonly #destinations: DestinationDirectory;
  readonly #clock: Clock;

  constructor(store: PortalStore, destinations: DestinationDirectory, clock: Clock) {
    this.#store = store;
    this.#destinations = destinations;
    this.#clock = clock;
  }

  async open(submission: SubmissionRecord): Promise<CaseRecord> {
    const destination = this.#destinations.get(submission.destinationId);
    if (destination === undefined) throw new Bug('submission for a destination that is not configured');
    const empty: CaseRecord = {
      caseId: submission.caseId,
      submissionId: submission.submissionId,
      destinationId: submission.destinationId,
      publicService: submission.publicService,
      state: 'received',
      submittedAt: this.#store.case(submission.caseId)?.submittedAt ?? this.#clock.now(),
      decidedAt: null,
      problems: [],
      metadata: null,
      data: null,
      identity: null,
      files: [],
      paidLater: null,
    };
    const plain = await this.#decrypt(submission, submission.encryptedMetadata ?? '');
    if (plain === null) return { ...empty, problems: [problem('encryption-issue', 'metadata')] };
    const json = parseJson(new TextDecoder().decode(plain));
    if (json === undefined) return { ...empty, problems: [problem('syntax-violation', 'metadata')] };
    const { metadata, problems } = readMetadata(json, this.#destinations.metadataVersions(destination.id));
    if (metadata === null) return { ...empty, problems: [...problems] };
    const data = await this.#openData(submission, metadata, destination);
    const files = await this.#openFiles(submission, metadata);
    const identity = readIdentity(metadata);
    return {
      ...empty,
      metadata,
      data: data.value,
      identity: identity.value,
      files: files.files,
      problems: [
        ...checkAttachmentIds(submission.announced, metadata),
        ...checkService(submission.publicService, metadata),
        ...data.problems,
        ...files.problems,
        ...identity.problems,
        ...this.#checkPayment(submission, metadata, destination),
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
    return { value, problems: [...problems, ...checkData(destination.schemas, submissionSchema.schemaUri, value)] };
  }

  async #openFiles(
    submission: SubmissionRecord,
    metadata: Metadata,
  ): Promise<{ files: CaseFile[]; problems: Problem[] }> {
    const files: CaseFile[] = [];
    const problems: Problem[] = [];
    for (const attachment of metadata.contentStructure.attachments) {
      const { attachmentId, filename, mimeType, purpose, hash } = attachment;
      const uploads = uploadsOf(attachment);
      if (uploads.some((id) => submission.uploaded[id] === undefined)) continue;
      const parts = await Promise.all(
        uploads.map(async (id) =>
          this.#decrypt(submission, await this.#store.readAttachment(submission.submissionId, id)),
        ),
      );
      const instance = `attachment:${attachmentId}`;
      const opened = parts.filter((part) => part !== null);
      if (opened.length < parts.length) {
        problems.push(problem('encryption-issue', instance));
        continue;
      }
      const bytes = Buffer.concat(opened);
      const file = { attachmentId, filename, mimeType, purpose, bytes: bytes.byteLength };
      problems.push(...checkHash(bytes, hash.content, instance), ...checkType(file, bytes, attachmentId));
      await this.#store.saveCaseFile(submission.caseId, attachmentId, bytes);
      files.push(file);
    }
    return { files, problems };
  }

  #checkPayment(submission: SubmissionRecord, metadata: Metadata, destination: DestinationOptions): Problem[] {
    const service = destination.publicServices.find(
      ({ identifier }) => identifier === submission.publicService?.identifier,
    );
    const usedBefore = (transactionId: string) =>
      this.#store
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
    for (const key of await this.#destinations.allEncryptionKeys(destinationId)) {
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
