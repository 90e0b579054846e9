import { searchFiles } from './files.ts';
import type { Hit } from './hit.ts';
import { searchMemory } from './memory.ts';
import { descendants, nameOf } from './processes.ts';
import type { Search } from './search.ts';

export interface Scope {
  /** Every process below it is searched, itself never: it holds the canaries. */
  readonly root: number;
  /** Everything the stack writes stands below. */
  readonly traces: string;
  /** The authority's own inbox, decrypted: where the data belongs. */
  readonly home: string;
  /** Milliseconds since 1970: what the system's directories held before is not ours. */
  readonly since: number;
}

export interface Everything {
  readonly hits: readonly Hit[];
  readonly processes: readonly { readonly name: string; readonly pid: number; readonly searched: number }[];
  readonly files: number;
  readonly fileBytes: number;
  /** How often something was found where it belongs. */
  readonly atHome: number;
}

/** Where programs leave things that their makers have forgotten about. */
const SYSTEM = ['/tmp', '/var/tmp', '/dev/shm', '/var/spool/cups', '/run/user'];

export function searchEverything(search: Search, { root, traces, home, since }: Scope): Everything {
  const hits: Hit[] = [];
  const processes: { name: string; pid: number; searched: number }[] = [];
  for (const process of descendants(root)) {
    const name = nameOf(process);
    const report = searchMemory(process.pid, name, search);
    if (!report) continue;
    hits.push(...report.hits);
    if (report.swappedPages > 0) hits.push(inSwap(`${name} (${process.pid})`, report.swappedPages));
    processes.push({ name, pid: process.pid, searched: report.searched });
  }
  const own = searchFiles({ below: [traces], search, since: 0, isExempt: (path) => path.startsWith(home) });
  const system = searchFiles({ below: SYSTEM, search, since, isExempt: (path) => path.startsWith(traces) });
  const atHome = searchFiles({ below: [home], search, since: 0, isExempt: () => false });
  return {
    hits: [...hits, ...own.hits, ...system.hits],
    processes,
    files: own.files + system.files,
    fileBytes: own.searched + system.searched,
    atHome: atHome.hits.length,
  };
}

/** What lies in swap cannot be read here, so it counts as found. */
const inSwap = (place: string, pages: number): Hit => ({
  place,
  region: 'swap',
  canary: 'unknown',
  encoding: `${pages} pages`,
  context: '',
});
