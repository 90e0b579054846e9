import type { RecordedEvent, Recording } from '../../device-drivers/recording/format.ts';
import { type Mask, plain } from '../../device-drivers/recording/mask.ts';
import type { LineDirection } from '../../device-drivers/recording/tap.ts';
import { recordingMasks } from '../../device-drivers/registry.ts';
import type { Clock, Timer } from '../../foundation/clock.ts';

const MASKS = await recordingMasks();

export type ReplayEnd =
  | { readonly kind: 'complete' }
  /** The driver sent something else than in the recording; `event` counts from 0 within the connection. */
  | { readonly kind: 'mismatch'; readonly event: number; readonly expected: string; readonly got: string }
  | { readonly kind: 'driver-closed'; readonly event: number }
  /** The driver connected more often than in the recording. */
  | { readonly kind: 'unexpected-connection' };

export interface DeviceSide {
  /** Bytes or text of the device; `noted` is standard error. */
  send(direction: Exclude<LineDirection, 'sent'>, content: Buffer): void;
  close(reason: string): void;
}

/** Stands in for what was kept out of the recording: mid grey, where it is an image. */
const FILLER = 0x80;

export const contentOf = (event: RecordedEvent & { d: LineDirection }): Buffer => {
  if ('text' in event) return Buffer.from(event.text, 'utf8');
  return 'hex' in event ? Buffer.from(event.hex, 'hex') : Buffer.alloc(event.size, FILLER);
};

/** Plays the device of one recorded connection: waits for what the driver sent then, answers as late as then. */
export class ConnectionReplay {
  readonly finished: Promise<ReplayEnd>;
  readonly #events: readonly RecordedEvent[];
  readonly #mask: Mask;
  readonly #clock: Clock;
  readonly #side: DeviceSide;
  readonly #finish: (end: ReplayEnd) => void;
  #at = 0;
  #heard = Buffer.alloc(0);
  #timer: Timer;
  #isWaiting = false;
  #isOver = false;

  constructor(recording: Recording, connection: number, clock: Clock, side: DeviceSide) {
    this.#events = recording.events.filter(({ c }) => c === connection);
    const [opened] = this.#events;
    this.#mask = (MASKS[recording.protocol] ?? plain)(opened?.d === 'opened' ? (opened.about ?? []) : []);
    this.#clock = clock;
    this.#side = side;
    const { promise, resolve } = Promise.withResolvers<ReplayEnd>();
    this.finished = promise;
    this.#finish = resolve;
    if (this.#events.length === 0) this.#end({ kind: 'unexpected-connection' });
    else this.#step();
  }

  /** What the driver sends now; compared as it would have been recorded, because the recording knows it masked only. */
  hear(content: Uint8Array | string): void {
    for (const masked of this.#mask.push('sent', content)) {
      const bytes =
        typeof masked === 'string' || masked instanceof Uint8Array ? masked : Buffer.alloc(masked.size, FILLER);
      this.#heard = Buffer.concat([this.#heard, Buffer.from(bytes)]);
    }
    this.#step();
  }

  /** The driver has closed. What only the driver had left to say, or the recorded end, does not matter any more. */
  driverClosed(): void {
    const isMissing = this.#events.slice(this.#at).some(({ d }) => d === 'received' || d === 'noted');
    this.#end(isMissing ? { kind: 'driver-closed', event: this.#at } : { kind: 'complete' });
  }

  #step(): void {
    while (!this.#isOver && !this.#isWaiting) {
      const event = this.#events[this.#at];
      if (!event) this.#end({ kind: 'complete' });
      else if (event.d === 'opened') this.#at++;
      else if (event.d !== 'sent') this.#play(event);
      else if (!this.#takes(contentOf(event))) return;
    }
  }

  /** @returns whether the whole of it has come */
  #takes(expected: Buffer): boolean {
    const got = this.#heard.subarray(0, expected.length);
    if (!expected.subarray(0, got.length).equals(got)) {
      this.#end({ kind: 'mismatch', event: this.#at, expected: expected.toString('hex'), got: got.toString('hex') });
      return false;
    }
    if (got.length < expected.length) return false;
    this.#heard = this.#heard.subarray(expected.length);
    this.#at++;
    return true;
  }

  #play(event: Exclude<RecordedEvent, { d: 'opened' }>): void {
    this.#isWaiting = true;
    const before = this.#events[this.#at - 1];
    this.#timer = this.#clock.setTimeout(
      () => {
        this.#isWaiting = false;
        this.#at++;
        if (event.d === 'closed') this.#side.close(event.reason);
        else if (event.d !== 'sent') this.#side.send(event.d, contentOf(event));
        this.#step();
      },
      event.t - (before?.t ?? event.t),
    );
  }

  #end(end: ReplayEnd): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#clock.clearTimeout(this.#timer);
    this.#finish(end);
    if (end.kind === 'mismatch' || end.kind === 'unexpected-connection') this.#side.close(end.kind);
  }
}
