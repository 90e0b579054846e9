import type { Clock } from '../../foundation/clock.ts';
import { code, type Log } from '../../foundation/log.ts';
import type { DeviceHealth, DeviceStatistics, HealthCheckReport, HealthCheckStep } from '../contract.ts';
import type { ConnectLink } from '../links/link.ts';
import { LinkedDevice } from '../links/linked-device.ts';
import type { CodeReader, ScannedCode } from './contract.ts';
import type { CodeFrame, Framer } from './framing.ts';
import { decodeCode } from './text.ts';

export interface CodeReaderOptions {
  readonly connect: ConnectLink;
  readonly framer: (clock: Clock, onFrame: (frame: CodeFrame) => void) => Framer;
  /** Shown in health checks: never a personal thing, an address or a device file. */
  readonly path: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** A code reader over whatever line. What it read is handed on and kept nowhere. */
export class LinkedCodeReader implements CodeReader {
  readonly kind = 'code-reader';
  readonly #options: CodeReaderOptions;
  readonly #device: LinkedDevice;
  readonly #listeners = new Set<(code: ScannedCode) => void>();
  readonly #counts = { codes: 0, discarded: 0 };

  constructor(options: CodeReaderOptions) {
    const { connect, clock, log } = options;
    this.#options = options;
    const framer = options.framer(clock, (frame) => this.#take(frame));
    this.#device = new LinkedDevice({
      name: 'code-reader',
      connect,
      clock,
      log,
      onData: (bytes) => framer.push(bytes),
      onBroken: () => framer.reset(),
    });
  }

  open(): void {
    this.#device.open();
  }

  async close(): Promise<void> {
    this.#device.close();
  }

  onCode(listener: (code: ScannedCode) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  health(): DeviceHealth {
    return this.#device.health();
  }

  onHealth(listener: (health: DeviceHealth) => void): () => void {
    return this.#device.onHealth(listener);
  }

  statistics(): DeviceStatistics {
    return { ...this.#counts, ...this.#device.counts };
  }

  async checkHealth(): Promise<HealthCheckReport> {
    const { state, reason } = this.#device.health();
    const isUp = state === 'ready';
    const { codes } = this.#counts;
    const steps: HealthCheckStep[] = [
      { step: 'connection', outcome: isUp ? 'passed' : 'failed', detail: reason ?? this.#options.path },
      codes > 0
        ? { step: 'reading', outcome: 'passed', detail: `${codes} codes read since start` }
        : { step: 'reading', outcome: 'skipped', detail: 'no code read since start' },
    ];
    return { passed: isUp, steps };
  }

  #take(frame: CodeFrame): void {
    const { log } = this.#options;
    if (frame.kind === 'discarded') {
      this.#counts.discarded++;
      log.event('warn', 'code-reader.discarded', { reason: code(frame.reason), bytes: frame.length });
      return;
    }
    this.#counts.codes++;
    log.event('info', 'code-reader.read', { bytes: frame.bytes.length });
    const read = decodeCode(frame.bytes, frame.symbology);
    for (const listener of this.#listeners) listener(read);
  }
}
