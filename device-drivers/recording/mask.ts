import type { Content } from './format.ts';
import type { LineDirection } from './tap.ts';

/** Personal fields of one connection, taken out before anything is written. Says only what it knows to be harmless. */
export interface Mask {
  push(direction: LineDirection, content: Uint8Array | string): readonly Content[];
  /** The connection ended: what was held back. */
  end(): readonly { readonly direction: LineDirection; readonly content: Content }[];
}

/** For protocols that carry nothing personal by their contract. */
export const plain = (): Mask => ({ push: (_direction, content) => [content], end: () => [] });

/** Piece by piece; nothing is held back. */
export const eachPiece = (mask: (content: Uint8Array | string, direction: LineDirection) => Content): Mask => ({
  push: (direction, content) => [mask(content, direction)],
  end: () => [],
});

/** Same length, no content: digits become 0, letters x, all else that is not ASCII "?". */
export function blankByte(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return 0x30;
  if ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a)) return 0x78;
  return byte >= 0x80 ? 0x3f : byte;
}

/** Makes the mask of one connection; `about` are a child process's arguments. */
export type MaskOf = (about: readonly string[]) => Mask;

/** By protocol: what one kind of device offers in its `recording.ts`. */
export type Masks = Readonly<Record<string, MaskOf>>;

/** What a line is recorded as. */
export interface RecordedAs {
  readonly protocol: string;
  /** Loads the mask, and with it the codec of this kind. */
  readonly maskOf: () => Promise<MaskOf>;
}

/** Arguments without the directories of a session. */
export const maskArguments = (args: readonly string[]): string[] => args.map((arg) => arg.replace(/\/[^=]*\//g, ''));
