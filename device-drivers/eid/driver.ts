import { Backoff, type BackoffDelays, backoff } from '../../foundation/backoff.ts';
import { type Clock, delay, type Timer } from '../../foundation/clock.ts';
import { Refusal } from '../../foundation/errors.ts';
import { Listeners } from '../../foundation/listeners.ts';
import { code, type Log } from '../../foundation/log.ts';
import type { DeviceHealth, HealthCheckReport } from '../contract.ts';
import type { Tap } from '../recording/tap.ts';
import type { ClientSource } from './app/client-source.ts';
import { isReader, type ReaderInfo, type SdkMessage } from './codec/messages.ts';
import type { CardOnReader, ClientFault, EidClient, EidEvent, EidWorkflow } from './contract.ts';
import { DELAYS } from './delays.ts';
import { failureFor, isLasting } from './faults.ts';
import { HealthBoard } from './health.ts';
import { checkClient } from './health-check.ts';
import { openLink, type SdkLink } from './link/link.ts';
import { Readers } from './readers.ts';
import { Statistics } from './statistics.ts';
import { Runner } from './workflow/runner.ts';

export interface EidDriverOptions {
  readonly source: ClientSource;
  readonly builtInSimulatorCard: boolean;
  readonly clock: Clock;
  readonly log: Log;
  readonly tap?: Tap | undefined;
}

const RECHECK: BackoffDelays = { first: DELAYS.readerRecheckFirst, atMost: DELAYS.readerRecheckMax };

/** Keeps one AusweisApp connected, and runs one workflow at a time through it. */
export class EidDriver implements EidClient {
  readonly kind = 'eid';
  readonly #options: EidDriverOptions;
  readonly #health: HealthBoard;
  readonly #readers: Readers;
  readonly #statistics = new Statistics();
  readonly #cardListeners = new Listeners<[card: CardOnReader]>();
  #stopped: AbortController | null = null;
  #supervision: Promise<void> = Promise.resolve();
  #link: SdkLink | null = null;
  #runner: Runner | null = null;
  /** Of the running workflow; `null` when it changes the PIN. */
  #tcTokenUrl: string | null = null;
  #waitTimer: Timer | undefined;
  #readerTimer: Timer | undefined;
  /** How often the link was made anew to look for readers, since there was one. */
  #rechecks = 0;
  #wasCardPresent = false;
  /** A card told of before has been laid; one at the first look was there before anybody asked. */
  #hasLooked = false;
  /** The link is being given up by ourselves to look for readers. */
  #isRecheck = false;

  constructor(options: EidDriverOptions) {
    this.#options = options;
    this.#health = new HealthBoard(options.clock);
    this.#readers = new Readers(options.builtInSimulatorCard);
  }

  open(): void {
    if (this.#stopped) return;
    this.#stopped = new AbortController();
    this.#hasLooked = false;
    this.#health.starting();
    this.#supervision = this.#supervise(this.#stopped.signal);
  }

  async close(): Promise<void> {
    this.#stopped?.abort(new Refusal('closed'));
    this.#runner?.clientGone();
    this.#link?.socket.close();
    await this.#options.source.close();
    await this.#supervision;
    this.#stopped = null;
    this.#health.closed();
  }

  health(): DeviceHealth {
    return this.#health.current;
  }

  onHealth(listener: (health: DeviceHealth) => void): () => void {
    return this.#health.subscribe(listener);
  }

  onCard(listener: (card: CardOnReader) => void): () => void {
    return this.#cardListeners.add(listener);
  }

  statistics() {
    return this.#statistics.all;
  }

  checkHealth(): Promise<HealthCheckReport> {
    return checkClient(this.#link, this.#readers, this.#health.current, this.#options.clock);
  }

  /** @throws Refusal `invalid-url`, `busy`, `closed` */
  authenticate(tcTokenUrl: string, onEvent: (event: EidEvent) => void): EidWorkflow {
    if (URL.parse(tcTokenUrl)?.protocol !== 'https:') throw new Refusal('invalid-url');
    this.#statistics.count('authenticationCount');
    return this.#begin(tcTokenUrl, onEvent);
  }

  /** @throws Refusal `busy`, `closed` */
  changePin(onEvent: (event: EidEvent) => void): EidWorkflow {
    this.#statistics.count('pinChangeCount');
    return this.#begin(null, onEvent);
  }

  #begin(tcTokenUrl: string | null, onEvent: (event: EidEvent) => void): EidWorkflow {
    if (!this.#stopped) throw new Refusal('closed');
    if (this.#runner) throw new Refusal('busy');
    const { clock, log } = this.#options;
    const runner = new Runner({
      clock,
      log,
      onEvent: (event) => {
        this.#statistics.watch(event);
        onEvent(event);
      },
      onEnd: (event) => this.#onEnd(event),
    });
    this.#runner = runner;
    this.#tcTokenUrl = tcTokenUrl;
    this.#health.busy(true);
    // The caller holds the workflow before the first event comes.
    queueMicrotask(() => this.#startOrWait(runner));
    return runner.workflow;
  }

  #startOrWait(runner: Runner): void {
    if (!runner.isWaitingForClient) return;
    const { fault } = this.#health;
    if (fault !== null && isLasting(fault)) {
      runner.fail(failureFor(fault), fault);
      return;
    }
    const hasLink = this.#link !== null;
    this.#waitTimer = this.#options.clock.setTimeout(
      () => this.#giveUpWaiting(runner),
      hasLink ? DELAYS.readerReturn : DELAYS.readyWithin,
    );
    this.#startIfPossible();
  }

  #giveUpWaiting(runner: Runner): void {
    if (this.#health.current.reason === 'no-reader') runner.fail('reader-gone', 'no-reader-attached');
    else runner.fail('client-gone', this.#health.fault ?? 'still-starting');
  }

  /** Starts the workflow that waits, as soon as there is a client with a reader. */
  #startIfPossible(): void {
    const link = this.#link;
    if (!link || this.#readers.count === 0 || !this.#runner?.isWaitingForClient) return;
    this.#options.clock.clearTimeout(this.#waitTimer);
    const { hindrance } = this.#readers;
    // The app would ask for a card, and say nothing of the one that lies there.
    if (hindrance) {
      this.#runner.fail(hindrance.reason, hindrance.detail);
      return;
    }
    this.#runner.start(link.socket, {
      kind: this.#tcTokenUrl === null ? 'change-pin' : 'auth',
      tcTokenUrl: this.#tcTokenUrl,
      level: link.level,
      builtInSimulatorCard: this.#options.builtInSimulatorCard,
      reader: this.#readers.withCard,
    });
  }

  #onEnd(event: EidEvent): void {
    this.#runner = null;
    this.#options.clock.clearTimeout(this.#waitTimer);
    this.#health.busy(false);
    const reason = event.kind === 'failed' ? event.reason : event.kind;
    this.#options.log.event('info', 'eid.workflow.ended', { reason: code(reason) });
  }

