import type { Clock, Timer } from '../../foundation/clock.ts';
import { PRINTER_TIMES } from './delays.ts';
import { isOver, isPdf, pagesOf, type SimulatedJob } from './jobs.ts';
import { noTroubles, type PagePrinterTroubles, stops } from './troubles.ts';

/** What lies in the output tray after one copy. */
export interface PaperPile {
  readonly id: string;
  readonly jobId: number;
  readonly jobName: string;
  readonly sheets: number;
  /** Fewer sheets than the document has: the rest never came. */
  readonly partial: boolean;
  readonly pdf: Uint8Array;
}

export interface EngineEvents {
  onChange(): void;
}

/** Jobs, paper path and output tray: what happens between "taken" and "completed". */
export class PrintEngine {
  readonly troubles: PagePrinterTroubles = noTroubles();
  readonly jobs = new Map<number, SimulatedJob>();
  readonly piles: PaperPile[] = [];
  /** Sheets in the tray. */
  sheetsInTray = 250;
  #slowness = 1;
  holdsJobs = false;
  abortsNext = false;
  readonly #clock: Clock;
  readonly #events: EngineEvents;
  #nextJob = 1;
  #nextPile = 1;
  #timer: Timer | undefined;
  #onPaper: { readonly job: SimulatedJob; sheets: number } | undefined;

  constructor(clock: Clock, events: EngineEvents) {
    this.#clock = clock;
    this.#events = events;
  }

  /** @param factor 1 is a normal printer; 10 takes ten times as long. Holds for the sheet under way too. */
  setPace(factor: number): void {
    this.#slowness = factor;
    const { active } = this;
    if (!active || this.#timer === undefined) return;
    this.close();
    this.#run(active);
  }

  get active(): SimulatedJob | undefined {
    return [...this.jobs.values()].find(
      (job) => !job.isStranded && (job.state === 'processing' || job.state === 'stopped'),
    );
  }

  create(name: string, user: string, copies: number): SimulatedJob {
    const id = this.#nextJob++;
    const reasons = ['job-incoming'];
    const job: SimulatedJob = {
      id,
      name,
      user,
      copies,
      state: 'pending',
      reasons,
      pdf: undefined,
      sheets: 0,
      sheetsDone: 0,
    };
    this.jobs.set(id, job);
    this.#clock.setTimeout(() => {
      if (!job.pdf && !isOver(job)) this.#end(job, 'aborted', 'aborted-by-system');
    }, PRINTER_TIMES.openJob);
    this.#events.onChange();
    return job;
  }

  receive(job: SimulatedJob, pdf: Uint8Array): void {
    job.pdf = pdf;
    job.sheets = pagesOf(pdf) * job.copies;
    job.reasons = ['none'];
    if (this.holdsJobs) {
      job.state = 'held';
      job.reasons = ['job-hold-until-specified'];
    }
    this.wake();
  }

  /** What CUPS 2.4 makes of a document whose filter fails: stopped, with its document kept. */
  strand(job: SimulatedJob, pdf: Uint8Array): void {
    Object.assign(job, { pdf, state: 'stopped', reasons: ['job-completed-with-errors'], isStranded: true });
    this.#events.onChange();
  }

  /** @returns false if it has ended before */
  cancel(job: SimulatedJob, by: 'job-canceled-by-user' | 'job-canceled-at-device'): boolean {
    if (isOver(job)) return false;
    this.#end(job, 'canceled', by);
    return true;
  }

  release(): void {
    this.holdsJobs = false;
    for (const job of this.jobs.values()) if (job.state === 'held') job.state = 'pending';
    this.wake();
  }

  /** The machine was switched off: what it was printing is lost, and so is every document in memory. */
  restart(): void {
    for (const job of this.jobs.values()) if (!isOver(job)) this.#end(job, 'aborted', 'aborted-by-system');
  }

  /** Something changed: paper, cover, a new job. */
  wake(): void {
    const active = this.active;
    if (active) this.#run(active);
    else this.#begin();
    this.#events.onChange();
  }

  close(): void {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #begin(): void {
    const job = [...this.jobs.values()].find((one) => one.state === 'pending' && one.pdf);
    if (!job || this.troubles.paused) return;
    job.state = 'processing';
    job.reasons = ['job-printing'];
    if (this.abortsNext || !job.pdf || !isPdf(job.pdf)) {
      const reason = this.abortsNext ? 'aborted-by-system' : 'document-format-error';
      this.abortsNext = false;
      this.#end(job, 'aborted', reason);
      return;
    }
    this.#timer = this.#clock.setTimeout(() => {
      this.#timer = undefined;
      this.#run(job);
      this.#events.onChange();
    }, PRINTER_TIMES.warmUp * this.#slowness);
  }

  #run(job: SimulatedJob): void {
    if (stops(this.troubles)) {
      if (job.state === 'processing' && this.#timer === undefined) {
        job.state = 'stopped';
        job.reasons = ['printer-stopped'];
      }
      return;
    }
    if (job.state === 'stopped') {
      job.state = 'processing';
      job.reasons = ['job-printing'];
    }
    this.#timer ??= this.#clock.setTimeout(() => {
      this.#timer = undefined;
      this.#sheet(job);
      this.#events.onChange();
    }, PRINTER_TIMES.sheet * this.#slowness);
  }

  #sheet(job: SimulatedJob): void {
    if (isOver(job)) return;
    if (!stops(this.troubles)) {
      job.sheetsDone++;
      this.#lay(job);
      this.sheetsInTray = Math.max(0, this.sheetsInTray - 1);
      if (job.sheetsDone === job.sheets) {
        this.#end(job, 'completed', 'job-completed-successfully');
        if (this.sheetsInTray === 0) this.troubles.trayEmpty = true;
        return;
      }
      if (this.sheetsInTray === 0) this.troubles.trayEmpty = true;
    }
    this.#run(job);
  }

  #lay(job: SimulatedJob): void {
    if (this.#onPaper?.job !== job) this.#onPaper = { job, sheets: 0 };
    this.#onPaper.sheets++;
    if (this.#onPaper.sheets === job.sheets / job.copies) this.#pile(false);
  }

  #pile(partial: boolean): void {
    const laid = this.#onPaper;
    this.#onPaper = undefined;
    if (!laid?.job.pdf) return;
    const { id: jobId, name: jobName, pdf } = laid.job;
    this.piles.push({ id: `pile-${this.#nextPile++}`, jobId, jobName, sheets: laid.sheets, partial, pdf });
  }

  #end(job: SimulatedJob, state: 'canceled' | 'aborted' | 'completed', reason: string): void {
    const wasActive = job === this.active;
    if (this.#onPaper?.job === job) this.#pile(true);
    job.state = state;
    job.reasons = [reason];
    job.pdf = undefined;
    if (!wasActive) return;
    this.close();
    this.#begin();
  }
}
