import {
  type DeviceHealth,
  type DeviceKind,
  type DeviceStatistics,
  PROCESS_FAULTS,
  type ProcessFault,
} from '../../../device-drivers/contract.ts';
import type { LastReceipt, PaymentHooks, UnsolicitedListener } from '../../../device-drivers/payment/contract.ts';
import type { SomeDevices } from '../../../device-drivers/registry.ts';
import { Backoff } from '../../../foundation/backoff.ts';
import type { Clock, Timer } from '../../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../../foundation/errors.ts';
import { Listeners } from '../../../foundation/listeners.ts';
import { code, type Log } from '../../../foundation/log.ts';
import { type StartedChild, startChild } from '../../../foundation/processes/child.ts';
import { err, ok, type Result } from '../../../foundation/result.ts';
import type { Answer, Handlers, Params } from '../../../foundation/rpc/contract.ts';
import { createPeer, type Peer } from '../../../foundation/rpc/peer.ts';
import { driverParentSide, driverSide } from '../../device-processes/driver/contract.ts';
import type { TerminalDelays } from '../configuration/delays.ts';
import type { KeptStatistics } from './kept-statistics.ts';

/** Handlers for requests that the driver sends back during one call. */
export type CallHooks = Partial<PaymentHooks>;

export interface DriverProcessOptions {
  readonly kind: DeviceKind;
  /** What the site's file says of it. */
  readonly devices: SomeDevices;
  readonly entry: string;
  readonly cwd: string;
  readonly kept: KeptStatistics;
  readonly environment: Readonly<Record<string, string>>;
  readonly delays: TerminalDelays;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Why a call has no answer. `not-running`: the driver was never asked. The other two: it was, and its process ended
 * before it answered, by itself or because it hung.
 */
export type CallUnanswered = 'not-running' | ProcessFault;

/** Whether the outcome is unknown because the driver's process went away: asking its successor may tell. */
export const isDriverGone = (reason: string): boolean => PROCESS_FAULTS.some((fault) => fault === reason);

interface Running {
  readonly child: StartedChild;
  readonly peer: Peer<typeof driverSide>;
  readonly calls: Map<number, CallHooks>;
  /** `null` until the driver has started. */
  upSince: number | null;
  /** Settled once it has started, or is gone. */
  readonly started: PromiseWithResolvers<void>;
}

type Methods = (typeof driverSide)['methods'];
type Method = keyof Methods & string;

const CLOSED: DeviceHealth = { state: 'closed', reason: null, model: null, firmware: null, seenAt: null };

/**
 * One driver in a process of its own: started, watched, killed when it hangs, started again when it is gone. What the
 * device's state is while there is no driver stands in `health()`, like any other state of the device.
 */
export class DriverProcess {
  readonly #options: DriverProcessOptions;
  readonly #listeners = new Listeners<[health: DeviceHealth]>();
  #health = CLOSED;
  #lastReceipt: LastReceipt = { receiptNo: null, trace: null };
  #statistics: DeviceStatistics;
  #keeping: Timer | undefined;
  #unsolicited: UnsolicitedListener | null = null;
  #running: Running | null = null;
  #whyGone: CallUnanswered = 'not-running';
  #isOpen = false;
  #nextCall = 1;
  readonly #restarts: Backoff;
  #timer: Timer;

  constructor(options: DriverProcessOptions) {
    this.#options = options;
    this.#statistics = options.kept.read();
    const { driverRestartFirst, driverRestartAtMost } = options.delays;
    this.#restarts = new Backoff({ first: driverRestartFirst, atMost: driverRestartAtMost });
  }

  get health(): DeviceHealth {
    return this.#health;
  }

  get statistics(): DeviceStatistics {
    return this.#statistics;
  }

  /** As the driver last knew it; both `null` before the first. */
  get lastReceipt(): LastReceipt {
    return this.#lastReceipt;
  }

  /** For tests and reports: `null` while there is none. */
  get pid(): number | null {
    return this.#running?.child.pid ?? null;
  }

  open(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#setHealth({ ...this.#health, state: 'starting', reason: null });
    void this.#start();
  }

