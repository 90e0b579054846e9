import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { Refusal } from '../../foundation/errors.ts';

/**
 * Our own processes as the operating system knows them (proc(5)): the matrix kills what a power cut or a crash kills,
 * by process id, and asks no product code for it.
 */
export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
  readonly cwd: string;
}

export function processes(): readonly Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
        return [{ pid: Number(name), parent, command, cwd: readlinkSync(`/proc/${name}/cwd`) }];
      } catch {
        // Ended while we looked.
        return [];
      }
    });
}

/** The one process of this stack that runs `script`. `directory` stands in its command line. */
export function ours(script: string, directory: string): Process {
  const found = processes().find(({ command }) => command.includes(script) && command.includes(directory));
  if (!found) throw new Refusal('world', `no process ${script}`);
  return found;
}

/** The session that serves `port`, and the attended-device host beside it in the same private directory. */
export function shownPair(terminal: number, port: number): { readonly session: number; readonly host: number } {
  const children = processes().filter(({ parent }) => parent === terminal);
  const inode = listeningInode(port);
  const session = children.find(({ pid, command }) => command.includes('session/main.ts') && holds(pid, inode));
  const host = children.find(({ command, cwd }) => command.includes('attended/main.ts') && cwd === session?.cwd);
  if (!session || !host) throw new Refusal('world', 'no process of the shown session');
  return { session: session.pid, host: host.pid };
}

/** The driver process below `terminal` that holds a connection to `port`. */
export function connectedTo(terminal: number, port: number): number {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const inodes = tcp().flatMap(({ remote, inode }) => (remote.endsWith(`:${hex}`) ? [inode] : []));
  const driver = processes().find(
    ({ parent, pid, command }) =>
      parent === terminal && command.includes('driver/main.ts') && inodes.some((inode) => holds(pid, inode)),
  );
  if (!driver) throw new Refusal('world', 'no driver process holds that connection');
  return driver.pid;
}

/** TCP_LISTEN of the kernel (include/net/tcp_states.h). */
const LISTEN = '0A';

interface Row {
  readonly local: string;
  readonly remote: string;
  readonly state: string;
  readonly inode: string;
}

const tcp = (): readonly Row[] =>
  readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => {
      const [, local = '', remote = '', state = '', , , , , , inode = ''] = line.trim().split(/\s+/);
      return { local, remote, state, inode };
    });

function listeningInode(port: number): string {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const found = tcp().find(({ local, state }) => local.endsWith(`:${hex}`) && state === LISTEN);
  if (found) return found.inode;
  throw new Refusal('world', 'nobody listens on the session port');
}

function holds(pid: number, inode: string): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => {
      try {
        return readlinkSync(`/proc/${pid}/fd/${fd}`) === `socket:[${inode}]`;
      } catch {
        return false;
      }
    });
  } catch {
    return false;
  }
}
