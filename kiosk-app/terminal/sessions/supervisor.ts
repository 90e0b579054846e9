import { Backoff } from '../../../foundation/backoff.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { delay } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import type { TerminalDelays } from '../configuration/delays.ts';
import type { Finish, Pair } from './session-processes.ts';

/** What the supervisor needs of the window (shell-bridge.ts). */
export interface SessionScreen {
  show(address: () => Promise<string>): Promise<void>;
  wipe(): Promise<void>;
}

export interface SupervisorOptions {
  readonly start: () => Promise<Pair>;
  readonly screen: SessionScreen;
  readonly delays: TerminalDelays;
  readonly clock: Clock;
  readonly log: Log;
  readonly onShown?: (pair: Pair) => void;
  /** After wipe and before the processes are gone from the list of the living. */
  readonly onFinished?: (pair: Pair, finish: Finish) => void;
}

/**
 * One citizen, one process: shows a session, has the next one ready before it ends, and on its end, however it comes,
 * wipes the screen, kills the processes and shows the next.
 */
export class SessionSupervisor {
  readonly #options: SupervisorOptions;
  readonly #stop = new AbortController();
  #current: Pair | null = null;
  #next: Promise<Pair> | null = null;
  #running: Promise<void> | null = null;
  #isRecyclingNext = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running = this.#run();
  }

  get current(): Pair | null {
    return this.#current;
  }

  /** Process ids of the shown session and its host. */
  livingProcesses(): readonly number[] {
    return this.#current?.pids ?? [];
  }

  /**
   * Replaces the one that waits, and the shown one if `shownToo`: their start parameters are out of date.
   * @param reason of the shown one's end
   */
  async recycle(shownToo: boolean, reason?: string): Promise<void> {
    const waiting = this.#next;
    if (waiting) {
      this.#next = null;
      this.#isRecyclingNext = true;
      await waiting.then((pair) => pair.retire()).catch(() => {});
      this.#isRecyclingNext = false;
      this.#prepareNext();
    }
    if (shownToo) this.#current?.recycle(reason);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    this.#current?.recycle();
    await this.#running;
    await this.#next?.then((pair) => pair.retire()).catch(() => {});
  }

  async #run(): Promise<void> {
    const { screen, log, onShown, onFinished } = this.#options;
    while (!this.#stop.signal.aborted) {
      const pair = await this.#take();
      if (!pair) return;
      this.#current = pair;
      log.event('info', 'session.shown', { session: code(pair.sessionId) });
      const preparing = this.#prepareSoon();
      onShown?.(pair);
      // The screen waits for no device.
      void this.#activate(pair);
      await screen.show(() => pair.address());
      const finish = await pair.finished;
      log.event(finish.kind === 'crashed' || finish.kind === 'hung' ? 'error' : 'info', 'session.finished', {
        session: code(pair.sessionId),
        kind: code(finish.kind),
        reason: code(finish.reason),
      });
      await screen.wipe();
      preparing.now();
      this.#current = null;
      onFinished?.(pair, finish);
      await pair.retire();
    }
  }

  async #activate(pair: Pair): Promise<void> {
    try {
      await pair.activate();
    } catch (thrown) {
      // The session goes on without its devices; the host restarts by itself.
      this.#options.log.event('error', 'attended.not-activated', { reason: code(reasonOf(thrown)) });
    }
  }

  /** The session that waits, or a new one; tries again with growing waits until there is one or we stop. */
  async #take(): Promise<Pair | null> {
    const { delays, clock, log } = this.#options;
    const waits = new Backoff({ first: delays.respawnAfter, atMost: delays.respawnAtMost });
    while (!this.#stop.signal.aborted) {
      const wait = waits.next();
      const starting = this.#next ?? this.#options.start();
      this.#next = null;
      try {
        const pair = await starting;
        const hasFinished = await Promise.race([pair.finished, null]);
        if (!hasFinished && !this.#stop.signal.aborted) return pair;
        await pair.retire();
      } catch (thrown) {
        log.event('error', 'session.not-started', { reason: code(reasonOf(thrown)), wait });
      }
      await delay(clock, wait, this.#stop.signal).catch(() => {});
    }
    return null;
  }

  #prepareSoon(): { now(): void } {
    const { clock, delays } = this.#options;
    const timer = clock.setTimeout(() => this.#prepareNext(), delays.nextSessionAfter);
    return {
      now: () => {
        clock.clearTimeout(timer);
        this.#prepareNext();
      },
    };
  }

  #prepareNext(): void {
    if (this.#next || this.#isRecyclingNext || this.#stop.signal.aborted) return;
    const next = this.#options.start();
    // Whether it came up is asked when it is needed.
    next.catch(() => {});
    this.#next = next;
  }
}
