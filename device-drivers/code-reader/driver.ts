import type { Clock } from '../../foundation/clock.ts';
import { Listeners } from '../../foundation/listeners.ts';
import { code, type Log } from '../../foundation/log.ts';
import type { DeviceStatistics, HealthCheckStep } from '../contract.ts';
import { SendingDevice, type SendingDeviceOptions } from '../links/sending-device.ts';
import type { CodeReader, ScannedCode } from './contract.ts';
import type { CodeFrame, Framer } from './framing.ts';
import { decodeCode } from './text.ts';

export interface CodeReaderOptions extends Omit<SendingDeviceOptions, 'name'> {
  readonly framer: (clock: Clock, onFrame: (frame: CodeFrame) => void) => Framer;
}

/** A code reader over whatever line. What it read is handed on and kept nowhere. */
export class LinkedCodeReader extends SendingDevice implements CodeReader {
  readonly kind = 'code-reader';
  readonly #log: Log;
  readonly #framer: Framer;
  readonly #listeners = new Listeners<[code: ScannedCode]>();
  readonly #counts = { codes: 0, discarded: 0 };

  constructor({ framer, ...options }: CodeReaderOptions) {
    super({ name: 'code-reader', ...options });
    this.#log = options.log;
    this.#framer = framer(options.clock, (frame) => this.#take(frame));
  }

  onCode(listener: (code: ScannedCode) => void): () => void {
    return this.#listeners.add(listener);
  }

  protected override hear(bytes: Uint8Array): void {
    this.#framer.push(bytes);
  }

  protected override broken(): void {
    this.#framer.reset();
  }

  protected override counts(): DeviceStatistics {
    return this.#counts;
  }

  protected override stepsSinceStart(): readonly HealthCheckStep[] {
    const { codes } = this.#counts;
    return [
      codes > 0
        ? { step: 'reading', outcome: 'passed', detail: `${codes} codes read since start` }
        : { step: 'reading', outcome: 'skipped', detail: 'no code read since start' },
    ];
  }

  #take(frame: CodeFrame): void {
    if (frame.kind === 'discarded') {
      this.#counts.discarded++;
      this.#log.event('warn', 'code-reader.discarded', { reason: code(frame.reason), bytes: frame.length });
      return;
    }
    this.#counts.codes++;
    this.#log.event('info', 'code-reader.read', { bytes: frame.bytes.length });
    const read = decodeCode(frame.bytes, frame.symbology);
    this.#listeners.tell(read);
  }
}
