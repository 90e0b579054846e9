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
  readonly linkPort: number;
  readonly caFingerprint: string;
  isAlive(): boolean;
  kill(): Promise<void>;
}

/** Starts a hub in a process of its own. @param dieAt see die-at-write.ts; 0: never */
export async function startHubProcess(directory: string, databaseUrl: string, dieAt: number): Promise<HubProcess> {
  const runtime = join(directory, 'runtime.json');
  rmSync(runtime, { force: true });
  const child: ChildProcess = spawn(
    process.execPath,
    [
      '--import',
      PRELOAD,
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
      return JSON.parse(readFileSync(runtime, 'utf8')) as { linkPort: number; caFingerprint: string };
    } catch {
      return null;
    }
  };
  await until(() => said() !== null || !isAlive(), 30_000);
  const up = said();
  if (!up) throw new Error('the hub did not start');
  return {
    ...up,
    isAlive,
    async kill() {
      if (!isAlive()) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** Both hub processes have the same certification authority. */
export function shareAuthority(from: string, to: string): void {
  if (!existsSync(join(to, 'pki'))) cpSync(join(from, 'pki'), join(to, 'pki'), { recursive: true });
}

/** What stands before several hub processes: passes a connection on to the first that is alive. */
export async function startBalancer(hubs: () => readonly HubProcess[]) {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    const hub = hubs().find((one) => one.isAlive());
    if (!hub) return void socket.destroy();
    const onward = connect(hub.linkPort, '127.0.0.1');
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one
        .on('error', () => other.destroy())
        .on('close', () => {
          open.delete(one);
          other.destroy();
        });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    /** Ends every connection, so that the next goes to whoever is first now. */
    cut() {
      for (const socket of open) socket.destroy();
    },
    close() {
      for (const socket of open) socket.destroy();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
