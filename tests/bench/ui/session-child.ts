import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { systemClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';

/**
 * `session-child.ts <tree> <page>`: the session process of a tree, with its page, a scripted terminal and scripted
 * devices, all of that tree. Prints the address of the page; ends with its standard input.
 */
const [tree = '', uiDirectory = ''] = process.argv.slice(2);
/** Stood in every build that may be compared: the same offer on every side. */
const OFFER = ['hundesteuer-anmelden', 'bewohnerparkausweis', 'bescheid-bezahlen', 'meldebescheinigung', 'pin-setzen'];

const part = (path: string) => import(pathToFileURL(join(tree, 'kiosk-app/session/test-support', path)).href);
const { createFakeAttended } = await part('fake-attended.ts');
const { createFakeTerminal } = await part('fake-terminal.ts');
const { sampleStart } = await part('sample-start.ts');
const { childTransport, lineTransport } = await import(pathToFileURL(join(tree, 'foundation/rpc/transports.ts')).href);

const directory = mkdtempSync(join(tmpdir(), 'bench-ui-'));
const attendedSocket = join(directory, 'attended.sock');
const host = createServer((socket) => {
  createFakeAttended({ transport: lineTransport(socket), clock: systemClock, log: silentLog });
}).listen(attendedSocket);
const child = fork(join(tree, 'kiosk-app/session/main.ts'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
const { session } = createFakeTerminal({ transport: childTransport(child), clock: systemClock, log: silentLog });
const start = sampleStart({ uiDirectory, attendedSocket });
const { port } = await session.call('start', {
  ...start,
  site: { ...start.site, eidService: null },
  services: start.services.filter(({ id }: { readonly id: string }) => OFFER.includes(id)),
});
const { token } = await session.call('token', {});
process.stdout.write(`http://127.0.0.1:${port}/#${token}\n`);

process.stdin.resume().once('end', () => {
  child.kill('SIGKILL');
  host.close();
  rmSync(directory, { recursive: true, force: true });
  process.exit(0);
});
