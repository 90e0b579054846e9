import { Listeners } from '../../foundation/listeners.ts';
import { code, type Log } from '../../foundation/log.ts';
import type { DeviceStatistics, HealthCheckStep } from '../contract.ts';
import { SendingDevice, type SendingDeviceOptions } from '../links/sending-device.ts';
import type { HeadsetState, KeyEvent, KeyMap, KeyMeaning, Keypad } from './contract.ts';
import { changesBetween, parseKeyboardReport } from './keyboard-report.ts';

export interface KeypadOptions extends Omit<SendingDeviceOptions, 'name'> {
  readonly keyMap: KeyMap;
}

/** An assistive keypad that is a HID keyboard. Keys outside its map are counted and mean nothing. */
export class HidKeypad extends SendingDevice implements Keypad {
  readonly kind = 'keypad';
  readonly #log: Log;
  readonly #meanings: ReadonlyMap<number, KeyMeaning>;
  readonly #keyListeners = new Listeners<[event: KeyEvent]>();
  readonly #headsetListeners = new Listeners<[state: HeadsetState]>();
  readonly #counts = { keys: 0, unmappedKeys: 0, badReports: 0, headsetPlugged: 0 };
  #down: ReadonlySet<number> = new Set();
  #headset: HeadsetState = 'unknown';

  constructor({ keyMap, ...options }: KeypadOptions) {
    super({ name: 'keypad', ...options });
    this.#log = options.log;
    this.#meanings = new Map(Object.entries(keyMap).map(([usage, meaning]) => [Number.parseInt(usage, 16), meaning]));
  }

  onKey(listener: (event: KeyEvent) => void): () => void {
    return this.#keyListeners.add(listener);
  }

  headset(): HeadsetState {
    return this.#headset;
  }

  onHeadset(listener: (state: HeadsetState) => void): () => void {
    return this.#headsetListeners.add(listener);
  }

  protected override broken(): void {
    // No key stays down, and nothing private sounds, on a keypad that is not there.
    this.#change(new Set());
    this.#becomeHeadset('unknown');
  }

  protected override counts(): DeviceStatistics {
    return this.#counts;
  }

  protected override stepsSinceStart(): readonly HealthCheckStep[] {
    const { keys, unmappedKeys } = this.#counts;
    return [
      { step: 'headset', outcome: this.#headset === 'unknown' ? 'skipped' : 'passed', detail: this.#headset },
      keys > 0
        ? { step: 'keys', outcome: 'passed', detail: `${keys} keys since start, ${unmappedKeys} of them not mapped` }
        : { step: 'keys', outcome: 'skipped', detail: 'no key pressed since start' },
    ];
  }

  protected override hear(report: Uint8Array): void {
    const parsed = parseKeyboardReport(report);
    if (parsed.ok) {
      this.#change(parsed.value);
      return;
    }
    this.#counts.badReports++;
    this.#log.event('warn', 'keypad.bad-report', { reason: code(parsed.error), bytes: report.length });
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
      } else this.#keyListeners.tell({ action: meaning, pressed });
    }
  }

  #becomeHeadset(state: HeadsetState): void {
    if (state === this.#headset) return;
    this.#headset = state;
    if (state === 'plugged') this.#counts.headsetPlugged++;
    this.#headsetListeners.tell(state);
  }
}
