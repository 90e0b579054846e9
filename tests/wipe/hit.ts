import type { Found } from './search.ts';

/** A canary where none may be. Says where and what kind, never what: a finding must not be a leak itself. */
export interface Hit {
  /** Process, file or wire. */
  readonly place: string;
  /** Region of memory, offset in a file, direction on a wire. */
  readonly region: string;
  readonly canary: string;
  readonly encoding: string;
  /** What stands around it, the canary itself and every digit and letter in doubt masked. */
  readonly context: string;
}

const AROUND = 48;

export function hit(place: string, region: string, bytes: Buffer, { needle, at }: Found): Hit {
  const before = bytes.subarray(Math.max(0, at - AROUND), at);
  const after = bytes.subarray(at + needle.bytes.length, at + needle.bytes.length + AROUND);
  return {
    place,
    region,
    canary: needle.canary,
    encoding: needle.encoding,
    context: `${masked(before)}[${needle.canary}]${masked(after)}`,
  };
}

/** Field names and punctuation may be read; capitals, digits and what is not ASCII become signs. */
function masked(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replace(/\0/g, '')
    .replace(/[A-Z]/g, 'X')
    .replace(/[0-9]/g, '9')
    .replace(/[^\x20-\x7e]/g, '·');
}