  async close(): Promise<void> {
    this.#isOpen = false;
    this.#options.clock.clearTimeout(this.#timer);
    const running = this.#running;
    this.#running = null;
    running?.started.resolve();
    await running?.child.end(this.#options.delays.childEndWithin);
    if (this.#keeping !== undefined) this.#keepStatistics();
    this.#setHealth({ ...this.#health, state: 'closed', reason: null });
  }

  onHealth(listener: (health: DeviceHealth) => void): () => void {
    return this.#listeners.add(listener);
  }

  /**
   * Asks the driver. While the answer is awaited, what it asks back goes to `hooks`.
   * @param within milliseconds after which the driver counts as hung; Infinity for what takes as long as a person does
   * @throws Refusal of the driver
   */
  async call<M extends Method>(
    method: M,
    params: (callId: number) => Params<typeof driverSide, M>,
    within: number,
    hooks: CallHooks = {},
  ): Promise<Result<Answer<typeof driverSide, M>, CallUnanswered>> {
    const running = this.#running;
    if (!running) return err('not-running');
    // Its state may be heard before its start is answered: whoever acts on that state must not find it "not running".
    if (running.upSince === null) await running.started.promise;
    if (running.upSince === null || this.#running !== running) return err('not-running');
    const callId = this.#nextCall++;
    running.calls.set(callId, hooks);
    try {
      const answer = await running.peer.call(method, params(callId), within);
      running.calls.delete(callId);
      return ok(answer);
    } catch (thrown) {
      // The last messages may still be in the pipe: a late commit has to be journalled too.
      if (thrown instanceof Refusal && thrown.reason === 'link-closed') return err(this.#whyGone);
      if (thrown instanceof Refusal && thrown.reason === 'no-answer') {
        this.#gone(running, 'driver-hung');
        return err('driver-hung');
      }
      running.calls.delete(callId);
      throw thrown;
    }
  }

  onUnsolicited(listener: UnsolicitedListener): void {
    this.#unsolicited = listener;
  }

  abortPayment(): void {
    this.#running?.peer.notify('payment.abort', {});
  }

  async #start(): Promise<void> {
    const { entry, cwd, environment, kind, devices, delays, clock } = this.#options;
    const log = this.#options.log.with({ device: code(kind) });
    const child = startChild({ entry, cwd, environment, clock, log });
    // Registered before the peer, so that callers who wait for an answer find the device gone and not busy.
    child.transport.onClose(() => this.#gone(running, 'driver-crashed'));
    const calls: Running['calls'] = new Map();
    const peer = createPeer({
      transport: child.transport,
      local: driverParentSide,
      remote: driverSide,
      handlers: this.#handlers(() => running),
      log,
      clock,
    });
    const running: Running = { child, peer, calls, upSince: null, started: Promise.withResolvers() };
    this.#running = running;
    try {
      await peer.call('start', { devices, statistics: this.#statistics }, delays.childUpWithin);
    } catch (thrown) {
      const reason = reasonOf(thrown);
      return this.#gone(running, reason === 'no-answer' ? 'driver-hung' : 'driver-crashed', reason);
    }
    if (this.#running !== running) return;
    running.upSince = clock.monotonic();
    running.started.resolve();
    log.event('info', 'driver.up', {});
    this.#watch(running);
  }

  #handlers(of: () => Running): Handlers<typeof driverParentSide> {
    return {
      methods: {
        'payment.commit': async ({ callId, record }) => {
          const commit = of().calls.get(callId)?.commit;
          if (!commit) throw new Refusal('unknown-call');
          await commit(record);
          return {};
        },
        'payment.unsolicited': async ({ report }) => {
          if (!this.#unsolicited) throw new Refusal('nobody-listens');
          await this.#unsolicited(report);
          return {};
        },
      },
      notifications: {
        state: ({ health, lastReceipt, statistics }) => {
          if (this.#running !== of()) return;
          this.#setStatistics(statistics);
          // A driver that has only just started has not asked the device yet.
          const isKnown = lastReceipt && (lastReceipt.receiptNo !== null || lastReceipt.trace !== null);
          if (isKnown) this.#lastReceipt = lastReceipt;
          this.#setHealth(health);
        },
        'payment.progress': ({ callId, progress }) => of().calls.get(callId)?.onProgress?.(progress),
      },
    };
  }

  #watch(running: Running): void {
    const { clock, delays } = this.#options;
    this.#timer = clock.setTimeout(async () => {
      try {
        await running.peer.call('ping', {}, delays.driverPingWithin);
      } catch (thrown) {
        if (reasonOf(thrown) === 'no-answer') this.#gone(running, 'driver-hung');
      }
      if (this.#running === running) this.#watch(running);
    }, delays.driverPingEvery);
  }

  #gone(running: Running, why: ProcessFault, detail: string = why): void {
    if (this.#running !== running) return;
    const { clock, delays, kind, log } = this.#options;
    this.#running = null;
    running.started.resolve();
    this.#whyGone = why;
    clock.clearTimeout(this.#timer);
    const wasStable = running.upSince !== null && clock.monotonic() - running.upSince >= delays.driverStableAfter;
    if (wasStable) this.#restarts.reset();
    const restartIn = this.#restarts.next();
    log.event('error', 'driver.gone', { device: code(kind), reason: code(detail), restartIn });
    this.#setHealth({ ...this.#health, state: 'offline', reason: why });
    running.child.kill();
    void running.child.exited.then(() => {
      // Two drivers on one line would talk into each other.
      if (!this.#isOpen) return;
      this.#timer = clock.setTimeout(() => void this.#start(), restartIn);
    });
  }

  /** They change with every receipt, and are written down some of the time. */
  #setStatistics(statistics: DeviceStatistics): void {
    const isSame = JSON.stringify(statistics) === JSON.stringify(this.#statistics);
    this.#statistics = statistics;
    if (isSame) return;
    const { clock, delays } = this.#options;
    this.#keeping ??= clock.setTimeout(() => this.#keepStatistics(), delays.driverStatisticsKept);
  }

  #keepStatistics(): void {
    const { clock, kept, kind, log } = this.#options;
    clock.clearTimeout(this.#keeping);
    this.#keeping = undefined;
    try {
      kept.keep(this.#statistics);
    } catch (thrown) {
      log.event('warn', 'driver.statistics-not-kept', { device: code(kind), reason: code(reasonOf(thrown)) });
    }
  }

  #setHealth(health: DeviceHealth): void {
    this.#health = health;
    this.#listeners.tell(health);
  }
}
