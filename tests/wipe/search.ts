import { type Needle, SHORTEST } from './canaries.ts';
import { decodeAround } from './number-in-base64.ts';

export interface Found {
  readonly needle: Needle;
  /** Where it begins in what was searched, in bytes. */
  readonly at: number;
}

/** What can be handed to the thread that searches. */
export interface Search {
  /** Bytes by which two neighbouring pieces must overlap, so that nothing is missed between them. */
  readonly overlap: number;
  in(bytes: Buffer): readonly Found[];
}

const BLOCK = 2;

/**
 * Many needles in one pass (Wu and Manber, "A fast algorithm for multi-pattern searching", 1994): gigabytes of memory
 * are searched for hundreds of needles.
 */
export function createSearch(needles: readonly Needle[]): Search {
  const window = SHORTEST;
  const furthest = window - BLOCK + 1;
  const shift = new Uint8Array(65_536).fill(furthest);
  const byLastBlock = new Map<number, Needle[]>();
  for (const needle of needles) {
    for (let at = 0; at + BLOCK <= window; at++) {
      const block = needle.bytes.readUInt16LE(at);
      shift[block] = Math.min(shift[block] ?? furthest, window - BLOCK - at);
    }
    const last = needle.bytes.readUInt16LE(window - BLOCK);
    byLastBlock.set(last, [...(byLastBlock.get(last) ?? []), needle]);
  }
  return {
    overlap: Math.max(0, ...needles.map(({ bytes }) => bytes.length)),
    in(bytes) {
      const found: Found[] = [];
      for (let end = window; end <= bytes.length; ) {
        const block = (bytes[end - 2] ?? 0) | ((bytes[end - 1] ?? 0) << 8);
        const step = shift[block] ?? 1;
        if (step > 0) {
          end += step;
          continue;
        }
        const at = end - window;
        for (const needle of byLastBlock.get(block) ?? []) {
          if (stands(needle, bytes, at)) found.push({ needle, at });
        }
        end += 1;
      }
      return found;
    },
  };
}

function stands({ bytes: wanted, width, inBase64 }: Needle, bytes: Buffer, at: number): boolean {
  const end = at + wanted.length;
  if (end > bytes.length || bytes.compare(wanted, 0, wanted.length, at, end) !== 0) return false;
  if (width === 0) return true;
  if (inBase64) {
    const read = decodeAround(bytes, at, inBase64);
    if (!read) return true;
    const after = read.at + inBase64.digits.length;
    return read.isIt && !isDigit(read.bytes, read.at - 1, 1) && !isDigit(read.bytes, after, 1);
  }
  return !isDigit(bytes, at - width, width) && !isDigit(bytes, end, width);
}

function isDigit(bytes: Buffer, at: number, width: 1 | 2): boolean {
  const byte = bytes[at] ?? 0;
  return byte >= 0x30 && byte <= 0x39 && (width === 1 || bytes[at + 1] === 0);
}
