import type { Clock } from '../../foundation/clock.ts';
import { Listeners } from '../../foundation/listeners.ts';
import { code, type Log } from '../../foundation/log.ts';
import { err, ok } from '../../foundation/result.ts';
import { Turns } from '../../foundation/turns.ts';
import type { DeviceHealth, DeviceStatistics, HealthCheckReport } from '../contract.ts';
import { processId, RECOVER_AND_CLEAR } from './codec/commands.ts';
import { blockingFault, type ReceiptPrinterStatus } from './codec/status.ts';
import type { PrintFault, PrintOutcome, ReceiptDocument, ReceiptPrinter } from './contract.ts';
import { EscPosConnection } from './dialogue/connection.ts';
import { PrintJob, printFault } from './dialogue/receipt-job.ts';
import { healthOf } from './health.ts';
import { checkPrinter, TEST_SLIP } from './health-check.ts';
import { encodeSteps } from './layout/encode.ts';
import { millimetres, type ReceiptFormat } from './layout/geometry.ts';
import { heightOf, layOut, type PaperStep } from './layout/layout.ts';
import type { Logo } from './layout/logo.ts';
import { PrinterStatistics } from './statistics.ts';
import type { Dial } from './transport/link.ts';

export interface ReceiptDriverOptions {
  readonly dial: Dial;
  readonly format: ReceiptFormat;
  readonly clock: Clock;
  readonly log: Log;
  readonly logos: ReadonlyMap<string, Logo>;
  readonly statistics: DeviceStatistics;
}

/** A receipt whose outcome was a fault although it may have come out after all. */
interface Unresolved {
  readonly documentId: string;
  readonly job: PrintJob;
}

/** The receipt printer as a device: one receipt after the other, health, statistics. */
export class EscPosPrinter implements ReceiptPrinter {
  readonly kind = 'receipt-printer';
  readonly #options: ReceiptDriverOptions;
  readonly #connection: EscPosConnection;
  readonly #statistics: PrinterStatistics;
  readonly #listeners = new Listeners<[health: DeviceHealth]>();
  #phase: 'closed' | 'starting' | 'running' = 'closed';
  readonly #turns = new Turns();
  #job: PrintJob | undefined;
  #unresolved: Unresolved | undefined;
  #isSlotUsed = false;
  #isIdentifying = false;
  #nextProcessId = 1;
  #told = '';

