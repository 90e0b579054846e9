import { type Clock, delay } from '../../../foundation/clock.ts';
import { AttributeReader } from '../codec/attributes.ts';
import { GROUPS } from '../codec/message.ts';
import type { PagePrintFault, PagePrintProgress } from '../contract.ts';
import { DELAYS } from '../delays.ts';
import type { IppClient, IppFailure, JobStatus, JobTicket } from '../dialogue/client.ts';
import type { IppPrinterConnection } from '../dialogue/connection.ts';
import { blocking, warned } from '../dialogue/printer-status.ts';
import { ConditionTimeout } from './condition-timeout.ts';
import { findJob } from './own-jobs.ts';
import {
  faultOfFailure,
  faultOfJobReasons,
  faultOfTrouble,
  isAtStopPoint,
  isBusy,
  isForgotten,
  isGivenUp,
  isUnsure,
} from './print-faults.ts';
import type { PrinterBehindQueue } from './printer-behind-queue.ts';

export type PageJobEnd =
  | { readonly kind: 'printed' }
  /** `settled`: the printer itself said how it ended, or never had it; otherwise it may still come out. */
  | { readonly kind: 'fault'; readonly reason: PagePrintFault; readonly partial: boolean; readonly settled: boolean };

interface Ended {
  readonly end: PageJobEnd;
}
interface Watched {
  readonly id: number;
}

export interface PageJobOptions {
  readonly client: IppClient;
  readonly connection: IppPrinterConnection;
  readonly clock: Clock;
  /** `job-name`. */
  readonly name: string;
  /** `undefined`: the client speaks to the printer itself. */
  readonly behind: PrinterBehindQueue | undefined;
  readonly onProgress?: ((progress: PagePrintProgress) => void) | undefined;
}

/** One document on its way: hands it over, watches it to its end, withdraws it when it gets stuck. */
export class PageJob {
  readonly #client: IppClient;
  readonly #connection: IppPrinterConnection;
  readonly #clock: Clock;
  readonly #name: string;
  readonly #behind: PrinterBehindQueue | undefined;
  readonly #onProgress: (progress: PagePrintProgress) => void;
  readonly #silence: ConditionTimeout;
  readonly #abort = new AbortController();
  #told: PagePrintProgress = { done: 0, trouble: null };
  #id: number | undefined;
  #isTouched = false;
  #impressions: number | undefined;
  /** `undefined` for a job of the time before. */
  #copies: number | undefined;

  constructor(options: PageJobOptions) {
    this.#onProgress = options.onProgress ?? (() => {});
    this.#client = options.client;
    this.#connection = options.connection;
    this.#clock = options.clock;
    this.#name = options.name;
    this.#behind = options.behind;
    this.#silence = new ConditionTimeout(options.clock, DELAYS.linkLossPatience);
  }

  /** The printer's number of the job; `undefined` if it never told one. */
  get id(): number | undefined {
    return this.#id;
  }

  cancel(): void {
    this.#abort.abort();
  }

