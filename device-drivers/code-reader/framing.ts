import type { Clock, Timer } from '../../foundation/clock.ts';
import { DELAYS } from './delays.ts';

/** Codes out of what a reader sends. What cannot be a code is a frame too, so that nothing vanishes uncounted. */
export type CodeFrame =
  | { readonly kind: 'code'; readonly bytes: Uint8Array; readonly symbology: string | null }
  | {
      readonly kind: 'discarded';
      readonly reason: 'unterminated' | 'too-long' | 'bad-report';
      /** Bytes that were thrown away. */
      readonly length: number;
    };

export interface Framer {
  push(bytes: Uint8Array): void;
  /** The line broke: what came so far is no code. */
  reset(): void;
}

/** A QR code holds at most 2953 bytes (ISO/IEC 18004, version 40-L). */
export const MAX_CODE_BYTES = 3_000;
const CR = 0x0d;
const LF = 0x0a;

/**
 * Cuts the stream of a reader that ends each code with CR, LF or CR LF. Only suffix *and* silence end a code, because
 * a GiroCode is lines itself.
 */
export class CodeFramer implements Framer {
  readonly #clock: Clock;
  readonly #onFrame: (frame: CodeFrame) => void;
  #buffer: Uint8Array = new Uint8Array();
  #length = 0;
  #timer: Timer;

  constructor(clock: Clock, onFrame: (frame: CodeFrame) => void) {
    this.#clock = clock;
    this.#onFrame = onFrame;
  }

  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#clock.clearTimeout(this.#timer);
    this.#length += bytes.length;
    const kept = Math.max(0, MAX_CODE_BYTES - this.#buffer.length);
    if (kept > 0) this.#buffer = Buffer.concat([this.#buffer, bytes.subarray(0, kept)]);
    const last = bytes[bytes.length - 1];
    const quiet = last === CR || last === LF ? DELAYS.quietAfterSuffix : DELAYS.quietWithoutSuffix;
    this.#timer = this.#clock.setTimeout(() => this.#flush(), quiet);
  }

  reset(): void {
    this.#clock.clearTimeout(this.#timer);
    if (this.#length > 0) this.#discard('unterminated');
  }

  #flush(): void {
    const last = this.#buffer.at(-1);
    if (this.#length > this.#buffer.length) this.#discard('too-long');
    else if (last !== CR && last !== LF) this.#discard('unterminated');
    else {
      const codes = split(this.#buffer);
      this.#clear();
      for (const bytes of codes) this.#onFrame({ kind: 'code', bytes, symbology: null });
    }
  }

  #discard(reason: 'unterminated' | 'too-long'): void {
    const length = this.#length;
    this.#clear();
    this.#onFrame({ kind: 'discarded', reason, length });
  }

  #clear(): void {
    this.#buffer.fill(0);
    this.#buffer = new Uint8Array();
    this.#length = 0;
  }
}

/** A GiroCode stays whole; anything else that came together is one code a line (the event loop was late). */
function split(bytes: Uint8Array): Uint8Array[] {
  const text = Buffer.from(bytes);
  if (/^(?:\][A-Za-z]\d(?:\\\d{6})?)?(?:\xef\xbb\xbf)?\s{0,4}BCD[ \t\0]*[\r\n]/i.test(text.toString('latin1', 0, 32)))
    return [withoutSuffix(text)];
  const codes: Uint8Array[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== CR && text[at] !== LF) continue;
    if (at > start) codes.push(Buffer.from(text.subarray(start, at)));
    start = at + 1;
  }
  return codes;
}

function withoutSuffix(bytes: Buffer): Uint8Array {
  let end = bytes.length;
  if (bytes[end - 1] === LF) end--;
  if (bytes[end - 1] === CR) end--;
  return Buffer.from(bytes.subarray(0, end));
}
