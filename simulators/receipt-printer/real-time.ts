/** A real-time command, obeyed on arrival whatever the printer does (ESC/POS reference, "Real-time commands"). */
export type RealTimeCommand =
  | { readonly kind: 'status'; readonly n: number }
  | { readonly kind: 'recover'; readonly clear: boolean }
  | { readonly kind: 'clear' };

const CLEAR_TAIL = [0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08];

/**
 * Looks for real-time commands in the raw stream, inside of data too: a real printer falls for
 * "10 04 01" in a picture as well.
 */
export class RealTimeScanner {
  #recent: number[] = [];

  push(byte: number): RealTimeCommand | undefined {
    this.#recent = [...this.#recent.slice(-9), byte];
    const [a, b, c] = this.#recent.slice(-3);
    if (a === 0x10 && b === 0x04 && c !== undefined && c >= 1 && c <= 4) return { kind: 'status', n: c };
    if (a === 0x10 && b === 0x05 && (c === 1 || c === 2)) return { kind: 'recover', clear: c === 2 };
    const [dle, dc4, fn, ...tail] = this.#recent;
    const isClear = dle === 0x10 && dc4 === 0x14 && fn === 8 && CLEAR_TAIL.every((value, i) => tail[i] === value);
    return isClear ? { kind: 'clear' } : undefined;
  }
}
