import { basename } from 'node:path';
import { type Process, processes } from '../faults/processes.ts';

/** All processes that `root` has started, directly or not; never `root` itself. */
export function descendants(root: number): readonly Process[] {
  const all = processes();
  const found: Process[] = [];
  const parents = new Set([root]);
  for (let grew = true; grew; ) {
    grew = false;
    for (const process of all) {
      if (!parents.has(process.parent) || parents.has(process.pid)) continue;
      parents.add(process.pid);
      found.push(process);
      grew = true;
    }
  }
  return found;
}

/** What a report calls a process: "session", "terminal", "chromium renderer". */
export function nameOf({ command }: Process): string {
  const room = /(?:kiosk-app|admin-console)\/([\w/]+)\/main\.ts/.exec(command)?.[1];
  if (room) return room;
  const kind = /--type=([\w-]+)/.exec(command)?.[1];
  const utility = /--utility-sub-type=([\w.]+)/.exec(command)?.[1];
  if (/chrom/.test(command)) return `chromium ${utility ?? kind ?? 'browser'}`;
  return basename(command.split(' ')[0] ?? '');
}
