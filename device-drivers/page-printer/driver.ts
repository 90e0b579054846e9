import type { Clock } from '../../foundation/clock.ts';
import { Bug } from '../../foundation/errors.ts';
import { Listeners } from '../../foundation/listeners.ts';
import { code, type Log } from '../../foundation/log.ts';
import { err, ok } from '../../foundation/result.ts';
import { Turns } from '../../foundation/turns.ts';
import type { DeviceHealth, DeviceStatistics, HealthCheckReport } from '../contract.ts';
import type { PageDocument, PagePrinter, PagePrintFault, PagePrintOutcome, PagePrintProgress } from './contract.ts';
import { DELAYS } from './delays.ts';
import { IppClient } from './dialogue/client.ts';
import { IppPrinterConnection } from './dialogue/connection.ts';
import { blocking, type IppPrinterStatus } from './dialogue/printer-status.ts';
import { healthOf } from './health.ts';
import { checkPagePrinter } from './health-check.ts';
import { ticketFor } from './job/job-ticket.ts';
import { clearLeftovers, forget, jobName } from './job/own-jobs.ts';
import { PageJob, type PageJobEnd } from './job/page-job.ts';
import { PrinterBehindQueue } from './job/printer-behind-queue.ts';
import { waitUntilFit } from './job/wait-until-fit.ts';
import { PagePrinterStatistics } from './statistics.ts';
import type { HttpTarget, Post } from './transport/http.ts';

export interface PageDriverOptions {
  readonly target: HttpTarget;
  readonly uri: string;
  readonly user: string;
  readonly media: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly statistics: DeviceStatistics;
  readonly post: Post;
}

/** A document whose end nobody saw. */
interface Unresolved {
  readonly documentId: string;
  readonly jobId: number;
}

const ID = /^[\w.:-]{1,60}$/;
const MEGABYTE = 1 << 20;

/** The page printer as a device: one job after the other, health, statistics, and a queue left clean. */
export class IppPagePrinter implements PagePrinter {
  readonly kind = 'page-printer';
  readonly #options: PageDriverOptions;
  readonly #client: IppClient;
  readonly #connection: IppPrinterConnection;
  readonly #statistics: PagePrinterStatistics;
  readonly #listeners = new Listeners<[health: DeviceHealth]>();
  /** Documents handed to `print` and not ended, with their wish to be withdrawn. */
  readonly #underWay = new Map<string, { withdrawn: boolean }>();
  #phase: 'closed' | 'starting' | 'running' = 'closed';
  readonly #turns = new Turns();
  #job: { readonly documentId: string; readonly run: PageJob } | undefined;
  #unresolved: Unresolved | undefined;
  /** The last unresolved document, found to have come out after all. */
  #cameOut: string | undefined;
  #told = '';

