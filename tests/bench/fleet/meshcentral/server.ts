import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Clock, delay } from '../../../../foundation/clock.ts';
import { Refusal } from '../../../../foundation/errors.ts';

/** Version beside which the hub is measured; its agents' protocol is read from this one. */
export const MESHCENTRAL_VERSION = '1.1.55';
const LOOK_EVERY_MS = 200;
const UP_WITHIN_MS = 120_000;

export interface MeshCentral {
  /** The program and what it has started: both do the work. */
  readonly pid: number;
  readonly port: number;
  stop(): Promise<void>;
}

/** Its directory, if it was installed: `npm install --prefix .cache/meshcentral meshcentral@1.1.55`. */
export function findMeshCentral(cache: string): string | null {
  const directory = join(cache, 'meshcentral/node_modules/meshcentral');
  if (!existsSync(join(directory, 'package.json'))) return null;
  const { version } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as { version: string };
  return version === MESHCENTRAL_VERSION ? directory : null;
}

/**
 * Starts it with a data directory of its own, TLS, its embedded database, and without whatever asks the outside world.
 * Devices of unknown groups are taken in (`orphanAgentUser`), so that agents need no invitation.
 * @throws Refusal `not-up`
 */
export async function startMeshCentral(options: {
  readonly program: string;
  readonly directory: string;
  readonly port: number;
  readonly clock: Clock;
  /** It ran in this directory before: its accounts are there. */
  readonly isAgain?: boolean;
}): Promise<MeshCentral> {
  const { program, directory, port, clock, isAgain = false } = options;
  const data = join(directory, 'meshcentral-data');
  mkdirSync(data, { recursive: true });
  const settings = {
    cert: '127.0.0.1',
    WANonly: true,
    port,
    redirPort: 0,
    mpsPort: 0,
    selfUpdate: false,
    // Signing its Windows agents asks a time stamp server in the outside world.
    agentTimeStampServer: false,
    ignoreAgentHashCheck: true,
    agentPing: 0,
    compression: false,
    wsCompression: false,
    agentWsCompression: false,
  };
  const config = {
    settings,
    domains: { '': { orphanAgentUser: 'bench', allowNewAccounts: false, newAccounts: false } },
  };
  writeFileSync(join(data, 'config.json'), JSON.stringify(config));
  const entry = join(program, 'meshcentral.js');
  const where = ['--datapath', data, '--filespath', join(directory, 'files')];
  const env = { ...process.env, NODE_ENV: 'production' };
  const once = promisify(execFile);
  // Its accounts are made by runs that end by themselves (MeshCentral User's Guide, "Commonly understood parameters").
  const account = ['--createaccount', 'bench', '--pass', 'Bench-2026!', '--email', 'b@example.org'];
  const runs = isAgain ? [] : [account, ['--adminaccount', 'bench']];
  for (const run of runs) await once(process.execPath, [entry, ...where, ...run], { cwd: directory, env });
  const child = spawn(process.execPath, [entry, ...where], {
    cwd: directory,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    // It starts itself again as a child: the group is ended as a whole.
    detached: true,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (bytes: Buffer) => (said = `${said}${bytes}`.slice(-4_000)));
  const until = clock.monotonic() + UP_WITHIN_MS;
  while (!said.includes('HTTPS server running')) {
    if (child.exitCode !== null || clock.monotonic() > until) {
      end(child);
      throw new Refusal('not-up', said.slice(-500));
    }
    await delay(clock, LOOK_EVERY_MS);
  }
  return {
    pid: child.pid ?? 0,
    port,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        end(child);
      }),
  };
}

function end(child: ChildProcess): void {
  try {
    process.kill(-(child.pid ?? 0), 'SIGKILL');
  } catch {
    // ESRCH: it has ended.
  }
}
