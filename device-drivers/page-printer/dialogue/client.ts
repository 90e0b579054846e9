import type { Clock } from '../../../foundation/clock.ts';
import { err, ok, type Result } from '../../../foundation/result.ts';
import { AttributeReader, attribute, charset, integer, keyword, language, name, uri } from '../codec/attributes.ts';
import { decodeAnswer, type LenientMessage } from '../codec/decode.ts';
import { encodeHead } from '../codec/encode.ts';
import { type Attribute, GROUPS, type Group, type Message, type Value } from '../codec/message.ts';
import { type IppOperation, isSuccess, type JobState, jobStateOf, OPERATIONS, STATUS } from '../codec/registry.ts';
import { DELAYS } from '../delays.ts';
import type { HttpFailureReason, HttpTarget, Post } from '../transport/http.ts';
import { type IppPrinterStatus, PRINTER_ATTRIBUTES, readPrinter } from './printer-status.ts';

export type IppFailure =
  | { readonly reason: HttpFailureReason; readonly detail: string }
  /** Answered with something that is no IPP message, or none to our question. */
  | { readonly reason: 'malformed'; readonly detail: string }
  /** Understood, and refused. `status` as in RFC 8011 appendix B. */
  | { readonly reason: 'refused'; readonly status: number; readonly detail: string };

export type IppAnswer<T> = Promise<Result<T, IppFailure>>;

export interface JobStatus {
  readonly id: number;
  /** `undefined`: one the standard does not know. */
  readonly state: JobState | undefined;
  readonly reasons: readonly string[];
  /** Pages out so far; `undefined` if not told. CUPS 2.4 says 1 before the first. */
  readonly impressions: number | undefined;
  /** Pages of the whole job; `undefined` if not told. */
  readonly total: number | undefined;
  readonly name: string | undefined;
  readonly user: string | undefined;
}

export interface JobTicket {
  readonly name: string;
  /** Template attributes: copies, media, sides. */
  readonly attributes: readonly Attribute[];
}

export interface ClientOptions {
  readonly target: HttpTarget;
  readonly printerUri: string;
  readonly user: string;
  readonly clock: Clock;
  readonly post: Post;
}

const JOB_ATTRIBUTES = [
  'job-id',
  'job-state',
  'job-state-reasons',
  'job-impressions-completed',
  'job-impressions',
  'job-name',
  'job-originating-user-name',
].map(keyword);

const PDF = attribute('document-format', { type: 'mimeMediaType', text: 'application/pdf' });
const NOTHING = new Uint8Array();