  constructor(options: PageDriverOptions) {
    this.#options = options;
    this.#client = new IppClient({
      target: options.target,
      printerUri: options.uri,
      user: options.user,
      clock: options.clock,
      post: options.post,
    });
    this.#statistics = new PagePrinterStatistics(options.statistics);
    this.#connection = new IppPrinterConnection(this.#client, options.clock, options.log, {
      onUp: () => this.#hearUp(),
      onDown: () => this.#hearDown(),
      onStatus: (status) => this.#hearStatus(status),
    });
  }

  open(): void {
    if (this.#phase !== 'closed') return;
    this.#phase = 'starting';
    this.#connection.open();
    this.#tell();
  }

  /** A job under way is withdrawn and waited for. */
  async close(): Promise<void> {
    this.#phase = 'closed';
    for (const id of this.#underWay.keys()) this.cancel(id);
    await this.#turns.ended();
    this.#connection.close();
    this.#tell();
  }

  health(): DeviceHealth {
    return healthOf(this.#connection, this.#phase, this.#job !== undefined);
  }

  onHealth(listener: (health: DeviceHealth) => void): () => void {
    return this.#listeners.add(listener);
  }

  statistics(): DeviceStatistics {
    return this.#statistics.read();
  }

  checkHealth(): Promise<HealthCheckReport> {
    const { media } = this.#options;
    return this.#turns.take(() =>
      checkPagePrinter(
        this.#client,
        (status) => ticketFor({ id: 'health-check', copies: 1, media }, status),
        (status) => this.#behind(status),
      ),
    );
  }

  async print(document: PageDocument, onProgress?: (progress: PagePrintProgress) => void): Promise<PagePrintOutcome> {
    if (!ID.test(document.id)) throw new Bug('a document id is a code: letters, digits, -_.:');
    if (!Number.isInteger(document.copies) || document.copies < 1 || document.copies > 99) {
      throw new Bug(`copies: ${document.copies}`);
    }
    const wish = this.#underWay.get(document.id) ?? { withdrawn: false };
    this.#underWay.set(document.id, wish);
    try {
      return await this.#turns.take(async () => {
        const outcome = wish.withdrawn ? refused('cancelled') : await this.#printNow(document, onProgress);
        this.#count(document, outcome);
        return outcome;
      });
    } finally {
      this.#underWay.delete(document.id);
    }
  }

  cancel(id: string): void {
    const wish = this.#underWay.get(id);
    if (wish) wish.withdrawn = true;
    if (this.#job?.documentId === id) this.#job.run.cancel();
  }

  async #printNow(
    document: PageDocument,
    onProgress: ((progress: PagePrintProgress) => void) | undefined,
  ): Promise<PagePrintOutcome> {
    if (this.#phase === 'closed') return refused('offline');
    const { media, clock } = this.#options;
    const fit = await waitUntilFit({
      client: this.#client,
      connection: this.#connection,
      clock,
      document,
      ticketFor: (status) => ticketFor({ ...document, media }, status),
      isWithdrawn: () => this.#underWay.get(document.id)?.withdrawn === true,
      onProgress: onProgress ?? (() => {}),
      settleEarlier: () => this.#settleEarlier(document.id),
    });
    if (!fit.ok) return refused(fit.error);
    if (fit.value === 'came-out') return ok({ printed: true, retained: false });
    const { status, ticket } = fit.value;

    const run = this.#run(ticket.name, onProgress);
    this.#job = { documentId: document.id, run };
    if (this.#underWay.get(document.id)?.withdrawn) run.cancel();
    this.#tell();
    const megabytes = Math.ceil(document.pdf.length / MEGABYTE);
    const within = DELAYS.printWithin + DELAYS.printPerSheet * document.copies * megabytes;
    const end = await run.run(ticket, document.pdf, status.createsJobs, within);
    const outcome = await this.#conclude(document.id, run.id, end);
    this.#job = undefined;
    // The queue's word after a job is news: its own trouble is over, or it stays.
    await this.#connection.refresh();
    this.#tell();
    return outcome;
  }

  #run(name: string, onProgress?: (progress: PagePrintProgress) => void): PageJob {
    const { last } = this.#connection;
    return new PageJob({
      client: this.#client,
      connection: this.#connection,
      clock: this.#options.clock,
      name,
      behind: last && this.#behind(last),
      onProgress,
    });
  }

  #behind({ cups }: IppPrinterStatus): PrinterBehindQueue | undefined {
    return cups && new PrinterBehindQueue(cups.deviceUri, this.#options);
  }

  async #conclude(documentId: string, jobId: number | undefined, end: PageJobEnd): Promise<PagePrintOutcome> {
    const { log, clock } = this.#options;
    const isSettled = end.kind === 'printed' || end.settled;
    if (!isSettled && jobId !== undefined) this.#unresolved = { documentId, jobId };
    const isCups = this.#connection.last?.cups !== undefined;
    const retained = isSettled ? jobId !== undefined && (await forget(this.#client, jobId, isCups, clock)) : true;
    if (retained) {
      this.#statistics.add('RetainedJobCount');
      log.event('warn', 'page-printer.retained', { job: jobId ?? null });
    }
    if (end.kind === 'printed') return ok({ printed: true, retained });
    log.event('warn', 'page-printer.fault', { reason: code(end.reason), partial: end.partial });
    return err({ reason: end.reason, partial: end.partial, retained });
  }

  /**
   * Settles an earlier document that ended without a word from the printer.
   * @returns true if it is this one and it came out after all: then it is not printed again
   */
  async #settleEarlier(documentId: string): Promise<boolean> {
    const earlier = this.#unresolved;
    if (earlier) {
      const run = this.#run(jobName(earlier.documentId));
      const end = await run.resolve(earlier.jobId);
      if (end.kind === 'printed' || end.settled) {
        this.#unresolved = undefined;
        this.#cameOut = end.kind === 'printed' ? earlier.documentId : undefined;
        const isCups = this.#connection.last?.cups !== undefined;
        await forget(this.#client, earlier.jobId, isCups, this.#options.clock);
        this.#options.log.event('info', 'page-printer.settled', { printed: end.kind === 'printed' });
      }
    }
    const isThis = this.#cameOut === documentId;
    if (isThis) this.#cameOut = undefined;
    return isThis;
  }

  #hearUp(): void {
    this.#phase = 'running';
    if (!this.#job) void this.#turns.take(() => this.#takeOver());
    this.#tell();
  }

  /** A printer found anew may still hold documents of the time before. */
  async #takeOver(): Promise<void> {
    const status = this.#connection.current;
    if (!status || this.#phase === 'closed') return;
    if (this.#unresolved) await this.#settleEarlier('');
    const count = await clearLeftovers(this.#client, status.cups !== undefined);
    if (count !== 0) this.#options.log.event('warn', 'page-printer.leftovers', { count: count ?? null });
  }

  #hearDown(): void {
    if (this.#phase === 'starting') this.#phase = 'running';
    this.#statistics.add('CommunicationErrorCount');
    this.#tell();
  }

  #hearStatus(status: IppPrinterStatus): void {
    this.#statistics.hearTrouble(blocking(status));
    this.#tell();
  }

  #count({ copies }: PageDocument, outcome: PagePrintOutcome): void {
    if (outcome.ok) {
      this.#statistics.add('JobPrintedCount');
      this.#statistics.add('JobCopiesPrintedCount', copies);
    } else this.#statistics.add(outcome.error.reason === 'cancelled' ? 'CancelledJobCount' : 'FailedJobCount');
  }

  #tell(): void {
    const health = this.health();
    const told = JSON.stringify([health.state, health.reason, health.model, health.firmware]);
    if (told === this.#told) return;
    this.#told = told;
    this.#listeners.tell(health);
  }
}

const refused = (reason: PagePrintFault): PagePrintOutcome => err({ reason, partial: false, retained: false });
