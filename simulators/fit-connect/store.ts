import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Turns } from '../../foundation/turns.ts';
import { readJsonFile, writeWhole } from './private-files.ts';
import { CaseRecord, SubmissionRecord } from './records.ts';

/**
 * The demo portal's memory, as files in one directory: a restart forgets nothing.
 * `submissions/<id>/` ciphertext, `cases/<caseId>/` the authority's decrypted files, `events/<caseId>.json` signed events.
 */
export class PortalStore {
  readonly #directory: string;
  readonly #submissions = new Map<string, SubmissionRecord>();
  readonly #cases = new Map<string, CaseRecord>();
  readonly #events = new Map<string, readonly string[]>();
  readonly #writing = new Map<string, Turns>();

  private constructor(directory: string) {
    this.#directory = directory;
  }

  static async open(directory: string): Promise<PortalStore> {
    const store = new PortalStore(directory);
    await mkdir(directory, { recursive: true, mode: 0o700 });
    for (const id of await list(join(directory, 'submissions'))) {
      const value = await readJsonFile(join(directory, 'submissions', id, 'submission.json'));
      if (value !== undefined) store.#submissions.set(id, SubmissionRecord.parse(value));
    }
    for (const id of await list(join(directory, 'cases'))) {
      const value = await readJsonFile(join(directory, 'cases', id, 'case.json'));
      if (value !== undefined) store.#cases.set(id, CaseRecord.parse(value));
    }
    for (const name of await list(join(directory, 'events'))) {
      if (!name.endsWith('.json')) continue;
      const value = await readJsonFile(join(directory, 'events', name));
      store.#events.set(name.slice(0, -'.json'.length), z.array(z.string()).parse(value));
    }
    return store;
  }

  submission(id: string): SubmissionRecord | undefined {
    return this.#submissions.get(id);
  }

  submissions(): readonly SubmissionRecord[] {
    return [...this.#submissions.values()];
  }

  case(id: string): CaseRecord | undefined {
    return this.#cases.get(id);
  }

  /** Latest first. */
  cases(): readonly CaseRecord[] {
    return [...this.#cases.values()].sort((a, b) => b.submittedAt - a.submittedAt);
  }

  /** Signed tokens of a case, oldest first; `undefined` for a case that never was. */
  events(caseId: string): readonly string[] | undefined {
    return this.#events.get(caseId);
  }

  async saveSubmission(record: SubmissionRecord): Promise<void> {
    this.#submissions.set(record.submissionId, record);
    await this.#write(join('submissions', record.submissionId, 'submission.json'), () =>
      this.#submissions.get(record.submissionId),
    );
  }

  async saveCase(record: CaseRecord): Promise<void> {
    this.#cases.set(record.caseId, record);
    await this.#write(join('cases', record.caseId, 'case.json'), () => this.#cases.get(record.caseId));
  }

  async appendEvent(caseId: string, token: string): Promise<void> {
    this.#events.set(caseId, [...(this.#events.get(caseId) ?? []), token]);
    await this.#write(join('events', `${caseId}.json`), () => this.#events.get(caseId));
  }

  /** Where the ciphertext of an attachment is written. Both ids have been checked to be UUIDs. */
  attachmentPath(submissionId: string, attachmentId: string): string {
    return join(this.#directory, 'submissions', submissionId, `${attachmentId}.jwe`);
  }

  readAttachment(submissionId: string, attachmentId: string): Promise<string> {
    return readFile(this.attachmentPath(submissionId, attachmentId), 'utf8');
  }

  saveCaseFile(caseId: string, attachmentId: string, bytes: Uint8Array): Promise<void> {
    return writeWhole(join(this.#directory, 'cases', caseId, attachmentId), bytes);
  }

  readCaseFile(caseId: string, attachmentId: string): Promise<Uint8Array> {
    return readFile(join(this.#directory, 'cases', caseId, attachmentId));
  }

  /** Ciphertext is no longer needed once the authority has it. */
  async dropCiphertext(record: SubmissionRecord): Promise<void> {
    for (const id of record.announced) await rm(this.attachmentPath(record.submissionId, id), { force: true });
    await this.saveSubmission({ ...record, state: 'gone', encryptedMetadata: null, encryptedData: null });
  }

  /** One write a file at a time, each with the newest content: a slow older one can never win. */
  #write(path: string, value: () => unknown): Promise<void> {
    const turns = this.#writing.get(path) ?? new Turns();
    this.#writing.set(path, turns);
    return turns.take(() => writeWhole(join(this.#directory, path), JSON.stringify(value())));
  }
}

async function list(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw thrown;
  }
}