/** IPP/2.0 operations of one printer or queue (RFC 8011 section 4), one request each; 1.1 for those that know no 2.0. */
export class IppClient {
  readonly #options: ClientOptions;
  #requestId = 0;
  #version = { major: 2, minor: 0 };
  /** An answer of success came in this version: what is refused from then on has other causes. */
  #isVersionProven = false;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  async printer(): IppAnswer<IppPrinterStatus> {
    const answer = await this.#ask('Get-Printer-Attributes', [
      attribute('requested-attributes', ...PRINTER_ATTRIBUTES.map(keyword)),
    ]);
    if (!answer.ok) return answer;
    const status = readPrinter(AttributeReader.of(answer.value, GROUPS.printer), answer.value.dropped.length);
    return status ? ok(status) : err({ reason: 'malformed', detail: 'no-printer-state' });
  }

  /** Asks whether a job with these attributes would be taken; nothing is sent and nothing created. */
  async validate(ticket: JobTicket): IppAnswer<void> {
    return done(await this.#ask('Validate-Job', [nameOf(ticket), PDF], jobGroup(ticket)));
  }

  /** @returns the new job's id */
  async printJob(ticket: JobTicket, pdf: Uint8Array): IppAnswer<number> {
    return jobId(await this.#ask('Print-Job', [nameOf(ticket), PDF], jobGroup(ticket), pdf));
  }

  /** @returns the new job's id */
  async createJob(ticket: JobTicket): IppAnswer<number> {
    return jobId(await this.#ask('Create-Job', [nameOf(ticket)], jobGroup(ticket)));
  }

  async sendDocument(id: number, pdf: Uint8Array): IppAnswer<void> {
    const last = attribute('last-document', { type: 'boolean', value: true });
    return done(await this.#ask('Send-Document', [attribute('job-id', integer(id)), PDF, last], [], pdf));
  }

  async job(id: number): IppAnswer<JobStatus> {
    const answer = await this.#ask('Get-Job-Attributes', [
      attribute('job-id', integer(id)),
      attribute('requested-attributes', ...JOB_ATTRIBUTES),
    ]);
    if (!answer.ok) return answer;
    const groups = answer.value.groups.filter((group) => group.tag === GROUPS.job);
    const job = groups.length === 0 ? undefined : readJob(groups, id);
    return job ? ok(job) : err({ reason: 'malformed', detail: 'no-job' });
  }

  /** Jobs under our own user name, oldest first as far as the printer keeps that order. */
  async jobs(which: 'completed' | 'not-completed'): IppAnswer<readonly JobStatus[]> {
    const answer = await this.#ask('Get-Jobs', [
      attribute('which-jobs', keyword(which)),
      attribute('my-jobs', { type: 'boolean', value: true }),
      attribute('requested-attributes', ...JOB_ATTRIBUTES),
    ]);
    if (!answer.ok) return answer;
    const jobs = answer.value.groups.flatMap((group) => (group.tag === GROUPS.job ? (readJob([group]) ?? []) : []));
    // Simple printers ignore my-jobs.
    return ok(jobs.filter((job) => job.user === undefined || job.user === this.#options.user));
  }

  /** @param purge with all that is remembered of it (an attribute of CUPS) */
  async cancel(id: number, purge: boolean): IppAnswer<void> {
    const extra = purge ? [attribute('purge-job', { type: 'boolean', value: true } satisfies Value)] : [];
    return done(await this.#ask('Cancel-Job', [attribute('job-id', integer(id)), ...extra]));
  }

  async #ask(
    operation: IppOperation,
    attributes: readonly Attribute[],
    more: readonly Group[] = [],
    data: Uint8Array = NOTHING,
  ): IppAnswer<LenientMessage> {
    const answer = await this.#askOnce(operation, attributes, more, data);
    if (answer.ok) this.#isVersionProven = true;
    if (answer.ok || this.#version.major === 1 || !this.#isTooNew(answer.error)) return answer;
    this.#version = { major: 1, minor: 1 };
    return this.#askOnce(operation, attributes, more, data);
  }

  /** Old printers call IPP/2.0 a bad request (as the `ipp` backend of CUPS has it; apple/cups issue 5211). */
  #isTooNew(failure: IppFailure): boolean {
    if (failure.reason !== 'refused') return false;
    const isUnproven = !this.#isVersionProven && failure.status === STATUS.badRequest;
    return failure.status === STATUS.versionNotSupported || isUnproven;
  }

  async #askOnce(
    operation: IppOperation,
    attributes: readonly Attribute[],
    more: readonly Group[],
    data: Uint8Array,
  ): IppAnswer<LenientMessage> {
    const { target, clock, post } = this.#options;
    this.#requestId = (this.#requestId % 0x7fffffff) + 1;
    const head = encodeHead({
      version: this.#version,
      code: OPERATIONS[operation],
      requestId: this.#requestId,
      groups: [{ tag: GROUPS.operation, attributes: this.#operationAttributes(attributes) }, ...more],
      data: NOTHING,
    });
    const id = this.#requestId;
    const within = data.length > 0 ? DELAYS.sendWithin : DELAYS.answerWithin;
    const reply = await post(target, data.length > 0 ? [head, data] : [head], clock, within);
    if (!reply.ok) return reply;
    const message = decodeAnswer(reply.value);
    if (!message.ok) return err({ reason: 'malformed', detail: `${message.error.reason}@${message.error.offset}` });
    const status = message.value.code;
    // One that refuses a request may not have read its number; on a connection of its own it is still the answer.
    if (isSuccess(status)) {
      return message.value.requestId === id ? message : err({ reason: 'malformed', detail: 'request-id' });
    }
    return err({ reason: 'refused', status, detail: `0x${status.toString(16).padStart(4, '0')}` });
  }

  /** RFC 8011 section 4.1.4: charset and language first, then the target; a job's id directly behind it. */
  #operationAttributes(attributes: readonly Attribute[]): readonly Attribute[] {
    const isJobId = (one: Attribute) => one.name === 'job-id';
    return [
      attribute('attributes-charset', charset('utf-8')),
      attribute('attributes-natural-language', language('en')),
      attribute('printer-uri', uri(this.#options.printerUri)),
      ...attributes.filter(isJobId),
      attribute('requesting-user-name', name(this.#options.user)),
      ...attributes.filter((one) => !isJobId(one)),
    ];
  }
}

const nameOf = (ticket: JobTicket): Attribute => attribute('job-name', name(ticket.name));
const jobGroup = ({ attributes }: JobTicket): readonly Group[] =>
  attributes.length > 0 ? [{ tag: GROUPS.job, attributes }] : [];

const done = (answer: Result<Message, IppFailure>): Result<void, IppFailure> => (answer.ok ? ok(undefined) : answer);

function jobId(answer: Result<Message, IppFailure>): Result<number, IppFailure> {
  if (!answer.ok) return answer;
  const reader = AttributeReader.of(answer.value, GROUPS.job);
  // RFC 8011 section 4.2.1.2 wants both. The address ends in the number on every printer seen.
  const id = reader.number('job-id') ?? numberAtEnd(reader.text('job-uri'));
  return id === undefined ? err({ reason: 'malformed', detail: 'no-job-id' }) : ok(id);
}

function numberAtEnd(address: string | undefined): number | undefined {
  const digits = /\/(?:job-)?(\d{1,9})$/.exec(address ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** @param asked number of the one job that was asked for, where the answer is about no other */
function readJob(groups: readonly Group[], asked?: number): JobStatus | undefined {
  const reader = new AttributeReader(groups);
  const id = reader.number('job-id') ?? asked ?? numberAtEnd(reader.text('job-uri'));
  if (id === undefined) return undefined;
  return {
    id,
    state: jobStateOf(reader.number('job-state')),
    reasons: reader.texts('job-state-reasons'),
    impressions: reader.number('job-impressions-completed'),
    total: reader.number('job-impressions'),
    name: reader.text('job-name'),
    user: reader.text('job-originating-user-name'),
  };
}
