import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Process, processes } from './processes.ts';

/** What another run of the matrix is about, or has left behind. */
export type OtherRun =
  | { readonly kind: 'under-way'; readonly pid: number }
  /** Ended without tidying up: its directory, and processes of its stacks that still ran, have been ended. */
  | { readonly kind: 'left-over'; readonly pid: number; readonly ended: readonly Process[] };

/**
 * Makes this run's own directory below `base`, so that two runs side by side do not empty each other's, and ends what
 * earlier runs left. Only processes count that name such a run's directory as theirs.
 */
export function claimRun(
  base: string,
  { pid: own, command }: { readonly pid: number; readonly command: string },
): { readonly out: string; readonly others: readonly OtherRun[] } {
  mkdirSync(base, { recursive: true, mode: 0o700 });
  const running = processes();
  const others = readdirSync(base).flatMap((name): OtherRun[] => {
    const pid = Number(/^run-(\d+)$/.exec(name)?.[1] ?? Number.NaN);
    if (Number.isNaN(pid) || pid === own) return [];
    if (running.some((one) => one.pid === pid && one.command.includes(command))) return [{ kind: 'under-way', pid }];
    const directory = `${join(base, name)}/`;
    const ended = running.filter((one) => one.command.includes(directory) || `${one.cwd}/`.startsWith(directory));
    for (const one of ended) end(one.pid);
    rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
    return [{ kind: 'left-over', pid, ended }];
  });
  return { out: join(base, `run-${own}`), others };
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Ended meanwhile.
  }
}
