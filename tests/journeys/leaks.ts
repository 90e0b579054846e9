import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Canary, type Needle, needlesOf, SHORTEST } from '../wipe/canaries.ts';
import { type Hit, hit } from '../wipe/hit.ts';
import { decodeAround } from '../wipe/number-in-base64.ts';
import { createSearch, type Found } from '../wipe/search.ts';
import { isPartOfLongerNumber } from './digits-by-chance.ts';

/** The authority's inbox is where the data belongs. */
const AT_HOME = ['stack/world/portal/'];

/**
 * Searches every file below `directory` for every canary, in the encodings in which our parts write text.
 * @param below only this part of it
 * @param read how a file is read
 */
export function findLeaks(
  directory: string,
  canaries: readonly Canary[],
  below = '',
  read: (file: string) => Buffer = readFileSync,
): { readonly leaks: readonly Hit[]; readonly files: number; readonly atHome: number } {
  const find = finderOf(canaries);
  const leaks: Hit[] = [];
  let files = 0;
  let atHome = 0;
  for (const { file, bytes } of contentsBelow(join(directory, below), read)) {
    files += 1;
    const name = relative(directory, file);
    const found = find(bytes);
    if (found.length > 0 && AT_HOME.some((home) => name.startsWith(home))) atHome += 1;
    else leaks.push(...told(name, bytes, found));
  }
  return { leaks, files, atHome };
}

/** One line for people: which value, in which encoding, where, and what stands around it. */
export const describeLeak = ({ place, region, canary, encoding, context }: Hit): string =>
  `${canary} in ${place} at ${region} (${encoding}): ${context}`;

function finderOf(canaries: readonly Canary[]): (bytes: Buffer) => readonly Found[] {
  // A number is searched for anywhere: what is only part of a longer one is told apart where it is found.
  const search = createSearch(needlesOf(canaries).map((needle) => ({ ...needle, width: 0 as const })));
  const short = canaries.flatMap(shortNeedles);
  return (bytes) => [
    ...search.in(bytes).filter((found) => !isByChance(bytes, found)),
    ...short.flatMap((needle) => everywhere(bytes, needle)),
  ];
}

function isByChance(bytes: Buffer, { needle: { bytes: wanted, inBase64 }, at }: Found): boolean {
  const read = inBase64 ? decodeAround(bytes, at, inBase64) : null;
  if (!inBase64 || !read) return isPartOfLongerNumber(bytes, at, wanted.length);
  return !read.isIt || isPartOfLongerNumber(read.bytes, read.at, inBase64.digits.length);
}

/** Too short for the fast search, and still a name. */
function shortNeedles({ name, bytes }: Canary): readonly Needle[] {
  if (bytes.length >= SHORTEST) return [];
  const value = bytes.toString('utf8');
  return [...new Set([value, value.toLowerCase()])].flatMap((form) => [
    { canary: name, encoding: 'bytes', bytes: Buffer.from(form, 'utf8'), width: 0 as const },
    { canary: name, encoding: 'utf-16', bytes: Buffer.from(form, 'utf16le'), width: 0 as const },
  ]);
}

function everywhere(bytes: Buffer, needle: Needle): readonly Found[] {
  const found: Found[] = [];
  for (let at = bytes.indexOf(needle.bytes); at >= 0; at = bytes.indexOf(needle.bytes, at + 1))
    found.push({ needle, at });
  return found;
}

/** Each kind once a file: a value written a hundred times is one finding. */
function told(file: string, bytes: Buffer, found: readonly Found[]): readonly Hit[] {
  if (found.length === 0) return [];
  // One canary beside another must not be read from the context.
  const scrubbed = Buffer.from(bytes);
  for (const { needle, at } of found) scrubbed.fill('*', at, at + needle.bytes.length);
  const first = new Map<string, Found>();
  for (const one of found) {
    const key = `${one.needle.canary} ${one.needle.encoding}`;
    if (!first.has(key)) first.set(key, one);
  }
  return [...first.values()].map((one) => hit(file, `byte ${one.at}`, scrubbed, one));
}

/** The terminal runs on meanwhile: what got its final name in between is found in another walk. */
function* contentsBelow(directory: string, read: (file: string) => Buffer) {
  const searched = new Set<string>();
  for (let isWhole = false; !isWhole; ) {
    isWhole = true;
    for (const file of walk(directory)) {
      if (searched.has(file)) continue;
      const bytes = unlessGone(file, read);
      if (bytes) {
        searched.add(file);
        yield { file, bytes };
      } else isWhole = false;
    }
  }
}

function unlessGone(file: string, read: (file: string) => Buffer): Buffer | null {
  try {
    return read(file);
  } catch (thrown) {
    if (existsSync(file)) throw thrown;
    return null;
  }
}

function* walk(directory: string): Generator<string> {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else if (entry.isFile()) yield path;
  }
}