  /** @param within milliseconds after which a job without an end is withdrawn */
  async run(ticket: JobTicket, pdf: Uint8Array, createFirst: boolean, within: number): Promise<PageJobEnd> {
    const busy = new ConditionTimeout(this.#clock, DELAYS.busyPatience);
    this.#copies = copiesOf(ticket);
    for (;;) {
      if (this.#abort.signal.aborted) return this.#neverSent('cancelled');
      const handed = await (createFirst ? this.#create(ticket, pdf) : this.#send(ticket, pdf));
      if ('end' in handed) return handed.end;
      if ('id' in handed) return this.#watch(handed.id, within);
      if (busy.isOver(true)) return this.#neverSent('busy');
      await this.#pause();
    }
  }

  /** Takes up a job whose end nobody saw: withdraws it, and says how it ended. */
  resolve(id: number): Promise<PageJobEnd> {
    this.#id = id;
    return this.#withdraw(id, 'not-confirmed');
  }

  async #create(ticket: JobTicket, pdf: Uint8Array): Promise<Watched | Ended | { readonly busy: true }> {
    const created = await this.#client.createJob(ticket);
    // A job that was created without our hearing of it has no document: it can print nothing.
    if (!created.ok)
      return isBusy(created.error) ? { busy: true } : { end: this.#neverSent(faultOfFailure(created.error)) };
    this.#id = created.value;
    const sent = await this.#client.sendDocument(created.value, pdf);
    if (sent.ok || isUnsure(sent.error)) return { id: created.value };
    return { end: await this.#withdraw(created.value, faultOfFailure(sent.error)) };
  }

  async #send(ticket: JobTicket, pdf: Uint8Array): Promise<Watched | Ended | { readonly busy: true }> {
    const sent = await this.#client.printJob(ticket, pdf);
    if (sent.ok) {
      this.#id = sent.value;
      return { id: sent.value };
    }
    if (isBusy(sent.error)) return { busy: true };
    return isUnsure(sent.error) ? this.#find(sent.error) : { end: this.#neverSent(faultOfFailure(sent.error)) };
  }

  /** The answer to Print-Job was lost, or cannot be read: is the job there? */
  async #find(failure: IppFailure): Promise<Watched | Ended> {
    const patience = new ConditionTimeout(this.#clock, DELAYS.linkLossPatience);
    for (;;) {
      const found = await findJob(this.#client, this.#name);
      if (found.ok) {
        this.#id = found.value?.id;
        return this.#id === undefined ? { end: this.#neverSent(faultOfFailure(failure)) } : { id: this.#id };
      }
      if (patience.isOver(true))
        return { end: this.#fault(faultOfFailure(failure), { settled: false, partial: true }) };
      await this.#pause();
    }
  }

  async #watch(id: number, within: number): Promise<PageJobEnd> {
    const whole = new ConditionTimeout(this.#clock, within);
    const lost = new ConditionTimeout(this.#clock, DELAYS.linkLossPatience);
    const held = new ConditionTimeout(this.#clock, DELAYS.heldPatience);
    const faulty = new ConditionTimeout(this.#clock, DELAYS.faultPatience);
    const stalled = new ConditionTimeout(this.#clock, DELAYS.warningPatience);
    const stranded = new ConditionTimeout(this.#clock, DELAYS.faultPatience);
    const clearing = new ConditionTimeout(this.#clock, DELAYS.cancelWithin);
    for (;;) {
      if (this.#abort.signal.aborted) return this.#withdraw(id, 'cancelled');
      const [job] = await Promise.all([this.#client.job(id), this.#connection.refresh()]);
      if (!job.ok) {
        if (isForgotten(job.error)) return this.#fault('not-confirmed', { settled: true, partial: true });
        if (lost.isOver(true)) return this.#fault(faultOfFailure(job.error), { settled: false, partial: true });
      } else {
        lost.isOver(false);
        const hasMoved = this.#hear(job.value);
        const end = await this.#endOf(job.value);
        if (end) return isOver(job.value) ? end : this.#letGo(id, end);
        const stuck = this.#stuck(job.value, hasMoved, { held, faulty, stalled, stranded, clearing });
        if (stuck) return this.#withdraw(id, stuck);
        this.#tell();
      }
      if (whole.isOver(true)) return this.#withdraw(id, 'not-confirmed');
      await this.#pause();
    }
  }

  #tell(): void {
    const printer = this.#connection.current;
    const trouble = printer && blocking(printer);
    const progress: PagePrintProgress = {
      done: this.#impressions ?? 0,
      trouble: trouble ? faultOfTrouble(trouble) : null,
    };
    if (progress.done === this.#told.done && progress.trouble === this.#told.trouble) return;
    this.#told = progress;
    this.#onProgress(progress);
  }

  #stuck(
    job: JobStatus,
    hasMoved: boolean,
    patience: Readonly<Record<'held' | 'faulty' | 'stalled' | 'stranded' | 'clearing', ConditionTimeout>>,
  ): PagePrintFault | undefined {
    const { held, faulty, stalled, stranded, clearing } = patience;
    const printer = this.#connection.current;
    const trouble = printer && blocking(printer);
    const warning = printer && warned(printer);
    // Stopped, and nothing that somebody could mend.
    if (stranded.isOver(job.state === 'stopped' && printer !== undefined && !trouble)) return 'aborted';
    if (clearing.isOver(isAtStopPoint(job.reasons) && !hasMoved)) return 'not-confirmed';
    if (held.isOver(job.state === 'held')) return 'held';
    if (faulty.isOver(trouble !== undefined) && trouble) return faultOfTrouble(trouble);
    if (stalled.isOver(warning !== undefined && !hasMoved) && warning) return faultOfTrouble(warning);
    return undefined;
  }

  /** @returns whether pages came out since the last time */
  #hear(job: JobStatus): boolean {
    const hasMoved = (job.impressions ?? 0) > (this.#impressions ?? 0);
    if (job.impressions !== undefined) this.#impressions = job.impressions;
    // A job may end as "cancelled" without ever having been worked on.
    this.#isTouched ||= job.state !== 'pending' && job.state !== 'held' && job.state !== 'canceled';
    return hasMoved;
  }

  /** Of a queue's job the printer behind it has the last word, if it says one; without it nothing counts as printed. */
  async #endOf(job: JobStatus): Promise<PageJobEnd | undefined> {
    const told = this.#read(job);
    // A queue that is only clearing up may do so for ever: its printer knows more.
    if (!this.#behind || (!told && !isAtStopPoint(job.reasons))) return told;
    const word = await this.#behind.job(this.#name);
    if (word.kind === 'job') {
      this.#hear(word.job);
      return this.#read(word.job);
    }
    if (!told || told.kind === 'fault') return told;
    if (word.kind === 'none') return this.#fault('not-confirmed', { settled: true, partial: true });
    return this.#silence.isOver(true) ? this.#fault('not-confirmed', { settled: false, partial: true }) : undefined;
  }

  #read(job: JobStatus): PageJobEnd | undefined {
    switch (job.state) {
      case 'completed':
        // Pages are missing or spoilt (RFC 8011 section 5.3.8).
        return job.reasons.includes('job-completed-with-errors') ? this.#fault('other') : { kind: 'printed' };
      case 'canceled':
        // A queue cancels by itself what its printer refuses, and then names nobody who did.
        return this.#fault(this.#behind && !faultOfJobReasons(job.reasons) ? 'aborted' : 'cancelled');
      case 'aborted':
        return this.#fault(faultOfJobReasons(job.reasons) ?? this.#troubleNow() ?? 'aborted');
      case 'stopped':
      case 'processing':
        if (isAtStopPoint(job.reasons) && isAllOut(job, this.#copies)) return { kind: 'printed' };
        if (job.state === 'processing' || !isGivenUp(job.reasons)) return undefined;
        return this.#fault(faultOfJobReasons(job.reasons) ?? this.#troubleNow() ?? 'aborted');
      default:
        return undefined;
    }
  }

  /** Takes a job whose end is known out of a printer or queue that keeps it open, and its document with it. */
  async #letGo(id: number, end: PageJobEnd): Promise<PageJobEnd> {
    const patience = new ConditionTimeout(this.#clock, DELAYS.cancelWithin);
    for (;;) {
      await this.#client.cancel(id, false);
      const job = await this.#client.job(id);
      if (job.ok ? isOver(job.value) : isForgotten(job.error)) return end;
      if (patience.isOver(true)) return end.kind === 'printed' ? end : { ...end, settled: false };
      await delay(this.#clock, DELAYS.pollPrinting);
    }
  }

  #troubleNow(): PagePrintFault | undefined {
    const printer = this.#connection.current;
    const trouble = printer && blocking(printer);
    return trouble && trouble !== 'paused' ? faultOfTrouble(trouble) : undefined;
  }

  /** Ends the job at the printer. What comes out meanwhile counts: the printer has the last word. */
  async #withdraw(id: number, reason: PagePrintFault): Promise<PageJobEnd> {
    const patience = new ConditionTimeout(this.#clock, DELAYS.cancelWithin);
    let isTold = false;
    for (;;) {
      if (!isTold) isTold = (await this.#client.cancel(id, false)).ok;
      const job = await this.#client.job(id);
      if (job.ok) {
        this.#hear(job.value);
        if (job.value.state === 'canceled' || job.value.state === 'aborted') return this.#fault(reason);
        const end = await this.#endOf(job.value);
        if (end?.kind === 'printed' || (end && isOver(job.value))) return end;
      } else if (isForgotten(job.error)) return this.#fault(reason);
      if (patience.isOver(true)) return this.#fault(reason, { settled: false, partial: true });
      await delay(this.#clock, DELAYS.pollPrinting);
    }
  }

  async #pause(): Promise<void> {
    await delay(this.#clock, DELAYS.pollPrinting, this.#abort.signal).catch(() => {});
  }

  #neverSent(reason: PagePrintFault): PageJobEnd {
    return { kind: 'fault', reason, partial: false, settled: true };
  }

  #fault(reason: PagePrintFault, known: { settled: boolean; partial: boolean } | undefined = undefined): PageJobEnd {
    return { kind: 'fault', reason, ...(known ?? { settled: true, partial: this.#isPartial(reason) }) };
  }

  /** Pages that are out are counted, a sheet on its way is not; and CUPS 2.4 counts one before the first. */
  #isPartial(reason: PagePrintFault): boolean {
    if ((this.#impressions ?? 0) > 0 && !this.#connection.last?.cups) return true;
    if (!this.#isTouched) return false;
    const isCountKnown = this.#impressions === 0 && !this.#connection.last?.cups;
    return !isCountKnown || reason === 'media-jam' || reason === 'cover-open';
  }
}

const isOver = ({ state }: JobStatus): boolean => state === 'canceled' || state === 'aborted' || state === 'completed';

/** The printer's own count says that nothing is missing; its total is that of one copy (RFC 8011 section 5.3.17.2). */
const isAllOut = ({ impressions = 0, total = 0 }: JobStatus, copies: number | undefined): boolean =>
  copies !== undefined && total > 0 && impressions >= total * copies;

const copiesOf = ({ attributes }: JobTicket): number =>
  new AttributeReader([{ tag: GROUPS.job, attributes }]).number('copies') ?? 1;
