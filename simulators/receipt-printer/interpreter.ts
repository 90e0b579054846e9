import type { PrintOperation } from './operations.ts';
import { QrState, rasterBitmap } from './symbols.ts';
import { TextState } from './text-state.ts';

const ALIGNS = ['left', 'center', 'right'] as const;
/** Parameters of ESC and GS commands that only need to be skipped. */
const SKIPPED_ESC: Readonly<Record<string, number>> = { R: 1, M: 1, ' ': 1, c: 2, '=': 1, p: 3, $: 2, '\\': 2, '{': 1 };
const SKIPPED_GS: Readonly<Record<string, number>> = { h: 1, w: 1, H: 1, f: 1, L: 2, W: 2, P: 2, b: 1 };
const SKIPPED_FS: Readonly<Record<string, number>> = { '.': 0, '&': 0, S: 2, '!': 1 };

type PaperStep = { readonly length: number; readonly operation?: PrintOperation | undefined };

/**
 * The receive buffer and the command interpreter behind it: bytes go in as they arrive, operations come out one by
 * one when the mechanism asks for the next, so that nothing is done before what stands in front of it.
 */
export class Interpreter {
  #buffer: Uint8Array = new Uint8Array();
  readonly #text: TextState;
  readonly #qr = new QrState();
  #held: PrintOperation | undefined;

  /** @param printable width of the printable area in dots */
  constructor(printable: number) {
    this.#text = new TextState(printable);
  }

