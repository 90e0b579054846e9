import { Backoff } from '../../foundation/backoff.ts';
import type { Clock, Timer } from '../../foundation/clock.ts';
import { Listeners } from '../../foundation/listeners.ts';
import { code, type Log } from '../../foundation/log.ts';
import { err, type Result } from '../../foundation/result.ts';
import type { DeviceHealth, DeviceState, DeviceStatistics, HealthCheckReport } from '../contract.ts';
import type { ChannelFault, SensorChannel } from './channel.ts';
import type { Presence, PresenceSensor, SensorFault } from './contract.ts';
import { DELAYS } from './delays.ts';

export interface IioPresenceSensorOptions {
  readonly open: () => Promise<Result<SensorChannel, ChannelFault>>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Reads one IIO channel again and again. Somebody is there at once; nobody only after `absentAfter`. */
export class IioPresenceSensor implements PresenceSensor {
  readonly kind = 'presence';
  readonly #options: IioPresenceSensorOptions;
  readonly #healthListeners = new Listeners<[health: DeviceHealth]>();
  readonly #listeners = new Listeners<[presence: Presence]>();
  readonly #counts = { readings: 0, faults: 0, arrivals: 0, departures: 0 };
  #state: DeviceState = 'closed';
  #reason: SensorFault | null = null;
  #model: string | null = null;
  #seenAt: number | null = null;
  #presence: Presence = 'unknown';
  /** Monotonic time of the first reading without anybody since somebody was seen. */
  #nobodySince: number | null = null;
  #channel: SensorChannel | null = null;
  #timer: Timer;
  readonly #backoff = new Backoff({ first: DELAYS.retryAfter, atMost: DELAYS.retryAtMost });
  /** Grows with every open and close: answers to an older life are not heard. */
  #life = 0;

  constructor(options: IioPresenceSensorOptions) {
    this.#options = options;
  }

  open(): void {
    if (this.#state !== 'closed') return;
    this.#life++;
    this.#become('starting', null);
    void this.#read(this.#life);
  }

  async close(): Promise<void> {
    this.#life++;
    this.#options.clock.clearTimeout(this.#timer);
    this.#channel = null;
    this.#tell('unknown');
    this.#become('closed', null);
  }

  presence(): Presence {
    return this.#presence;
  }

  onPresence(listener: (presence: Presence) => void): () => void {
    return this.#listeners.add(listener);
  }

  health(): DeviceHealth {
    return { state: this.#state, reason: this.#reason, model: this.#model, firmware: null, seenAt: this.#seenAt };
  }

  onHealth(listener: (health: DeviceHealth) => void): () => void {
    return this.#healthListeners.add(listener);
  }

  statistics(): DeviceStatistics {
    return { ...this.#counts };
  }

  async checkHealth(): Promise<HealthCheckReport> {
    const isUp = this.#state === 'ready';
    const { arrivals, departures } = this.#counts;
    return {
      passed: isUp,
      steps: [
        {
          step: 'channel',
          outcome: isUp ? 'passed' : 'failed',
          detail: this.#reason ?? `near: ${this.#channel?.near}`,
        },
        { step: 'presence', outcome: isUp ? 'passed' : 'skipped', detail: this.#presence },
        arrivals > 0
          ? { step: 'changes', outcome: 'passed', detail: `${arrivals} came, ${departures} went since start` }
          : { step: 'changes', outcome: 'skipped', detail: 'nobody came since start' },
      ],
    };
  }

  async #read(life: number): Promise<void> {
    const answer = await this.#within(this.#channel ? this.#channel.isNear() : this.#reach());
    if (life !== this.#life) return;
    if (answer.ok) this.#took(answer.value);
    else this.#failed(answer.error);
    const wait = answer.ok ? DELAYS.readEvery : this.#backoff.next();
    this.#timer = this.#options.clock.setTimeout(() => void this.#read(life), wait);
  }

  async #reach(): Promise<Result<boolean, ChannelFault>> {
    const opened = await this.#options.open();
    if (!opened.ok) return opened;
    this.#channel = opened.value;
    this.#model = opened.value.model;
    return opened.value.isNear();
  }

  /** A read that hangs in the kernel cannot be taken back; it is no longer waited for. */
  #within(reading: Promise<Result<boolean, ChannelFault>>): Promise<Result<boolean, SensorFault>> {
    const { clock } = this.#options;
    return new Promise((resolve) => {
      const timer = clock.setTimeout(() => resolve(err('silent')), DELAYS.readWithin);
      void reading.then((answer) => {
        clock.clearTimeout(timer);
        resolve(answer);
      });
    });
  }

  #took(isNear: boolean): void {
    const { clock } = this.#options;
    this.#counts.readings++;
    this.#seenAt = clock.now();
    this.#backoff.reset();
    this.#become('ready', null);
    if (isNear) {
      this.#nobodySince = null;
      this.#tell('present');
      return;
    }
    this.#nobodySince ??= clock.monotonic();
    if (clock.monotonic() - this.#nobodySince >= DELAYS.absentAfter) this.#tell('absent');
  }

  #failed(reason: SensorFault): void {
    this.#counts.faults++;
    this.#channel = null;
    this.#nobodySince = null;
    this.#tell('unknown');
    this.#become('offline', reason);
  }

  #tell(presence: Presence): void {
    if (presence === this.#presence) return;
    if (presence === 'present') this.#counts.arrivals++;
    if (presence === 'absent') this.#counts.departures++;
    this.#presence = presence;
    this.#listeners.tell(presence);
  }

  #become(state: DeviceState, reason: SensorFault | null): void {
    if (state === this.#state && reason === this.#reason) return;
    this.#state = state;
    this.#reason = reason;
    this.#options.log.event(state === 'offline' ? 'warn' : 'info', 'presence.state', {
      state: code(state),
      reason: reason === null ? null : code(reason),
    });
    this.#healthListeners.tell(this.health());
  }
}
