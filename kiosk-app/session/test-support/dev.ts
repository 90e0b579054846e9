import { fork } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../../foundation/clock.ts';
import { createLog } from '../../../foundation/log.ts';
import { childTransport, lineTransport } from '../../../foundation/rpc/transports.ts';
import { createFakeAttended } from './fake-attended.ts';
import { createFakeTerminal } from './fake-terminal.ts';
import { sampleStart } from './sample-start.ts';

/**
 * `node kiosk-app/session/test-support/dev.ts [directory of the built UI]`: one real session process after another
 * with a scripted terminal and scripted devices, to try the UI without the rest. There is no eID service: services
 * that need one show their failure. PIN 123456; bill 5201.1234.5678.
 */
const PACE = 900;
const directory = mkdtempSync(join(tmpdir(), 'bt-dev-'));
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const uiDirectory = process.argv[2] ?? here('../../../dist/ui');
const log = createLog((line) => process.stderr.write(line), systemClock);
if (!existsSync(uiDirectory)) process.stderr.write(`no UI in ${uiDirectory}; build it first\n`);

process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
process.once('SIGINT', () => process.exit(0));

let count = 0;
async function runOne(): Promise<void> {
  const attendedSocket = join(directory, `attended-${count++}.sock`);
  const host = createServer((socket) => {
    createFakeAttended({ transport: lineTransport(socket), clock: systemClock, log, pace: PACE });
  }).listen(attendedSocket);
  const child = fork(here('../main.ts'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const { session } = createFakeTerminal({ transport: childTransport(child), clock: systemClock, log, pace: PACE });
  const { site, ...start } = sampleStart({ uiDirectory, attendedSocket });
  const { port } = await session.call('start', { ...start, site: { ...site, eidService: null } });
  const { token } = await session.call('token', {});
  process.stdout.write(`http://127.0.0.1:${port}/#${token}\n`);
  await exited;
  host.close();
}

for (;;) await runOne();
