import type { AsbBytes } from './status.ts';

/** What a printer sends, told apart by its fixed bits (ESC/POS reference, "Status identification"). */
export type StatusFrame =
  | { readonly kind: 'real-time'; readonly byte: number }
  | { readonly kind: 'asb'; readonly bytes: AsbBytes }
  /** Answer of GS r. */
  | { readonly kind: 'sensor'; readonly byte: number }
  | { readonly kind: 'process-id'; readonly id: string }
  | { readonly kind: 'cleared' }
  /** Answer of GS I (identity) or GS g 2 (counter). */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'discarded'; readonly bytes: number };

/** Without XON and XOFF of a serial line, which may stand anywhere: no byte of any answer has their shape. */
export const withoutFlowControl = (bytes: Uint8Array): Uint8Array =>
  bytes.filter((byte) => byte !== 0x11 && byte !== 0x13);

/** Longest block data accepted; the longest known is a counter of ten digits or a model name of some twenty. */
const MAX_BLOCK = 80;

const isRealTime = (byte: number) => (byte & 0x93) === 0x12;
const isAsbFirst = (byte: number) => (byte & 0x93) === 0x10;
/** Bytes 2–4 of an ASB and the answer of GS r look the same: bits 4 and 7 off. */
const isPlain = (byte: number) => (byte & 0x90) === 0x00;
const HEADER = { short: 0x37, text: 0x5f } as const;
const IDENTIFIER = { processId: 0x22, cleared: 0x25 } as const;

/**
 * Bytes in, frames out; keeps an incomplete frame until the rest comes. Bytes that fit nothing are counted as
 * `discarded` and the stream is picked up again at the next byte, so that noise costs at most one frame.
 */
export class StatusParser {
  #held: Uint8Array = new Uint8Array();
  /** Where the next frame begins in `#held`. */
  #at = 0;

  push(chunk: Uint8Array): readonly StatusFrame[] {
    this.#held = Buffer.concat([this.#held.subarray(this.#at), chunk]);
    this.#at = 0;
    const frames: StatusFrame[] = [];
    for (let frame = this.#next(); frame; frame = this.#next()) {
      const last = frames.at(-1);
      if (frame.kind === 'discarded' && last?.kind === 'discarded') {
        frames[frames.length - 1] = { kind: 'discarded', bytes: last.bytes + frame.bytes };
      } else frames.push(frame);
    }
    return frames;
  }

  /** Bytes held back because their frame is not complete yet. */
  get pending(): number {
    return this.#held.length - this.#at;
  }

  #next(): StatusFrame | undefined {
    const [first, second, third, fourth] = this.#held.subarray(this.#at, this.#at + 4);
    if (first === undefined) return undefined;
    if (first === HEADER.short || first === HEADER.text) return this.#block(first);
    if (isRealTime(first)) return this.#take(1, { kind: 'real-time', byte: first });
    if (isAsbFirst(first)) {
      const rest = [second, third, fourth];
      if (rest.some((byte) => byte !== undefined && !isPlain(byte))) return this.#discard();
      if (second === undefined || third === undefined || fourth === undefined) return undefined;
      return this.#take(4, { kind: 'asb', bytes: [first, second, third, fourth] });
    }
    if (isPlain(first)) return this.#take(1, { kind: 'sensor', byte: first });
    return this.#discard();
  }

  #block(header: number): StatusFrame | undefined {
    const rest = this.#held.subarray(this.#at + 1, this.#at + 1 + MAX_BLOCK + 1);
    const bad = rest.findIndex((byte) => byte < 0x20 || byte > 0x7e);
    if (bad === -1) return rest.length > MAX_BLOCK ? this.#discard(rest.length) : undefined;
    const odd = rest[bad] ?? 0;
    if (isRealTime(odd)) return this.#lift(bad + 1, odd);
    if (isAsbFirst(odd)) return this.#liftAsb(bad + 1, rest.subarray(bad, bad + 4));
    if (odd !== 0) return this.#discard(bad + 1);
    const length = bad + 2;
    const text = String.fromCharCode(...rest.subarray(0, bad));
    if (header === HEADER.text) return this.#take(length, { kind: 'text', text });
    if (rest[0] === IDENTIFIER.processId && bad === 5) {
      return this.#take(length, { kind: 'process-id', id: text.slice(1) });
    }
    if (rest[0] === IDENTIFIER.cleared && bad === 1) return this.#take(length, { kind: 'cleared' });
    return this.#discard(length);
  }

  /** Real-time answers and status overtake: one that stands inside a block is taken out of it. */
  #lift(from: number, byte: number): StatusFrame {
    this.#cut(from, 1);
    return { kind: 'real-time', byte };
  }

  #liftAsb(from: number, [first, second, third, fourth]: Uint8Array): StatusFrame | undefined {
    const rest = [second, third, fourth];
    if (rest.some((byte) => byte !== undefined && !isPlain(byte))) return this.#discard(from + 1);
    if (first === undefined || second === undefined || third === undefined || fourth === undefined) return undefined;
    this.#cut(from, 4);
    return { kind: 'asb', bytes: [first, second, third, fourth] };
  }

  /** Closes the gap by moving what is held of the block, which is short, behind it. */
  #cut(from: number, count: number): void {
    this.#held.copyWithin(this.#at + count, this.#at, this.#at + from);
    this.#at += count;
  }

  #take(count: number, frame: StatusFrame): StatusFrame {
    this.#at += count;
    return frame;
  }

  #discard(bytes = 1): StatusFrame {
    return this.#take(bytes, { kind: 'discarded', bytes });
  }
}
