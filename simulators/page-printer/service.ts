import {
  AttributeReader,
  attribute,
  boolean,
  charset,
  enumeration,
  integer,
  keyword,
  language,
  mime,
  name,
  range,
  text,
  uri,
} from '../../device-drivers/page-printer/codec/attributes.ts';
import { type Attribute, GROUPS, type Group, type Message } from '../../device-drivers/page-printer/codec/message.ts';
import {
  type IppOperation,
  JOB_STATES,
  type JobState,
  OPERATIONS,
  PRINTER_STATES,
  STATUS,
} from '../../device-drivers/page-printer/codec/registry.ts';
import type { PrintEngine } from './engine.ts';
import { isOver, type SimulatedJob } from './jobs.ts';
import { reasonsOf, stops } from './troubles.ts';

/** How printers differ. */
export interface PagePrinterQuirks {
  /** How troubles are announced: some printers never say more than "warning". */
  severity: 'error' | 'warning';
  /** Forgets a job the moment it ends, as CUPS with `PreserveJobHistory No`. */
  forgetsJobs: boolean;
  /** Shows no ended job in its list, while the queue in front of it does. */
  keepsNoHistory: boolean;
  /** What the queue calls a job the printer gave up: CUPS 2.4.2 says either, as its backend happens to look. */
  queueCallsAborted: 'canceled' | 'completed';
  /** The queue calls a job completed once its last byte was sent, as with `waitjob=false`. */
  queueIsDoneAtOnce: boolean;
  /** A filter of the queue fails: the document never gets to the printer, and the queue keeps it. */
  queueFilterFails: boolean;
  /** What the queue says of a job that its printer has printed: cleared up for ever, in this state. */
  queueStopPoint: 'processing' | 'completed' | undefined;
  /** The printer itself says so of what it has printed. */
  stopPoint: boolean;
  /** Further `printer-state-reasons`, as they stand. */
  reasons: readonly string[];
  /** The queue's `device-uri`; `undefined`: this printer's own. */
  deviceUri: string | undefined;
  /** Knows no Create-Job. */
  onlyPrintJob: boolean;
  /** Refuses IPP 2.0. */
  onlyVersion11: boolean;
  /** Takes no second job while one is being printed. */
  oneJobOnly: boolean;
  acceptsJobs: boolean;
  formats: readonly string[];
  maxCopies: number;
}

export const ordinary = (): PagePrinterQuirks => ({
  severity: 'error',
  forgetsJobs: false,
  keepsNoHistory: false,
  queueCallsAborted: 'canceled',
  queueIsDoneAtOnce: false,
  queueFilterFails: false,
  queueStopPoint: undefined,
  stopPoint: false,
  reasons: [],
  deviceUri: undefined,
  onlyPrintJob: false,
  onlyVersion11: false,
  oneJobOnly: false,
  acceptsJobs: true,
  formats: ['application/pdf', 'image/jpeg'],
  maxCopies: 99,
});

type Reply = { readonly code: number; readonly groups?: readonly Group[] };

/**
 * The printer's side of RFC 8011: answers requests out of the engine's state. Strict about what a request must hold.
 * Below `/printers/` it answers as a CUPS queue in front of itself, which keeps ended jobs until they are purged.
 */
export class PrinterService {
  readonly quirks: PagePrinterQuirks = ordinary();
  readonly #engine: PrintEngine;
  readonly #uri: () => string;
  readonly #purged = new Set<number>();
  /** Jobs that were at their stop point until somebody cancelled them. */
  readonly #cleared = new Set<number>();

  /** @param uri the printer's own address */
  constructor(engine: PrintEngine, uri: () => string) {
    this.#engine = engine;
    this.#uri = uri;
  }

  /** How many jobs the queue still knows. */
  get queuedJobs(): number {
    return this.#jobs(true).length;
  }

  answer(request: Message): Message {
    const { code, groups = [] } = this.#reply(request);
    const head = {
      tag: GROUPS.operation,
      attributes: [
        attribute('attributes-charset', charset('utf-8')),
        attribute('attributes-natural-language', language('en')),
      ],
    };
    const version = this.quirks.onlyVersion11 ? { major: 1, minor: 1 } : { major: 2, minor: 0 };
    return { version, code, requestId: request.requestId, groups: [head, ...groups], data: new Uint8Array() };
  }

