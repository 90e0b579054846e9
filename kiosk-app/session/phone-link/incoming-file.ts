import { LINK_LIMITS } from '../../../portals/phone-relay/link/link-limits.ts';

/** A file on its way from the telephone, in chunks. */
export class IncomingFile {
  readonly id: string;
  readonly #size: number;
  readonly #chunks: Uint8Array[] = [];
  #received = 0;

  constructor(id: string, size: number) {
    this.id = id;
    this.#size = size;
  }

  static isTooLarge = (size: number): boolean => size > LINK_LIMITS.fileBytes;

  /** 0–100. */
  get percent(): number {
    return Math.round((this.#received / this.#size) * 100);
  }

  /** @returns the whole file once it is there, `null` before; `too-much` if more came than was said */
  add(chunk: Uint8Array): Uint8Array | null | 'too-much' {
    this.#received += chunk.length;
    if (this.#received > this.#size) return 'too-much';
    this.#chunks.push(chunk);
    return this.#received === this.#size ? Buffer.concat(this.#chunks) : null;
  }
}
