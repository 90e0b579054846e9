import type { Content } from '../recording/format.ts';
import type { Mask, Masks } from '../recording/mask.ts';

/** Longest header of a netpbm image that scanimage writes, with its comment. */
const LONGEST_HEADER = 256;
const HEADER = /^P[456]\s(?:#[^\n]*\n)*\d+\s+\d+\s(?:\d+\s)?/;

const writesImage = (args: readonly string[]): boolean =>
  args.includes('--format=pnm') && !args.includes('--dont-scan') && !args.some((arg) => arg.startsWith('--batch='));

/** No pixel is kept: an image is its header and its size. Everything else scanimage writes are its own words. */
function scanimageMask(args: readonly string[]): Mask {
  if (!writesImage(args)) return { push: (_direction, content) => [content], end: () => [] };
  let head: Buffer | null = Buffer.alloc(0);
  const beyond = (size: number): Content[] => (size > 0 ? [{ size }] : []);
  return {
    push(direction, content) {
      if (direction !== 'received') return [content];
      if (head === null) return beyond(content.length);
      head = Buffer.concat([head, Buffer.from(content)]);
      const length = HEADER.exec(head.subarray(0, LONGEST_HEADER).toString('latin1'))?.[0].length ?? 0;
      if (length === 0 && head.length < LONGEST_HEADER) return [];
      const told = [
        ...(length > 0 ? [Uint8Array.from(head.subarray(0, length))] : []),
        ...beyond(head.length - length),
      ];
      head = null;
      return told;
    },
    end: () => (head !== null && head.length > 0 ? [{ direction: 'received', content: { size: head.length } }] : []),
  };
}

export const masks = { scanimage: scanimageMask } satisfies Masks;
