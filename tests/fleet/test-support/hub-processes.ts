import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { until } from '../../../kiosk-app/terminal/test-support/processes.ts';

const ROOT = join(import.meta.dirname, '../../..');
const PRELOAD = join(import.meta.dirname, 'die-at-write.ts');

export interface HubProcess {
  readonly pid: number;
  readonly linkPort: number;
  readonly consolePort: number;
  readonly caFingerprint: string;
  isAlive(): boolean;
  kill(): Promise<void>;
}

type Runtime = Pick<HubProcess, 'linkPort' | 'consolePort' | 'caFingerprint'>;

/** Starts a hub in a process of its own. @param dieAt see die-at-write.ts; 0: never */
export async function startHubProcess(directory: string, databaseUrl: string, dieAt = 0): Promise<HubProcess> {
  const runtime = join(directory, 'runtime.json');
  rmSync(runtime, { force: true });
  const child: ChildProcess = spawn(
    process.execPath,
    [
      ...(dieAt === 0 ? [] : ['--import', PRELOAD]),
      join(ROOT, 'admin-console/hub/main.ts'),
      '--data',
      directory,
      '--console-port',
      '0',
      '--link-port',
      '0',
    ],
    { env: { PATH: process.env.PATH, DATABASE_URL: databaseUrl, DIE_AT: String(dieAt) }, stdio: 'ignore' },
  );
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  const said = () => {
    try {
      return JSON.parse(readFileSync(runtime, 'utf8')) as Runtime;
    } catch {
      return null;
    }
  };
  await until(() => said() !== null || !isAlive(), 30_000);
  const up = said();
  if (!up || child.pid === undefined) throw new Error('the hub did not start');
  return {
    ...up,
    pid: child.pid,
    isAlive,
    async kill() {
      if (!isAlive()) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** Both hub processes have the same certification authority, and the same key for secrets. */
export function shareKeys(from: string, to: string): void {
  for (const name of ['pki', 'keys']) {
    if (!existsSync(join(to, name))) cpSync(join(from, name), join(to, name), { recursive: true });
  }
}

/**
 * What stands before several hub processes: passes a connection on to the one with the fewest, of those that are alive.
 * @param hubs those that it may choose from
 */
export async function startBalancer(hubs: () => readonly HubProcess[]) {
  /** By the terminal's end of each. */
  const open = new Map<Socket, HubProcess>();
  const connectionsOf = (hub: HubProcess) => [...open].filter(([, other]) => other === hub).map(([socket]) => socket);
  const server = createServer((socket) => {
    const [hub] = hubs()
      .filter((one) => one.isAlive())
      .toSorted((a, b) => connectionsOf(a).length - connectionsOf(b).length);
    if (!hub) return void socket.destroy();
    open.set(socket, hub);
    const onward = connect(hub.linkPort, '127.0.0.1');
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      one.pipe(other);
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
    }
    socket.once('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (sockets: Iterable<Socket>) => {
    for (const socket of [...sockets]) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    /** Ends every connection, so that each goes to whoever is there now. */
    cut: () => cut(open.keys()),
    /** Ends every other connection to this one. */
    cutHalf: (hub: HubProcess) => cut(connectionsOf(hub).filter((_, index) => index % 2 === 0)),
    close() {
      cut(open.keys());
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