  append(bytes: Uint8Array): void {
    const joined = new Uint8Array(this.#buffer.length + bytes.length);
    joined.set(this.#buffer);
    joined.set(bytes, this.#buffer.length);
    this.#buffer = joined;
  }

  /** Bytes waiting to be interpreted. */
  get waiting(): number {
    return this.#buffer.length;
  }

  /** DLE DC4 8 and DLE ENQ 2: receive and print buffer are dropped, settings stay. */
  clear(): void {
    this.#buffer = new Uint8Array();
    this.#held = undefined;
    this.#text.dropLine();
  }

  reset(): void {
    this.clear();
    this.#text.reset();
  }

  /** The next thing to do; `undefined` until more bytes come. */
  next(): PrintOperation | undefined {
    if (this.#held) {
      const held = this.#held;
      this.#held = undefined;
      return held;
    }
    while (this.#buffer.length > 0) {
      const step = this.#step(this.#buffer);
      if (!step) return undefined;
      this.#buffer = this.#buffer.subarray(step.length);
      if (step.operation) return step.operation;
    }
    return undefined;
  }

  #step(bytes: Uint8Array): PaperStep | undefined {
    const first = bytes[0] ?? 0;
    switch (first) {
      case 0x0a:
        return { length: 1, operation: this.#text.finishLine() };
      case 0x09:
        this.#text.tab();
        return { length: 1 };
      case 0x10:
        return realTimeLength(bytes);
      case 0x1b:
        return this.#escape(bytes);
      case 0x1c:
        return skip(bytes, SKIPPED_FS, 'FS');
      case 0x1d:
        return this.#group(bytes);
      default:
        return first < 0x20 ? { length: 1 } : { length: 1, operation: this.#text.put(first) };
    }
  }

  #escape(bytes: Uint8Array): PaperStep | undefined {
    const [, command, n] = bytes;
    if (command === undefined) return undefined;
    const text = this.#text;
    switch (String.fromCharCode(command)) {
      case '@':
        text.reset();
        return { length: 2, operation: { kind: 'initialize' } };
      case '2':
        text.defaultLineSpacing();
        return { length: 2 };
      default:
    }
    const skipped = SKIPPED_ESC[String.fromCharCode(command)];
    if (skipped !== undefined) return bytes.length < 2 + skipped ? undefined : { length: 2 + skipped };
    if (n === undefined) return undefined;
    switch (String.fromCharCode(command)) {
      case 'a':
        text.align = ALIGNS[n % 48] ?? 'left';
        return { length: 3 };
      case 'E':
      case 'G':
        text.bold = (n & 1) === 1;
        return { length: 3 };
      case '-':
        text.underlined = n % 48 !== 0;
        return { length: 3 };
      case 't':
        text.codePage = n;
        return { length: 3 };
      case '3':
        text.lineSpacing = n;
        return { length: 3 };
      case '!':
        text.bold = (n & 0x08) !== 0;
        text.heightFactor = (n & 0x10) !== 0 ? 2 : 1;
        text.widthFactor = (n & 0x20) !== 0 ? 2 : 1;
        text.underlined = (n & 0x80) !== 0;
        return { length: 3 };
      case 'd':
        return this.#printAndFeed(n * text.lineSpacing);
      case 'J':
        return this.#printAndFeed(n);
      default:
        return unknown('ESC', command, 2);
    }
  }

  #printAndFeed(height: number): PaperStep {
    return { length: 3, operation: this.#afterLine({ kind: 'feed', height }) };
  }

  /** What is in the line buffer is printed before `operation`. */
  #afterLine(operation: PrintOperation): PrintOperation {
    if (this.#text.isLineEmpty) return operation;
    this.#held = operation;
    return this.#text.finishLine();
  }

  #group(bytes: Uint8Array): PaperStep | undefined {
    const [, command, n, a, b, c] = bytes;
    if (command === undefined) return undefined;
    const skipped = SKIPPED_GS[String.fromCharCode(command)];
    if (skipped !== undefined) return bytes.length < 2 + skipped ? undefined : { length: 2 + skipped };
    if (n === undefined) return undefined;
    switch (String.fromCharCode(command)) {
      case '!':
        this.#text.widthFactor = (n >> 4) + 1;
        this.#text.heightFactor = (n & 0x0f) + 1;
        return { length: 3 };
      case 'B':
        this.#text.inverted = (n & 1) === 1;
        return { length: 3 };
      case 'a':
        return { length: 3, operation: { kind: 'asb', mask: n } };
      case 'r':
        return { length: 3, operation: n % 48 === 1 ? { kind: 'sensor-status' } : undefined };
      case 'I':
        return { length: 3, operation: { kind: 'identity', n } };
      case 'V': {
        const feedToCutter = n >= 65;
        if (feedToCutter && a === undefined) return undefined;
        const cut = { kind: 'cut', partial: n % 48 !== 0, feedToCutter, height: feedToCutter ? (a ?? 0) : 0 } as const;
        return { length: feedToCutter ? 4 : 3, operation: this.#afterLine(cut) };
      }
      case 'g':
        if (bytes.length < (n === 0x32 ? 6 : 5)) return undefined;
        if (n !== 0x32) return { length: 5 };
        return { length: 6, operation: { kind: 'counter', n: (b ?? 0) + (c ?? 0) * 256 } };
      case 'v':
        return this.#raster(bytes);
      case '(':
        return this.#extended(bytes);
      default:
        return unknown('GS', command, 2);
    }
  }

  #raster(bytes: Uint8Array): PaperStep | undefined {
    const [, , , mode, xL, xH, yL, yH] = bytes;
    if (mode === undefined || xL === undefined || xH === undefined || yL === undefined || yH === undefined) {
      return undefined;
    }
    const bytesPerRow = xL + xH * 256;
    const rows = yL + yH * 256;
    const length = 8 + bytesPerRow * rows;
    if (bytes.length < length) return undefined;
    const bitmap = rasterBitmap(bytesPerRow, rows, mode, bytes.slice(8, length));
    const graphic = { kind: 'graphic', bitmap, align: this.#text.align, height: bitmap.height, code: null } as const;
    return { length, operation: this.#afterLine(graphic) };
  }

  #extended(bytes: Uint8Array): PaperStep | undefined {
    const [, , group = 0, pL, pH] = bytes;
    if (pL === undefined || pH === undefined) return undefined;
    const length = 5 + pL + pH * 256;
    if (bytes.length < length) return undefined;
    const [first = 0, second = 0] = bytes.subarray(5, 7);
    if (String.fromCharCode(group) === 'k' && first === 49) {
      const printed = this.#qr.run(second, bytes.slice(7, length), this.#text.align);
      return { length, operation: printed?.kind === 'graphic' ? this.#afterLine(printed) : printed };
    }
    if (String.fromCharCode(group) === 'H' && first === 48) {
      return { length, operation: { kind: 'process-id', id: Array.from(bytes.slice(7, 11)) } };
    }
    return { length, operation: { kind: 'unknown', command: `GS_(_${group}` } };
  }
}

/** Real-time commands were obeyed on arrival; here they are only stepped over. */
function realTimeLength(bytes: Uint8Array): PaperStep | undefined {
  const [, command] = bytes;
  if (command === undefined) return undefined;
  const length = command === 0x04 || command === 0x05 ? 3 : command === 0x14 ? (bytes[2] === 8 ? 10 : 5) : 1;
  return bytes.length < length ? undefined : { length };
}

function skip(bytes: Uint8Array, lengths: Readonly<Record<string, number>>, prefix: string): PaperStep | undefined {
  const command = bytes[1];
  if (command === undefined) return undefined;
  const skipped = lengths[String.fromCharCode(command)];
  if (skipped === undefined) return unknown(prefix, command, 2);
  return bytes.length < 2 + skipped ? undefined : { length: 2 + skipped };
}

const unknown = (prefix: string, command: number, length: number): PaperStep => ({
  length,
  operation: { kind: 'unknown', command: `${prefix}_${command.toString(16)}` },
});
