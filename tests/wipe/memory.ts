import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readlinkSync, readSync } from 'node:fs';
import { type Hit, hit } from './hit.ts';
import type { Search } from './search.ts';

const PAGE = 4096;
/** Largest piece that is read at once, in bytes. */
const PIECE = 4 << 20;
/** Kernel documentation, admin-guide/mm/pagemap: bit 63 present, 62 swapped, 61 file-mapped or shared. */
const PRESENT = 0x80;
const SWAPPED = 0x40;
const OF_FILE = 0x20;

export interface MemoryReport {
  readonly hits: readonly Hit[];
  /** Bytes that were read. */
  readonly searched: number;
  /** Pages that lie in swap: on a disk, and not readable here. */
  readonly swappedPages: number;
}

interface Region {
  readonly from: number;
  readonly to: number;
  readonly path: string;
  /** A file of the system or a program, unless it was written to: its unchanged pages cannot hold what came later. */
  readonly isProgram: boolean;
}

/**
 * Searches every page a process has in memory (proc(5), `/proc/<pid>/maps`, `pagemap`, `mem`) and every deleted file it
 * holds open. Pages of programs and libraries that are as they are on the disk are left out.
 * @returns `null` if the process has ended meanwhile
 */
export function searchMemory(pid: number, name: string, search: Search): MemoryReport | null {
  let memory: number;
  let pagemap: number;
  let regions: readonly Region[];
  try {
    regions = regionsOf(pid);
    memory = openSync(`/proc/${pid}/mem`, 'r');
    pagemap = openSync(`/proc/${pid}/pagemap`, 'r');
  } catch (thrown) {
    if (isGone(thrown)) return null;
    throw thrown;
  }
  const hits: Hit[] = [];
  let searched = 0;
  let swappedPages = 0;
  try {
    for (const region of regions) {
      const { runs, swapped } = presentRuns(pagemap, region);
      swappedPages += swapped;
      for (const { from, to } of runs) {
        for (let at = from; at < to; at += PIECE) {
          // Overlap, so that a needle across two pieces is seen.
          const bytes = readAt(memory, at, Math.min(to, at + PIECE + search.overlap) - at);
          searched += Math.min(bytes.length, PIECE);
          for (const found of search.in(bytes)) {
            if (found.at < PIECE) hits.push(hit(`${name} (${pid})`, region.path || 'anonymous', bytes, found));
          }
        }
      }
    }
  } finally {
    closeSync(memory);
    closeSync(pagemap);
  }
  const deleted = searchDeletedFiles(pid, name, search);
  return { hits: [...hits, ...deleted.hits], searched: searched + deleted.searched, swappedPages };
}

function regionsOf(pid: number): readonly Region[] {
  return readFileSync(`/proc/${pid}/maps`, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const parts = /^([0-9a-f]+)-([0-9a-f]+) (\S{4}) \S+ \S+ \d+\s*(.*)$/.exec(line);
      if (!parts) return [];
      const [, from = '', to = '', , path = ''] = parts;
      // The kernel's own pages: nothing of a process is in them.
      if (/^\[v(var|syscall|dso)/.test(path)) return [];
      const isProgram = path.startsWith('/') && !/\(deleted\)$|^\/(tmp|dev\/shm|var\/tmp|memfd:)/.test(path);
      return [{ from: Number.parseInt(from, 16), to: Number.parseInt(to, 16), path, isProgram }];
    });
}

function presentRuns(pagemap: number, { from, to, isProgram }: Region) {
  const runs: { from: number; to: number }[] = [];
  let swapped = 0;
  const ENTRIES = 1 << 16;
  for (let page = from / PAGE; page < to / PAGE; page += ENTRIES) {
    const count = Math.min(ENTRIES, to / PAGE - page);
    const entries = readAt(pagemap, page * 8, count * 8);
    for (let i = 0; i * 8 + 7 < entries.length; i++) {
      const flags = entries[i * 8 + 7] ?? 0;
      if (flags & SWAPPED) swapped += 1;
      if (!(flags & PRESENT) || (isProgram && flags & OF_FILE)) continue;
      const start = (page + i) * PAGE;
      const last = runs.at(-1);
      if (last?.to === start) last.to = start + PAGE;
      else runs.push({ from: start, to: start + PAGE });
    }
  }
  return { runs, swapped };
}

/** As much as can be read; a page that went away meanwhile holds nothing. */
function readAt(file: number, at: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafe(length);
  let got = 0;
  try {
    while (got < length) {
      const read = readSync(file, buffer, got, length - got, at + got);
      if (read === 0) break;
      got += read;
    }
  } catch {
    // EIO, ESRCH: unmapped or ended while we read.
  }
  return buffer.subarray(0, got);
}

function searchDeletedFiles(pid: number, name: string, search: Search) {
  const hits: Hit[] = [];
  let searched = 0;
  let names: readonly string[] = [];
  try {
    names = readdirSync(`/proc/${pid}/fd`);
  } catch {
    // Ended.
  }
  for (const fd of names) {
    const path = `/proc/${pid}/fd/${fd}`;
    try {
      const target = readlinkSync(path);
      if (!target.endsWith('(deleted)') || target.startsWith('/memfd:')) continue;
      const file = openSync(path, 'r');
      const { size } = fstatSync(file);
      for (let at = 0; at < size; at += PIECE) {
        const bytes = readAt(file, at, Math.min(PIECE + search.overlap, size - at));
        searched += bytes.length;
        for (const found of search.in(bytes)) {
          if (found.at < PIECE) hits.push(hit(`${name} (${pid})`, 'a deleted file', bytes, found));
        }
      }
      closeSync(file);
    } catch {
      // Closed meanwhile.
    }
  }
  return { hits, searched };
}

function isGone(thrown: unknown): boolean {
  const { code } = thrown as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ESRCH';
}
