import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../free-port.ts';
import { type Discovery, startDiscovery } from './discovery.ts';
import type { Peer } from './peer.ts';
import { eventually, type Running, run } from './process.ts';

const isThere = (command: string) => existsSync(command) || spawnSync('which', [command]).status === 0;
/** ippeveprinter and what it needs to start (Debian cups-ipp-utils, dbus, avahi-daemon). */
export const isReferenceInstalled = () =>
  ['/usr/sbin/ippeveprinter', '/usr/sbin/avahi-daemon', 'dbus-daemon'].every(isThere);

/**
 * The print command, which is the paper path: says what it is told to, keeps what is "on paper" only when it ends well,
 * waits on demand, and stops when its job was cancelled. A line `STATE: +reason` on stderr becomes a
 * printer-state-reason. ippeveprinter hears of those from a running command only, and starts none while media is empty:
 * so the trouble is over when the command is.
 */
const COMMAND = `#!/bin/sh
desk="$(dirname "$0")"
rm -f "$desk/cancelled"
touch "$desk/printing"
trap 'cat "$desk/well" >&2; rm -f "$desk/printing"' EXIT
cat "$desk/say" >&2
while [ -e "$desk/hold" ]; do
  if [ -e "$desk/cancelled" ]; then exit 0; fi
  sleep 0.1
  cat "$desk/say" >&2
done
if [ -e "$desk/abort" ]; then rm "$desk/abort"; exit 1; fi
cp "$1" "$desk/papers/$(date +%s%N)"
echo "ATTR: job-impressions=1 job-impressions-completed=1" >&2
`;
const LOOK_EVERY_MS = 50;
const REASONS = ['media-empty', 'media-jam', 'cover-open', 'toner-low'];
const NO_TROUBLE = REASONS.map((reason) => `STATE: -${reason}\n`).join('');

/**
 * The reference printer of CUPS, with scripted paper.
 * @param keys directory with `localhost.crt` and `localhost.key`, which it shows to whoever comes with TLS
 * @throws Error if it cannot be started here
 */
export async function startIppEvePrinter(keys?: string): Promise<Peer> {
  const directory = await mkdtemp(join(tmpdir(), 'bt-ippeve-'));
  const spool = join(directory, 'spool');
  const desk = join(directory, 'desk');
  const papers = join(desk, 'papers');
  await mkdir(spool);
  await mkdir(papers, { recursive: true });
  const command = join(desk, 'print');
  await writeFile(command, COMMAND);
  await chmod(command, 0o755);
  await writeFile(join(desk, 'say'), '');
  await writeFile(join(desk, 'well'), NO_TROUBLE);
  const port = await freePort();
  let discovery: Discovery | undefined;
  let printer = await launch(port, spool, command, keys, {});
  if (!printer) {
    discovery = await startDiscovery(directory);
    printer = await launch(port, spool, command, keys, discovery.env);
  }
  // It goes on with a command whose job was cancelled; a printer stops its paper.
  let cancels = 0;
  const watching = setInterval(() => {
    const told = printer?.output().split('Cancel-Job successful-ok').length ?? 0;
    if (told > cancels) writeFileSync(join(desk, 'cancelled'), '');
    cancels = told;
  }, LOOK_EVERY_MS);
  const stop = async () => {
    clearInterval(watching);
    await rm(join(desk, 'hold'), { force: true });
    await printer?.stop();
    await discovery?.stop();
    await rm(directory, { recursive: true, force: true });
  };
  if (!printer) {
    await stop();
    throw new Error('ippeveprinter does not start');
  }
  const count = (words: string) => (printer?.output().split(words).length ?? 1) - 1;
  return {
    uri: `ipp://127.0.0.1:${port}/ipp/print`,
    haste: 5,
    hold: () => writeFile(join(desk, 'hold'), ''),
    release: () => rm(join(desk, 'hold'), { force: true }),
    trouble: (name) => writeFile(join(desk, 'say'), name ? `STATE: +${name}\n` : NO_TROUBLE),
    abortNext: () => writeFile(join(desk, 'abort'), ''),
    printed: async () => Promise.all((await readdir(papers)).sort().map((name) => readFile(join(papers, name)))),
    // It starts no other job before it has said how long the last one took.
    isPrinting: async () =>
      existsSync(join(desk, 'printing')) || count('] Running command') > count('] Processing time'),
    traces: null,
    stop,
  };
}

async function launch(
  port: number,
  spool: string,
  command: string,
  keys: string | undefined,
  env: Readonly<Record<string, string>>,
): Promise<Running | undefined> {
  const options = [
    '-r',
    'off',
    '-p',
    String(port),
    '-d',
    spool,
    '-c',
    command,
    '-f',
    'application/pdf',
    '-n',
    'localhost',
  ];
  const secure = keys === undefined ? [] : ['-K', keys];
  const printer = run('ippeveprinter', ['-v', ...options, ...secure, 'Test'], env);
  await eventually(async () => !printer.isUp() || (await isListening(port)));
  // It opens its port before it looks for DNS-SD, and ends if there is none.
  await new Promise((resolve) => setTimeout(resolve, 300));
  return printer.isUp() ? printer : undefined;
}

async function isListening(port: number): Promise<boolean> {
  const { connect } = await import('node:net');
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

/** Files below a directory that hold this text, in whatever order. */
export async function filesWith(directory: string, text: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    if (bytes.includes(text)) found.push(path);
  }
  return found;
}
