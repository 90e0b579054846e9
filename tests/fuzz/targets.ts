import { globSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Refusal } from '../../foundation/errors.ts';

/** What a room's `fuzz.ts` offers: something that meets bytes from outside, and throws only if a promise is broken. */
export interface FuzzTarget {
  readonly name: string;
  run(bytes: Uint8Array): void;
  /** Valid input to start from, beside what samples.ts has. */
  readonly samples?: readonly Uint8Array[];
}

export interface FoundTarget {
  readonly room: string;
  readonly file: string;
  readonly name: string;
}

const ROOT = join(import.meta.dirname, '../..');

/** Targets of all drivers, and of what an office brings in as a file, in the order of the alphabet. */
export async function findTargets(): Promise<FoundTarget[]> {
  const found: FoundTarget[] = [];
  for (const path of globSync('{config,device-drivers}/*/fuzz.ts', { cwd: ROOT }).sort()) {
    const file = join(ROOT, path);
    const room = path.split('/')[1] ?? '';
    for (const { name } of await targetsIn(file)) found.push({ room, file, name });
  }
  return found;
}

/** By `all`, a room ("payment"), a target ("zvt-tcp") or the beginning of its name ("zvt"). */
export const chosenTargets = (all: readonly FoundTarget[], which: string): FoundTarget[] =>
  all.filter(({ room, name }) => which === 'all' || room === which || name === which || name.startsWith(`${which}-`));

export async function targetsIn(file: string): Promise<readonly FuzzTarget[]> {
  const module: { readonly fuzzTargets?: readonly FuzzTarget[] } = await import(pathToFileURL(file).href);
  if (!module.fuzzTargets) throw new Refusal('no-fuzz-targets', file);
  return module.fuzzTargets;
}