  /** Reaches for the client again and again until closed. */
  async #supervise(signal: AbortSignal): Promise<void> {
    const { clock, log, source } = this.#options;
    const waits = new Backoff({ first: DELAYS.retryFirst, atMost: DELAYS.retryMax });
    while (!signal.aborted) {
      const since = clock.monotonic();
      const fault = await this.#serve(signal);
      if (signal.aborted) break;
      if (fault === 'client-not-answering') await source.distrust();
      if (fault === 'recheck') continue;
      log.event('warn', 'eid.client.lost', { reason: code(fault) });
      this.#health.lost(fault);
      if (isLasting(fault) && this.#runner?.isWaitingForClient) this.#runner.fail(failureFor(fault), fault);
      if (clock.monotonic() - since > DELAYS.stableAfter) waits.reset();
      await delay(clock, waits.next(), signal).catch(() => undefined);
    }
  }

  /** One life of a link, from reaching the client to losing it. `recheck`: given up to see the readers anew. */
  async #serve(signal: AbortSignal): Promise<ClientFault | 'recheck'> {
    const { clock, log, source, tap } = this.#options;
    const url = await source.reach();
    if (!url.ok) return url.error;
    if (signal.aborted) return 'client-gone';
    const opened = await openLink(url.value, clock, log, tap);
    if (!opened.ok) return opened.error;
    const link = opened.value;
    if (signal.aborted) {
      link.socket.close();
      return 'client-gone';
    }
    this.#onUp(link);
    await link.socket.closed;
    this.#onDown();
    return this.#isRecheck ? 'recheck' : 'client-gone';
  }

  #onUp(link: SdkLink): void {
    this.#link = link;
    this.#isRecheck = false;
    this.#readers.replaceAll(link.readers);
    this.#health.up(link, this.#readers.count);
    link.listen((message) => this.#hear(message));
    this.#watchReaders();
    this.#tellCard();
    this.#startIfPossible();
  }

  #onDown(): void {
    this.#link = null;
    this.#options.clock.clearTimeout(this.#readerTimer);
    this.#readers.replaceAll([]);
    this.#tellCard();
    if (this.#runner && !this.#runner.isWaitingForClient) {
      this.#statistics.count('clientLossCount');
      this.#runner.clientGone();
    }
  }

  #hear(message: SdkMessage): void {
    this.#health.seen();
    if (message.msg === 'READER' && isReader(message)) this.#hearReader(message);
    else this.#runner?.hear(message);
  }

  #hearReader(message: Parameters<typeof isReader>[0] & ReaderInfo): void {
    const had = this.#readers.count;
    this.#readers.update(message);
    if (had !== this.#readers.count) this.#watchReaders();
    if (this.#runner?.reader === message.name || this.#readers.concerns(message)) this.#runner?.hear(message);
    this.#tellCard();
    this.#startIfPossible();
  }

  /**
   * With no reader there is nothing to wait for: a workflow that wants a card fails, and the link is made anew now and
   * then. Readers that come back with a restarted pcscd show on a new link only, and 1.26 does not tell its built-in
   * reader to a client that connects just after its start (seen once in 25 starts).
   */
  #watchReaders(): void {
    const { clock } = this.#options;
    clock.clearTimeout(this.#readerTimer);
    this.#readerTimer = undefined;
    this.#health.readers(this.#readers.count);
    if (this.#readers.count > 0) {
      this.#rechecks = 0;
      return;
    }
    const isRunning = this.#runner !== null && !this.#runner.isWaitingForClient;
    this.#readerTimer = clock.setTimeout(
      () => {
        if (this.#runner?.isWaitingForCard) this.#runner.readersGone();
        if (this.#runner && !this.#runner.isWaitingForClient) return this.#watchReaders();
        this.#rechecks++;
        this.#isRecheck = true;
        this.#link?.socket.close();
      },
      isRunning ? DELAYS.readerReturn : backoff(this.#rechecks, RECHECK),
    );
  }

  #tellCard(): void {
    const present = this.#readers.isCardPresent;
    const wasThere = present && !this.#hasLooked;
    this.#hasLooked ||= this.#link !== null;
    if (present === this.#wasCardPresent) return;
    this.#wasCardPresent = present;
    this.#cardListeners.tell({ present, wasThere });
  }
}
