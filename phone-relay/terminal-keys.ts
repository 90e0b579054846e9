import { randomBytes } from 'node:crypto';
import { Refusal } from '../foundation/errors.ts';
import { hashOf } from './hash.ts';

/** SHA-256 of the keys of all terminals that may open boxes, in hex. */
export type KeyHashes = ReadonlySet<string>;

const LINE = /^([0-9a-f]{64})(?:\s+\S.*)?$/;

/**
 * Reads a file of keys: a terminal a line, the key's SHA-256 in hex and whose it is; empty lines and those that begin
 * with `#` are nobody's.
 * @throws Refusal `bad-key-line` with the number of the line
 */
export function readTerminalKeys(text: string): KeyHashes {
  const lines = text.split('\n').map((line) => line.trim());
  const hashes = lines.flatMap((line, index) => {
    if (line === '' || line.startsWith('#')) return [];
    const hash = LINE.exec(line)?.[1];
    if (!hash) throw new Refusal('bad-key-line', `${index + 1}`);
    return [hash];
  });
  return new Set(hashes);
}

/** A new key of a terminal, and the line of it for the file of keys. */
export function makeTerminalKey(name: string): { readonly key: string; readonly line: string } {
  const key = randomBytes(32).toString('base64url');
  return { key, line: `${hashOf(key)} ${name}` };
}
