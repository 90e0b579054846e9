import { closeSync, lstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { type Hit, hit } from './hit.ts';
import type { Search } from './search.ts';

const PIECE = 4 << 20;

export interface FilesReport {
  readonly hits: readonly Hit[];
  readonly files: number;
  readonly searched: number;
}

export interface FilesOptions {
  readonly below: readonly string[];
  readonly search: Search;
  /** Files that were last changed before are not ours, in milliseconds since 1970. */
  readonly since: number;
  /** Where the data belongs, and what the searcher itself keeps. */
  readonly isExempt: (path: string) => boolean;
}

/** Searches the raw bytes of every file, those of databases with their free pages, and the names of files. */
export function searchFiles({ below, search, since, isExempt }: FilesOptions): FilesReport {
  const hits: Hit[] = [];
  let files = 0;
  let searched = 0;
  for (const path of below.flatMap((directory) => [...walk(directory)])) {
    if (isExempt(path)) continue;
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (!stat?.isFile() || stat.mtimeMs < since) continue;
    files += 1;
    for (const found of search.in(Buffer.from(path))) hits.push(hit(path, 'its name', Buffer.from(path), found));
    let file: number;
    try {
      file = openSync(path, 'r');
    } catch {
      continue;
    }
    for (let at = 0; at < stat.size; at += PIECE) {
      const bytes = Buffer.allocUnsafe(Math.min(PIECE + search.overlap, stat.size - at));
      const piece = bytes.subarray(0, readSync(file, bytes, 0, bytes.length, at));
      searched += Math.min(piece.length, PIECE);
      for (const found of search.in(piece)) {
        if (found.at < PIECE) hits.push(hit(path, `at ${at + found.at}`, piece, found));
      }
    }
    closeSync(file);
  }
  return { hits, files, searched };
}

function* walk(directory: string): Generator<string> {
  let entries: ReturnType<typeof list>;
  try {
    entries = list(directory);
  } catch {
    // Not there, removed meanwhile, or somebody else's.
    return;
  }
  for (const entry of entries) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else if (entry.isFile()) yield path;
  }
}

const list = (directory: string) => readdirSync(directory, { withFileTypes: true });