  #reply(request: Message): Reply {
    if (request.version.major > (this.quirks.onlyVersion11 ? 1 : 2)) return { code: STATUS.versionNotSupported };
    const [first] = request.groups;
    const names = first?.attributes.map((one) => one.name) ?? [];
    // RFC 8011 section 4.1.4.1: these two, and first.
    const isOrdered = names[0] === 'attributes-charset' && names[1] === 'attributes-natural-language';
    if (first?.tag !== GROUPS.operation || !isOrdered || names[2] !== 'printer-uri') return { code: STATUS.badRequest };
    const operation = (Object.keys(OPERATIONS) as IppOperation[]).find((key) => OPERATIONS[key] === request.code);
    if (!operation || !this.#operations().includes(operation)) return { code: STATUS.operationNotSupported };
    return this.#operate(operation, request, AttributeReader.of(request, GROUPS.operation));
  }

  #operations(): readonly IppOperation[] {
    const all = Object.keys(OPERATIONS) as IppOperation[];
    return this.quirks.onlyPrintJob ? all.filter((one) => one !== 'Create-Job' && one !== 'Send-Document') : all;
  }

  #operate(operation: IppOperation, request: Message, asked: AttributeReader): Reply {
    const isQueue = asked.text('printer-uri')?.includes('/printers/') === true;
    const job = this.#jobs(isQueue).find(({ id }) => id === asked.number('job-id'));
    switch (operation) {
      case 'Get-Printer-Attributes':
        return { code: STATUS.ok, groups: [{ tag: GROUPS.printer, attributes: this.#printer(asked, isQueue) }] };
      case 'Validate-Job':
        return { code: this.#judge(request, asked) };
      case 'Print-Job':
      case 'Create-Job':
        return this.#create(request, asked, operation === 'Print-Job');
      case 'Send-Document':
        if (!job) return { code: STATUS.notFound };
        if (job.pdf || isOver(job)) return { code: STATUS.notPossible };
        if (asked.flag('last-document') !== true) return { code: STATUS.badRequest };
        if (isQueue && this.quirks.queueFilterFails) this.#engine.strand(job, request.data);
        else this.#engine.receive(job, request.data);
        return { code: STATUS.ok, groups: [this.#job(job, isQueue)] };
      case 'Cancel-Job':
        return { code: this.#cancel(job, asked, isQueue) };
      case 'Get-Job-Attributes':
        return job ? { code: STATUS.ok, groups: [this.#job(job, isQueue)] } : { code: STATUS.notFound };
      case 'Get-Jobs':
        return { code: STATUS.ok, groups: this.#list(asked, isQueue) };
    }
  }

  #judge(request: Message, asked: AttributeReader): number {
    if (!this.quirks.acceptsJobs) return STATUS.notAcceptingJobs;
    const format = asked.text('document-format');
    if (format !== undefined && !this.quirks.formats.includes(format)) return STATUS.documentFormatNotSupported;
    const copies = AttributeReader.of(request, GROUPS.job).number('copies') ?? 1;
    return copies < 1 || copies > this.quirks.maxCopies ? STATUS.attributesNotSupported : STATUS.ok;
  }

  #create(request: Message, asked: AttributeReader, withDocument: boolean): Reply {
    const judged = this.#judge(request, asked);
    if (judged !== STATUS.ok) return { code: judged };
    const isTaken = [...this.#engine.jobs.values()].some((job) => !isOver(job));
    if (this.quirks.oneJobOnly && isTaken) return { code: STATUS.busy };
    const copies = AttributeReader.of(request, GROUPS.job).number('copies') ?? 1;
    const user = asked.text('requesting-user-name') ?? 'anonymous';
    const job = this.#engine.create(asked.text('job-name') ?? 'untitled', user, copies);
    if (withDocument) this.#engine.receive(job, request.data);
    return { code: STATUS.ok, groups: [this.#job(job)] };
  }

  #cancel(job: SimulatedJob | undefined, asked: AttributeReader, isQueue: boolean): number {
    if (!job) return STATUS.notFound;
    if (job.user !== asked.text('requesting-user-name')) return STATUS.notAuthorized;
    const isPurged = isQueue && asked.flag('purge-job') === true;
    const isCancelled = this.#engine.cancel(job, 'job-canceled-by-user');
    if (isPurged) this.#purged.add(job.id);
    const wasOpen = !isOver({ ...job, state: this.#told(job, isQueue).state });
    this.#cleared.add(job.id);
    return isCancelled || isPurged || wasOpen ? STATUS.ok : STATUS.notPossible;
  }

  /** The queue's list, or the printer's own. */
  #jobs(isQueue: boolean): readonly SimulatedJob[] {
    return [...this.#engine.jobs.values()].filter((job) => (isQueue ? !this.#purged.has(job.id) : !job.isStranded));
  }

  #list(asked: AttributeReader, isQueue: boolean): readonly Group[] {
    const wantsEnded = asked.text('which-jobs') === 'completed';
    const user = asked.flag('my-jobs') ? asked.text('requesting-user-name') : undefined;
    if (wantsEnded && this.quirks.keepsNoHistory && !isQueue) return [];
    return this.#jobs(isQueue)
      .filter(
        (job) =>
          isOver({ ...job, state: this.#told(job, isQueue).state }) === wantsEnded &&
          (user === undefined || job.user === user),
      )
      .map((job) => this.#job(job, isQueue));
  }

  #queueState({ state, pdf }: SimulatedJob): JobState {
    if (state === 'aborted') return this.quirks.queueCallsAborted;
    return this.quirks.queueIsDoneAtOnce && pdf ? 'completed' : state;
  }

  /** State and reasons as this end tells them. */
  #told(job: SimulatedJob, isQueue: boolean): Pick<SimulatedJob, 'state' | 'reasons'> {
    const { queueStopPoint, stopPoint } = this.quirks;
    const state = isQueue ? this.#queueState(job) : job.state;
    const clearsUp = isQueue ? queueStopPoint : stopPoint ? 'processing' : undefined;
    if (!clearsUp || job.state !== 'completed' || this.#cleared.has(job.id)) return { state, reasons: job.reasons };
    return { state: clearsUp, reasons: ['processing-to-stop-point'] };
  }

  #job(job: SimulatedJob, isQueue = false): Group {
    const { state, reasons } = this.#told(job, isQueue);
    return {
      tag: GROUPS.job,
      attributes: [
        attribute('job-id', integer(job.id)),
        attribute('job-uri', uri(`ipp://localhost/ipp/print/${job.id}`)),
        attribute('job-state', enumeration(JOB_STATES[state])),
        attribute('job-state-reasons', ...reasons.map(keyword)),
        attribute('job-impressions', integer(job.sheets / job.copies)),
        attribute('job-impressions-completed', integer(job.sheetsDone)),
        attribute('job-name', name(job.name)),
        attribute('job-originating-user-name', name(job.user)),
      ],
    };
  }

  #reasons(): readonly string[] {
    const own = reasonsOf(this.#engine.troubles, this.quirks.severity).filter((reason) => reason !== 'none');
    const all = [...own, ...this.quirks.reasons];
    return all.length > 0 ? all : ['none'];
  }

  #printer(asked: AttributeReader, isQueue: boolean): readonly Attribute[] {
    const { troubles, active } = this.#engine;
    const state = active ? (stops(troubles) ? 'stopped' : 'processing') : troubles.paused ? 'stopped' : 'idle';
    const attributes = [
      attribute('printer-state', enumeration(PRINTER_STATES[state])),
      attribute('printer-state-reasons', ...this.#reasons().map(keyword)),
      attribute('printer-is-accepting-jobs', boolean(this.quirks.acceptsJobs)),
      attribute('printer-make-and-model', text('Musterdruck Laser 30')),
      attribute('printer-firmware-string-version', text('SIM 2.1')),
      attribute('document-format-supported', ...this.quirks.formats.map(mime)),
      attribute('operations-supported', ...this.#operations().map((one) => enumeration(OPERATIONS[one]))),
      attribute('copies-supported', range(1, this.quirks.maxCopies)),
      attribute('media-supported', keyword('iso_a4_210x297mm'), keyword('iso_a5_148x210mm')),
      attribute('sides-supported', keyword('one-sided'), keyword('two-sided-long-edge')),
      attribute('marker-levels', integer(troubles.tonerEmpty ? 0 : troubles.tonerLow ? 8 : 74)),
      ...(isQueue
        ? [attribute('cups-version', text('2.4.2')), attribute('device-uri', uri(this.quirks.deviceUri ?? this.#uri()))]
        : []),
    ];
    const wanted = asked.texts('requested-attributes');
    return wanted.length === 0 || wanted.includes('all')
      ? attributes
      : attributes.filter((one) => wanted.includes(one.name));
  }
}
