import { fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, readSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { delay, systemClock } from '../../../../foundation/clock.ts';
import { Refusal } from '../../../../foundation/errors.ts';
import { freePort } from '../../../../simulators/free-port.ts';
import { cpuMs, residentBytes } from '../process-use.ts';
import { ask, measureLinks, measureReports, type Subject, type SubjectRow } from '../subject-row.ts';
import { startMeshCentral } from './server.ts';

/** More than it can write; of each agent less than the ten a second above which it holds a change back. */
const REPORTS_OF_ONE = 5;
const MOST_REPORTS = 3_000;
const WRITTEN_WITHIN_MS = 180_000;

/** The hub's row has more. */
export interface MeshRow extends SubjectRow {
  readonly subject: 'MeshCentral';
}

/**
 * The same acts against a MeshCentral. A report is a changed value of the machine's description, which it keeps in its
 * database. It does not check agents' signatures here (`ignoreAgentHashCheck`), which makes its connections cheaper than
 * they are in service.
 */
export async function benchMeshCentral(program: string, count: number): Promise<MeshRow> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-mesh-'));
  const port = await freePort();
  const server = await startMeshCentral({ program, directory, port, clock: systemClock });
  const agents = fork(join(import.meta.dirname, 'simulated-agents.ts'), [`${count}`, `${port}`], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  try {
    await once(agents, 'message');
    const all = groupOf(server.pid);
    const mesh: Subject = {
      terminals: count,
      cpuMs: () => sumOf(all, cpuMs),
      residentBytes: () => sumOf(all, residentBytes),
      act: (act) => ask(agents, act),
    };
    const links = await measureLinks(mesh);
    const perSecond = Math.min(count * REPORTS_OF_ONE, MOST_REPORTS);
    const { reportsPerSecond, reportsPerCoreSecond } = await measureReports(mesh, perSecond, async (sent) => {
      await written(join(directory, 'meshcentral-data/meshcentral.db'), `"osdesc":"report ${sent - 1}"`);
      return true;
    });
    return { subject: 'MeshCentral', ...links, reportsPerSecond, reportsPerCoreSecond };
  } finally {
    agents.kill('SIGKILL');
    await server.stop();
    rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Waits until a text was appended to a file that only grows. @throws Refusal `never-happened` */
async function written(file: string, text: string): Promise<void> {
  const begun = performance.now();
  let from = Math.max(0, statSync(file).size - 1_000_000);
  while (performance.now() - begun < WRITTEN_WITHIN_MS) {
    const size = statSync(file).size;
    const bytes = Buffer.alloc(Math.max(0, size - from));
    const open = openSync(file, 'r');
    readSync(open, bytes, 0, bytes.length, from);
    closeSync(open);
    if (bytes.includes(text)) return;
    from = Math.max(from, size - text.length);
    await delay(systemClock, 100);
  }
  throw new Refusal('never-happened', 'the last report was not written');
}

/** A process and all that it has started. */
export function groupOf(leader: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        // Third field after the name: the process group (proc(5)).
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]) === leader;
      } catch {
        return false;
      }
    });
}

export const sumOf = (pids: readonly number[], of: (pid: number) => number): number =>
  pids.reduce((total, pid) => total + of(pid), 0);