  constructor(options: ReceiptDriverOptions) {
    this.#options = options;
    this.#statistics = new PrinterStatistics(options.statistics);
    this.#connection = new EscPosConnection(options.dial, options.clock, options.log, {
      onUp: () => this.#hearUp(),
      onDown: () => this.#hearDown(),
      onStatus: (status) => this.#hearStatus(status),
      onFrame: (frame) => this.#job?.hearFrame(frame),
    });
  }

  open(): void {
    if (this.#phase !== 'closed') return;
    this.#phase = 'starting';
    this.#connection.open();
    this.#tell();
  }

  async close(): Promise<void> {
    this.#phase = 'closed';
    this.#connection.close();
    this.#job?.hearDown();
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
    return this.#turns.take(() =>
      checkPrinter(this.#connection, () => this.#printNow({ id: 'test-slip', blocks: TEST_SLIP })),
    );
  }

  print(document: ReceiptDocument): Promise<PrintOutcome> {
    return this.#turns.take(async () => {
      const outcome = await this.#printNow(document);
      if (!outcome.ok) this.#statistics.add('FailedReceiptCount');
      this.#tell();
      return outcome;
    });
  }

  async #printNow(document: ReceiptDocument): Promise<PrintOutcome> {
    const { format, logos, log } = this.#options;
    const { steps, omissions } = layOut(document, format, logos);
    for (const { reason, detail } of omissions) {
      log.event('warn', 'receipt-printer.left-out', { reason: code(reason), detail: code(detail ?? '') });
    }
    const status = await this.#connection.refresh();
    if (typeof status === 'string') return refused('offline');
    const fault = blockingFault(status);
    if (fault) return refused(printFault(fault));
    // It takes no commands while it cools: waiting for it would only tell the citizen later.
    if (status.overheated) return refused('overheated');
    const identity = this.#connection.identity ?? (await this.#connection.identify());
    if (!identity) return refused('offline');
    if (await this.#resolveEarlier(document)) return ok({ printed: true });

    const job = new PrintJob(this.#connection, this.#options.clock, identity, {
      processId: processId(this.#takeProcessId()),
      body: encodeSteps(steps, format),
      heightMm: millimetres(heightOf(steps)),
      cuts: steps.filter((step) => step.kind === 'cut').length,
      cutFirst: this.#isSlotUsed,
    });
    return this.#runJob(job, document, steps);
  }

  async #runJob(job: PrintJob, document: ReceiptDocument, steps: readonly PaperStep[]): Promise<PrintOutcome> {
    this.#job = job;
    this.#tell();
    const end = await job.run();
    if (job.isSent) this.#statistics.paperUsed(millimetres(heightOf(steps)));
    if (end.kind === 'fault' && job.isSent) await this.#stopPrinter(end.reason);
    this.#job = undefined;
    if (end.kind === 'fault' && !job.isMarked) {
      this.#options.log.event('warn', 'receipt-printer.fault', { reason: code(end.reason), partial: job.isSent });
      if (job.isSent) {
        this.#unresolved = { documentId: document.id, job };
        this.#isSlotUsed = true;
      }
      return err({ reason: end.reason, partial: job.isSent });
    }
    this.#isSlotUsed = false;
    this.#statistics.add('ReceiptPrintedCount');
    this.#statistics.add('PaperCutCount', steps.filter((step) => step.kind === 'cut').length);
    this.#statistics.add('ReceiptLinePrintedCount', steps.filter((step) => step.kind === 'line').length);
    return ok({ printed: true });
  }

  /**
   * The rest of a receipt must not come out when somebody puts in paper an hour later, before another person's eyes:
   * so the printer forgets it.
   */
  async #stopPrinter(reason: PrintFault): Promise<void> {
    if (!this.#connection.isUp) return;
    await this.#connection.clearBuffers();
    if (reason === 'cutter-error') this.#connection.send(RECOVER_AND_CLEAR);
  }

  /**
   * Settles an earlier receipt that ended in a fault.
   * @returns true if it is this one and it came out after all: then it is not printed again
   */
  async #resolveEarlier(document: ReceiptDocument): Promise<boolean> {
    const earlier = this.#unresolved;
    if (!earlier) return false;
    await this.#connection.clearBuffers();
    const expected = earlier.job.cutsAfter;
    const cuts = expected === null ? null : await this.#connection.cuts();
    const isOut = earlier.job.isMarked || (cuts !== null && expected !== null && cuts >= expected);
    this.#unresolved = undefined;
    if (isOut) this.#isSlotUsed = false;
    return isOut && earlier.documentId === document.id;
  }

  #takeProcessId(): number {
    // 0 is the probe's.
    return (this.#nextProcessId++ % 9_999) + 1;
  }

  #hearUp(): void {
    this.#phase = 'running';
    if (this.#job) this.#job.hearUp();
    else void this.#turns.take(() => this.#takeOver());
    this.#tell();
  }

  /** A printer found anew may still hold a receipt of the time before: it is dropped. */
  async #takeOver(): Promise<void> {
    if (!this.#unresolved) await this.#connection.clearBuffers();
    await this.#identify();
  }

  #hearDown(): void {
    if (this.#phase === 'starting') this.#phase = 'running';
    this.#statistics.add('CommunicationErrorCount');
    this.#job?.hearDown();
    this.#tell();
  }

  #hearStatus(status: ReceiptPrinterStatus): void {
    this.#statistics.hearStatus(status);
    this.#job?.hearStatus(status);
    if (!this.#job && this.#connection.isUp) this.#tend(status);
    this.#tell();
  }

  /** While nothing is printed: frees the cutter once nothing is stuck any more, and asks an unknown printer its name. */
  #tend(status: ReceiptPrinterStatus): void {
    if (status.cutterError || status.recoverableError) this.#connection.send(RECOVER_AND_CLEAR);
    else if (!status.offline && !this.#connection.identity && !this.#isIdentifying) {
      void this.#turns.take(() => this.#identify());
    }
  }

  async #identify(): Promise<void> {
    this.#isIdentifying = true;
    await this.#connection.identify();
    this.#isIdentifying = false;
    this.#tell();
  }

  #tell(): void {
    const health = this.health();
    const told = JSON.stringify([health.state, health.reason, health.model, health.firmware]);
    if (told === this.#told) return;
    this.#told = told;
    this.#listeners.tell(health);
  }
}

const refused = (reason: PrintFault): PrintOutcome => err({ reason, partial: false });
