import { type Apdu, apduSize, type Bytes, decodeApdu } from '../codec/index.ts';

/** What bytes of a TCP connection turn into. After `discarded` the parser cannot find the next message: drop the connection. */
export type TcpItem =
  | { readonly kind: 'apdu'; readonly apdu: Apdu }
  | { readonly kind: 'discarded'; readonly bytes: Bytes; readonly reason: 'unknown-class' };

/** Classes of all APDUs of PA00P015 13.08, either direction. */
const CLASSES = new Set([0x04, 0x05, 0x06, 0x08, 0x0f, 0x80, 0x84]);
/** Control fields with which a payment terminal begins, but for negative answers (84 with any code). */
const SAID_BY_TERMINALS = new Set([0x8000, 0x0401, 0x040d, 0x040e, 0x040f, 0x04ff, 0x060f, 0x061e, 0x06d1, 0x06d3]);
const FIRST_CAPACITY = 512;

/**
 * Cuts a byte stream into APDUs however it was fragmented. ZVT over TCP has no framing to find again after garbage, so
 * an impossible class discards everything from there on. Holds at most one APDU (64 KiB) plus one chunk.
 */
export class TcpParser {
  #buffer = new Uint8Array(FIRST_CAPACITY);
  #used = 0;
  #lost = false;
  #discarded = 0;

  /** Bytes of a frame that has not ended. */
  get pending(): number {
    return this.#used;
  }

  /** Bytes that were discarded, and those of a frame that has not ended and can be none of a payment terminal's. */
  get strangeBytes(): number {
    const [cls = 0, ins] = this.#buffer.subarray(0, this.#used);
    const isOdd = ins !== undefined && cls !== 0x84 && !SAID_BY_TERMINALS.has((cls << 8) | ins);
    return this.#discarded + (isOdd ? this.#used : 0);
  }

  push(chunk: Bytes): TcpItem[] {
    if (this.#lost) return chunk.length === 0 ? [] : [{ kind: 'discarded', bytes: chunk, reason: 'unknown-class' }];
    this.#append(chunk);
    const items: TcpItem[] = [];
    let at = 0;
    while (at < this.#used) {
      const rest = this.#buffer.subarray(at, this.#used);
      if (!CLASSES.has(rest[0] ?? 0)) {
        this.#lost = true;
        this.#discarded = rest.length;
        items.push({ kind: 'discarded', bytes: rest.slice(), reason: 'unknown-class' });
        at = this.#used;
        break;
      }
      const size = apduSize(rest);
      if (!size || size.total > rest.length) break;
      const read = decodeApdu(rest.subarray(0, size.total));
      if (read.ok) items.push({ kind: 'apdu', apdu: read.value });
      at += size.total;
    }
    this.#buffer.copyWithin(0, at, this.#used);
    this.#used -= at;
    return items;
  }

  #append(chunk: Bytes): void {
    const needed = this.#used + chunk.length;
    if (needed > this.#buffer.length) {
      const grown = new Uint8Array(Math.max(needed, this.#buffer.length * 2));
      grown.set(this.#buffer.subarray(0, this.#used));
      this.#buffer = grown;
    }
    this.#buffer.set(chunk, this.#used);
    this.#used = needed;
  }
}
