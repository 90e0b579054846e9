import type { Clock } from '../../foundation/clock.ts';
import { code, type Log } from '../../foundation/log.ts';
import type { DeviceHealth, DeviceStatistics, HealthCheckReport } from '../contract.ts';
import type { ConnectLink } from '../links/link.ts';
import { LinkedDevice } from '../links/linked-device.ts';
import type { HeadsetState, KeyEvent, KeyMap, KeyMeaning, Keypad } from './contract.ts';
import { changesBetween, parseKeyboardReport } from './keyboard-report.ts';

export interface KeypadOptions {
  readonly connect: ConnectLink;
  readonly path: string;
  readonly keyMap: KeyMap;
  readonly clock: Clock;
  readonly log: Log;
}

/** An assistive keypad that is a HID keyboard. Keys outside its map are counted and mean nothing. */
export class HidKeypad implements Keypad {
  readonly kind = 'keypad';
  readonly #options: KeypadOptions;
  readonly #device: LinkedDevice;
  readonly #meanings: ReadonlyMap<number, KeyMeaning>;
  readonly #keyListeners = new Set<(event: KeyEvent) => void>();
  readonly #headsetListeners = new Set<(state: HeadsetState) => void>();
  readonly #counts = { keys: 0, unmappedKeys: 0, badReports: 0, headsetPlugged: 0 };
  #down: ReadonlySet<number> = new Set();
  #headset: HeadsetState = 'unknown';

  constructor(options: KeypadOptions) {
    const { connect, clock, log, keyMap } = options;
    this.#options = options;
    this.#meanings = new Map(Object.entries(keyMap).map(([usage, meaning]) => [Number.parseInt(usage, 16), meaning]));
    this.#device = new LinkedDevice({
      name: 'keypad',
      connect,
      clock,
      log,
      onData: (report) => this.#take(report),
      onBroken: () => {
        // No key stays down, and nothing private sounds, on a keypad that is not there.
        this.#change(new Set());
        this.#becomeHeadset('unknown');
      },
    });
  }

  open(): void {
    this.#device.open();
  }

  async close(): Promise<void> {
    this.#device.close();
  }

  onKey(listener: (event: KeyEvent) => void): () => void {
    this.#keyListeners.add(listener);
    return () => this.#keyListeners.delete(listener);
  }

  headset(): HeadsetState {
    return this.#headset;
  }

  onHeadset(listener: (state: HeadsetState) => void): () => void {
    this.#headsetListeners.add(listener);
    return () => this.#headsetListeners.delete(listener);
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
    const { keys, unmappedKeys } = this.#counts;
    return {
      passed: isUp,
      steps: [
        { step: 'connection', outcome: isUp ? 'passed' : 'failed', detail: reason ?? this.#options.path },
        { step: 'headset', outcome: this.#headset === 'unknown' ? 'skipped' : 'passed', detail: this.#headset },
        keys > 0
          ? { step: 'keys', outcome: 'passed', detail: `${keys} keys since start, ${unmappedKeys} of them not mapped` }
          : { step: 'keys', outcome: 'skipped', detail: 'no key pressed since start' },
      ],
    };
  }

  #take(report: Uint8Array): void {
    const parsed = parseKeyboardReport(report);
    if (parsed.ok) {
      this.#change(parsed.value);
      return;
    }
    this.#counts.badReports++;
    this.#options.log.event('warn', 'keypad.bad-report', { reason: code(parsed.error), bytes: report.length });
  }

  #change(down: ReadonlySet<number>): void {
    const changes = changesBetween(this.#down, down);
    this.#down = down;
    for (const { usage, pressed } of changes) {
      if (pressed) this.#counts.keys++;
      const meaning = this.#meanings.get(usage);
      if (meaning === undefined) {
        if (pressed) this.#counts.unmappedKeys++;
      } else if (meaning === 'headset-plugged' || meaning === 'headset-unplugged') {
        if (pressed) this.#becomeHeadset(meaning === 'headset-plugged' ? 'plugged' : 'unplugged');
      } else for (const listener of this.#keyListeners) listener({ action: meaning, pressed });
    }
  }

  #becomeHeadset(state: HeadsetState): void {
    if (state === this.#headset) return;
    this.#headset = state;
    if (state === 'plugged') this.#counts.headsetPlugged++;
    for (const listener of this.#headsetListeners) listener(state);
  }
}
