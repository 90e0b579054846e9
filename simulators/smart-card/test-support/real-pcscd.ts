import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PCSCD = '/usr/sbin/pcscd';
const VPCD = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so';

/** Why the real daemon cannot be had here; `null` if it can. */
export const whyNoPcscd = (): string | null =>
  existsSync(PCSCD) && existsSync(VPCD) ? null : 'not installed: pcscd, vsmartcard-vpcd';

/**
 * pcscd's socket path is compiled in, but it takes a listening socket from whoever starts it (sd_listen_fds(3)). So
 * each test has a daemon of its own; perl is part of every Debian.
 */
const HAND_OVER_SOCKET = `
use Socket;
$^F = 3;
socket(my $s, AF_UNIX, SOCK_STREAM, 0) or die;
die 'not descriptor 3' unless fileno($s) == 3;
bind($s, sockaddr_un(shift @ARGV)) or die;
listen($s, 8) or die;
$ENV{LISTEN_FDS} = 1;
$ENV{LISTEN_PID} = $$;
exec @ARGV or die;`;

export interface RealPcscd {
  readonly socket: string;
  /** Ports of its two virtual readers, "Virtual PCD 00 00" and "Virtual PCD 00 01". */
  readonly ports: readonly [number, number];
  start(): Promise<void>;
  /** SIGKILL: as if it had crashed. */
  kill(): Promise<void>;
  /** Stops its clock: it stands, and answers nobody. */
  freeze(): void;
  remove(): Promise<void>;
}

/** A real pcscd with vpcd's virtual readers, in a directory and on ports of its own. Not started yet. */
export async function realPcscd(): Promise<RealPcscd> {
  const directory = mkdtempSync(join(tmpdir(), 'bt-pcscd-'));
  const socket = join(directory, 'pcscd.comm');
  const port = await twoFreePorts();
  const readers = join(directory, 'readers');
  mkdirSync(readers);
  const channel = `0x${port.toString(16)}`;
  writeFileSync(
    join(readers, 'vpcd'),
    `FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:${channel}\nLIBPATH ${VPCD}\nCHANNELID ${channel}\n`,
  );
  let child: ChildProcess | null = null;

  const kill = async () => {
    const dying = child;
    child = null;
    if (!dying || dying.exitCode !== null || dying.signalCode !== null) return;
    const exited = new Promise((done) => dying.once('exit', done));
    dying.kill('SIGKILL');
    await exited;
  };
  return {
    socket,
    ports: [port, port + 1],
    async start() {
      rmSync(socket, { force: true });
      const starting = spawn(
        'perl',
        ['-e', HAND_OVER_SOCKET, socket, PCSCD, '--foreground', '--critical', '--config', readers],
        { stdio: 'ignore' },
      );
      child = starting;
      for (let i = 0; i < 200 && !existsSync(socket); i++) await new Promise((done) => setTimeout(done, 25));
    },
    kill,
    freeze: () => void child?.kill('SIGSTOP'),
    async remove() {
      await kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** vpcd takes the next port for its second slot. */
async function twoFreePorts(): Promise<number> {
  for (;;) {
    const port = 20_000 + 2 * Math.floor(Math.random() * 5_000);
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  }
}

const isFree = (port: number) =>
  new Promise<boolean>((answer) => {
    const server = createServer();
    server.once('error', () => answer(false));
    server.listen(port, () => server.close(() => answer(true)));
  });
