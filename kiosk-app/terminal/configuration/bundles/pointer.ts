import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigurationState } from '../../../../fleet-link/configuration.ts';
import { replaceDurably } from './durable-files.ts';

const { running, staged, trusted, refused } = ConfigurationState.shape;

/** Which versions this terminal has and which it runs: one file, replaced as a whole, so that each step is one write. */
export const Pointer = z.strictObject({
  trusted,
  running,
  staged,
  /** The last one that has proven itself; `null`: what lies on the machine itself. */
  good: running,
  /** `running` has still to prove itself: starts so far. */
  trial: z.strictObject({ starts: z.int().min(0) }).nullable(),
  refused,
});
export type Pointer = z.infer<typeof Pointer>;

export const NO_VERSIONS: Pointer = {
  trusted: 0,
  running: null,
  staged: null,
  good: null,
  trial: null,
  refused: null,
};

const FILE = 'pointer.json';

/** @returns `null` if there is a file and it is none: the disk has lost it */
export function readPointer(directory: string): Pointer | null {
  let text: string;
  try {
    text = readFileSync(join(directory, FILE), 'utf8');
  } catch {
    return NO_VERSIONS;
  }
  try {
    return Pointer.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

export const writePointer = (directory: string, pointer: Pointer): void =>
  replaceDurably(join(directory, FILE), `${JSON.stringify(pointer)}\n`);
