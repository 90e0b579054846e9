import { type Apdu, type Bytes, concat, decodeApdu, encodeApdu, MAX_APDU_BYTES } from '../codec/index.ts';
import { LIMITS } from '../limits.ts';
import { crcKermit } from './crc.ts';

export const DLE = 0x10;
export const STX = 0x02;
export const ETX = 0x03;
export const ACK = 0x06;
export const NAK = 0x15;

/** What bytes of a serial line turn into. */
export type SerialItem =
  | { readonly kind: 'apdu'; readonly apdu: Apdu }
  | { readonly kind: 'ack' }
  | { readonly kind: 'nak' }
  | {
      readonly kind: 'discarded';
      readonly bytes: Bytes;
      /** `noise` stood between frames and needs no answer; everything else was a broken frame and is answered NAK. */
      readonly reason: 'noise' | 'bad-crc' | 'bad-escape' | 'bad-length' | 'restarted' | 'too-long' | 'timeout';
    };

/** One frame: DLE STX, the APDU with every DLE doubled, DLE ETX, CRC low, CRC high (PA00P015, "Serial transport"). */
export function encodeSerial(apdu: Apdu): Bytes {
  const body = encodeApdu(apdu);
  const crc = crcKermit(concat(body, Uint8Array.of(ETX)));
  const escaped = Uint8Array.from(Array.from(body).flatMap((byte) => (byte === DLE ? [DLE, DLE] : [byte])));
  return concat(Uint8Array.of(DLE, STX), escaped, Uint8Array.of(DLE, ETX, crc & 0xff, crc >> 8));
}

type State = 'idle' | 'idle-dle' | 'body' | 'body-dle' | 'crc-low' | 'crc-high';

export class SerialParser {
  #state: State = 'idle';
  #body: number[] = [];
  #noise: number[] = [];
  #crcLow = 0;

  /** Whether a frame has begun and not ended: the time to the next byte is limited by T1. */
  get inFrame(): boolean {
    return this.#state !== 'idle';
  }

  push(chunk: Bytes): SerialItem[] {
    const items: SerialItem[] = [];
    for (const byte of chunk) this.#take(byte, items);
    this.#flushNoise(items);
    return items;
  }

  /** T1 ran out: what came of the frame is given up. */
  expire(): SerialItem[] {
    if (!this.inFrame) return [];
    const items: SerialItem[] = [];
    if (this.#state === 'idle-dle') {
      this.#state = 'idle';
      this.#addNoise(DLE, items);
      this.#flushNoise(items);
    } else this.#discard('timeout', items);
    return items;
  }

  #take(byte: number, items: SerialItem[]): void {
    switch (this.#state) {
      case 'idle':
        if (byte === DLE) this.#state = 'idle-dle';
        else if (byte === ACK || byte === NAK) {
          this.#flushNoise(items);
          items.push({ kind: byte === ACK ? 'ack' : 'nak' });
        } else this.#addNoise(byte, items);
        return;
      case 'idle-dle':
        if (byte === STX) this.#begin(items);
        else {
          this.#addNoise(DLE, items);
          if (byte === DLE) return;
          this.#state = 'idle';
          this.#take(byte, items);
        }
        return;
      case 'body':
        if (byte === DLE) this.#state = 'body-dle';
        else if (this.#body.push(byte) > MAX_APDU_BYTES) this.#discard('too-long', items);
        return;
      case 'body-dle':
        if (byte === ETX) this.#state = 'crc-low';
        else if (byte === DLE) {
          this.#state = 'body';
          if (this.#body.push(DLE) > MAX_APDU_BYTES) this.#discard('too-long', items);
        } else if (byte === STX) {
          this.#discard('restarted', items);
          this.#begin(items);
        } else this.#discard('bad-escape', items);
        return;
      case 'crc-low':
        this.#crcLow = byte;
        this.#state = 'crc-high';
        return;
      case 'crc-high':
        this.#finish(this.#crcLow | (byte << 8), items);
    }
  }

  #begin(items: SerialItem[]): void {
    this.#flushNoise(items);
    this.#state = 'body';
    this.#body = [];
  }

  #finish(crc: number, items: SerialItem[]): void {
    const body = Uint8Array.from(this.#body);
    const read = decodeApdu(body);
    if (crcKermit(concat(body, Uint8Array.of(ETX))) !== crc) this.#discard('bad-crc', items);
    else if (!read.ok) this.#discard('bad-length', items);
    else {
      items.push({ kind: 'apdu', apdu: read.value });
      this.#reset();
    }
  }

  #discard(reason: (SerialItem & { kind: 'discarded' })['reason'], items: SerialItem[]): void {
    items.push({ kind: 'discarded', bytes: Uint8Array.from(this.#body), reason });
    this.#reset();
  }

  #reset(): void {
    this.#state = 'idle';
    this.#body = [];
  }

  #addNoise(byte: number, items: SerialItem[]): void {
    if (this.#noise.push(byte) >= LIMITS.serialNoise) this.#flushNoise(items);
  }

  #flushNoise(items: SerialItem[]): void {
    if (this.#noise.length === 0) return;
    items.push({ kind: 'discarded', bytes: Uint8Array.from(this.#noise), reason: 'noise' });
    this.#noise = [];
  }
}
