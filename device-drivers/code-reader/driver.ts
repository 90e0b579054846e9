import type { Clock, Timer } from '../../foundation/clock.ts';
import { code, type Log } from '../../foundation/log.ts';
import type { DeviceHealth, DeviceState, DeviceStatistics, HealthCheckReport, HealthCheckStep } from '../contract.ts';
import type { CodeReader, ScannedCode } from './contract.ts';
import { DELAYS } from './delays.ts';
import { type CodeFrame, CodeFramer } from './framing.ts';
import type { ConnectLink, LinkFault } from './links/link.ts';
import { decodeCode } from './text.ts';

export interface CodeReaderOptions {
  readonly connect: ConnectLink;
  /** Shown in health checks: never a personal thing, an address or a device file. */
  readonly path: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** A reader that sends each code as characters with a suffix, over whatever line. Connects again by itself. */
export class LineCodeReader implements CodeReader {
  readonly kind = 'code-reader';
  readonly #options: CodeReaderOptions;
  readonly #codeListeners = new Set<(code: ScannedCode) => void>();
  readonly #healthListeners = new Set<(health: DeviceHealth) => void>();
  readonly #framer: CodeFramer;
  readonly #counts = { codes: 0, discarded: 0, connections: 0, connectionFaults: 0 };
  #state: DeviceState = 'closed';
  #reason: LinkFault | null = null;
  #seenAt: number | null = null;
  #link: { close(): void } | null = null;
  #timer: Timer;
  #pause: number = DELAYS.reconnectAfter;

  constructor(options: CodeReaderOptions) {
    this.#options = options;
    this.#framer = new CodeFramer(options.clock, (frame) => this.#take(frame));
  }

  open(): void {
    if (this.#state !== 'closed') return;
    this.#become('starting', null);
    this.#connect();
  }

  async close(): Promise<void> {
    this.#options.clock.clearTimeout(this.#timer);
    this.#link?.close();
    this.#link = null;
    this.#framer.reset();
    this.#become('closed', null);
  }

  onCode(listener: (code: ScannedCode) => void): () => void {
    this.#codeListeners.add(listener);
    return () => this.#codeListeners.delete(listener);
  }

  health(): DeviceHealth {
    return { state: this.#state, reason: this.#reason, model: null, firmware: null, seenAt: this.#seenAt };
  }

  onHealth(listener: (health: DeviceHealth) => void): () => void {
    this.#healthListeners.add(listener);
    return () => this.#healthListeners.delete(listener);
  }

  statistics(): DeviceStatistics {
    return { ...this.#counts };
  }

  async checkHealth(): Promise<HealthCheckReport> {
    const isUp = this.#state === 'ready';
    const { codes } = this.#counts;
    const steps: HealthCheckStep[] = [
      { step: 'connection', outcome: isUp ? 'passed' : 'failed', detail: this.#reason ?? this.#options.path },
      codes > 0
        ? { step: 'reading', outcome: 'passed', detail: `${codes} codes read since start` }
        : { step: 'reading', outcome: 'skipped', detail: 'no code read since start' },
    ];
    return { passed: isUp, steps };
  }

  #connect(): void {
    this.#link = this.#options.connect({
      onOpen: () => {
        this.#counts.connections++;
        this.#pause = DELAYS.reconnectAfter;
        this.#seenAt = this.#options.clock.now();
        this.#become('ready', null);
      },
      onData: (bytes) => this.#framer.push(bytes),
      onClosed: (reason) => {
        this.#counts.connectionFaults++;
        this.#link = null;
        this.#framer.reset();
        this.#become('offline', reason);
        this.#timer = this.#options.clock.setTimeout(() => this.#connect(), this.#pause);
        this.#pause = Math.min(this.#pause * 2, DELAYS.reconnectAtMost);
      },
    });
  }

  #take(frame: CodeFrame): void {
    this.#seenAt = this.#options.clock.now();
    if (frame.kind === 'discarded') {
      this.#counts.discarded++;
      this.#options.log.event('warn', 'code-reader.discarded', { reason: code(frame.reason), bytes: frame.length });
      return;
    }
    this.#counts.codes++;
    const read = decodeCode(frame.bytes);
    this.#options.log.event('info', 'code-reader.read', { bytes: frame.bytes.length });
    for (const listener of this.#codeListeners) listener(read);
  }

  #become(state: DeviceState, reason: LinkFault | null): void {
    if (state === this.#state && reason === this.#reason) return;
    this.#state = state;
    this.#reason = reason;
    this.#options.log.event('info', 'code-reader.state', {
      state: code(state),
      reason: reason === null ? null : code(reason),
    });
    for (const listener of this.#healthListeners) listener(this.health());
  }
}
