import { readFileSync } from 'node:fs';
import { code, type Log } from '../../../foundation/log.ts';
import { liesInMemory } from '../../../foundation/mounts.ts';

/** What of the machine's settings would let memory of a session outlive it (docs/install.md, "Hardening"). */
export type Weakness =
  | 'swap'
  | 'temporary-files'
  | 'session-files'
  | 'core-limit'
  | 'core-pattern'
  | 'ptrace'
  | 'root'
  | 'node-options'
  | 'debugger'
  | 'diagnostic-report';

export interface Machine {
  /** Text of a file of proc(5); `null` if it cannot be read. */
  read(path: string): string | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly execArgv: readonly string[];
  readonly user: number | undefined;
}

/** Where programs put what they do not want to keep. A setting of the unit that another one undid shows itself here. */
const TEMPORARY = ['/tmp', '/var/tmp'];

export const thisMachine: Machine = {
  read(path) {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return null;
    }
  },
  environment: process.env,
  execArgv: process.execArgv,
  user: process.getuid?.(),
};

/** What can be seen from inside; a unit file that is not used, or overridden, shows itself here. */
export function weaknesses({ read, environment, execArgv, user }: Machine): readonly Weakness[] {
  const options = [...execArgv, ...(environment.NODE_OPTIONS?.split(' ') ?? [])];
  const coreLimit = /^Max core file size\s+(\S+)\s+(\S+)/m.exec(read('/proc/self/limits') ?? '');
  const mounts = read('/proc/self/mountinfo');
  const isOnDisk = (place: string) => mounts !== null && !liesInMemory(place, mounts);
  const pattern = read('/proc/sys/kernel/core_pattern')?.trim() ?? '';
  const checks: readonly (readonly [Weakness, boolean])[] = [
    // The first line is the heading (proc(5), /proc/swaps).
    ['swap', (read('/proc/swaps') ?? '').trim().split('\n').length > 1],
    ['temporary-files', TEMPORARY.some(isOnDisk)],
    // RuntimeDirectory= of the unit; without it sessions have their directories below the data.
    ['session-files', isOnDisk(environment.RUNTIME_DIRECTORY ?? '/')],
    ['core-limit', coreLimit !== null && (coreLimit[1] !== '0' || coreLimit[2] !== '0')],
    // A program behind a pipe gets the memory whatever the limit says (core(5)).
    ['core-pattern', pattern.startsWith('|') && !/^\|\/(usr\/)?bin\/(false|true)$/.test(pattern)],
    ['ptrace', read('/proc/sys/kernel/yama/ptrace_scope')?.trim() === '0'],
    ['root', user === 0],
    ['node-options', Boolean(environment.NODE_OPTIONS)],
    ['debugger', options.some((option) => option.startsWith('--inspect'))],
    ['diagnostic-report', options.some((option) => /^--(report-|heapsnapshot-|heap-prof|cpu-prof)/.test(option))],
  ];
  return checks.flatMap(([weakness, isThere]) => (isThere ? [weakness] : []));
}

/** Says each one; on a machine that is no real terminal they are nothing to wake somebody for. */
export function reportWeaknesses(log: Log, production: boolean, machine = thisMachine): void {
  for (const weakness of weaknesses(machine))
    log.event(production ? 'error' : 'debug', 'terminal.not-hardened', { reason: code(weakness) });
}
