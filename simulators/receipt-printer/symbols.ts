import { encode } from 'uqr';
import type { Align, Bitmap, PrintOperation } from './operations.ts';

const LEVELS = { 48: 'L', 49: 'M', 50: 'Q', 51: 'H' } as const;
type LevelByte = keyof typeof LEVELS;
const isLevel = (byte: number): byte is LevelByte => byte in LEVELS;

/** GS ( k for QR codes (cn = 49): model, module size, error correction, store, print. */
export class QrState {
  #module = 3;
  #level: LevelByte = 48;
  #data: Uint8Array = new Uint8Array();

  /** @param fn function code 65, 67, 69, 80 or 81 @param args what follows it */
  run(fn: number, args: Uint8Array, align: Align): PrintOperation | undefined {
    const [first = 0] = args;
    switch (fn) {
      case 65: // model; the code drawn is always model 2
        return undefined;
      case 67:
        if (first >= 1 && first <= 16) this.#module = first;
        return undefined;
      case 69:
        if (isLevel(first)) this.#level = first;
        return undefined;
      case 80:
        this.#data = args.slice(1);
        return undefined;
      case 81:
        return this.#data.length === 0 ? undefined : this.#print(align);
      default:
        return { kind: 'unknown', command: `GS_(_k_49_${fn}` };
    }
  }

  #print(align: Align): PrintOperation {
    const { size, data } = encode(Array.from(this.#data), { ecc: LEVELS[this.#level], border: 0, boostEcc: false });
    const module = this.#module;
    const bitmap: Bitmap = {
      width: size * module,
      height: size * module,
      dot: (x, y) => data[Math.floor(y / module)]?.[Math.floor(x / module)] ?? false,
    };
    return { kind: 'graphic', bitmap, align, height: bitmap.height, code: new TextDecoder().decode(this.#data) };
  }
}

/** GS v 0: rows of bytes, most significant bit left. */
export function rasterBitmap(bytesPerRow: number, rows: number, mode: number, data: Uint8Array): Bitmap {
  const wide = (mode & 1) === 1 ? 2 : 1;
  const tall = (mode & 2) === 2 ? 2 : 1;
  return {
    width: bytesPerRow * 8 * wide,
    height: rows * tall,
    dot: (x, y) => {
      const column = Math.floor(x / wide);
      const byte = data[Math.floor(y / tall) * bytesPerRow + (column >> 3)] ?? 0;
      return (byte & (0x80 >> (column & 7))) !== 0;
    },
  };
}
