import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { systemClock } from '../../foundation/clock.ts';
import { childTransport, lineTransport } from '../../foundation/rpc/transports.ts';
import { childEnvironment } from '../../foundation/test-support/child-environment.ts';
import type { SessionMessage } from './contract/messages.ts';
import type { Snapshot } from './contract/snapshot.ts';
import { createFakeAttended } from './test-support/fake-attended.ts';
import { createFakeTerminal, type FakeTerminal } from './test-support/fake-terminal.ts';
import { sampleStart } from './test-support/sample-start.ts';

/** The real process, as the terminal forks it. */
const ENTRY = fileURLToPath(new URL('./main.ts', import.meta.url));
const NAME = 'Xqzwvkanari';

let directory: string;
let child: ChildProcess;
let exited: Promise<number | NodeJS.Signals | null>;
let terminal: FakeTerminal;
let host: Server;
let output: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'bt-session-'));
  mkdirSync(join(directory, 'ui'));
  mkdirSync(join(directory, 'home'));
  writeFileSync(join(directory, 'ui/index.html'), '<!doctype html>');
  host = createServer((socket) => {
    createFakeAttended({ transport: lineTransport(socket), clock: systemClock });
  }).listen(join(directory, 'attended.sock'));
  output = '';
  child = fork(ENTRY, {
    cwd: join(directory, 'home'),
    env: { ...childEnvironment(), HOME: join(directory, 'home'), TMPDIR: join(directory, 'home') },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      output += String(chunk);
    });
  }
  exited = new Promise((resolve) => child.once('exit', (status, signal) => resolve(status ?? signal)));
  terminal = createFakeTerminal({ transport: childTransport(child), clock: systemClock });
});
afterEach(() => {
  child.kill('SIGKILL');
  host.close();
  rmSync(directory, { recursive: true, force: true });
});

async function start(): Promise<{ readonly socket: WebSocket; readonly snapshot: () => Snapshot | null }> {
  const attendedSocket = join(directory, 'attended.sock');
  const { site, ...params } = sampleStart({ uiDirectory: join(directory, 'ui'), attendedSocket });
  const { port } = await terminal.session.call('start', { ...params, site: { ...site, eidService: null } });
  const { token } = await terminal.session.call('token', {});
  const socket = new WebSocket(`ws://127.0.0.1:${port}/view`, { origin: `http://127.0.0.1:${port}` });
  let snapshot: Snapshot | null = null;
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as SessionMessage;
    if (message.type === 'snapshot') ({ snapshot } = message);
  });
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send(JSON.stringify({ type: 'hello', version: 1, token }));
  await until(() => snapshot !== null);
  return { socket, snapshot: () => snapshot };
}

async function until(check: () => boolean): Promise<void> {
  const end = performance.now() + 10_000;
  while (!check()) {
    if (performance.now() > end) throw new TypeError(`waited in vain; output: ${output}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('a dog registered in a real process: sealed for real, told, wiped, exit 0, no file, no name anywhere', async () => {
  const { socket, snapshot } = await start();
  const act = async (intent: object, kind?: string) => {
    const before = snapshot()?.seq ?? 0;
    socket.send(JSON.stringify({ type: 'intent', screenId: snapshot()?.screenId, intent }));
    await until(() => (snapshot()?.seq ?? 0) > before && (!kind || snapshot()?.screen.kind === kind));
  };
  const type = async (fields: Record<string, string>) => {
    for (const [field, value] of Object.entries(fields)) await act({ name: 'edit-field', field, value });
  };
  await act({ name: 'start' }, 'orient');
  await act({ name: 'continue' }, 'catalogue');
  await act({ name: 'choose-service', service: 'hundesteuer-anmelden' }, 'service-info');
  await act({ name: 'begin' }, 'form');
  await type({ givenNames: 'Max', familyName: NAME, street: 'Weg 1', postalCode: '12345', city: 'Ort' });
  await act({ name: 'continue' });
  await type({ dogName: 'Bello', breed: 'Dackel', heldSince: '01.01.2026', assistanceDog: 'no' });
  await act({ name: 'continue' });
  await act({ name: 'continue' });
  await type({ otherDogs: '0', mandate: 'no' });
  await act({ name: 'continue' }, 'review');
  await act({ name: 'confirm' }, 'receipt');
  const [sealed] = [...terminal.held.values()];
  expect(sealed?.sealed.encryptedData.split('.')).toHaveLength(5);
  expect(sealed?.sealed.attachments).toHaveLength(1);
  await until(() => {
    const screen = snapshot()?.screen;
    return screen?.kind === 'receipt' && screen.print.kind === 'printed';
  });
  await act({ name: 'finish' }, 'farewell');
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  socket.send(JSON.stringify({ type: 'intent', screenId: snapshot()?.screenId, intent: { name: 'finish' } }));
  await expect(closed).resolves.toBe(4410);
  await expect(exited).resolves.toBe(0);
  expect(terminal.heard.at(-1)).toEqual({ name: 'ended', params: { outcome: 'completed' } });
  expect(readdirSync(join(directory, 'home'))).toEqual([]);
  expect(output + JSON.stringify(terminal.heard)).not.toContain(NAME);
});

test('ready is told with the port, a second start refused', async () => {
  await start();
  expect(terminal.heard[0]).toMatchObject({ name: 'step' });
  expect(terminal.names()).toContain('ready');
  const { site, ...params } = sampleStart({ uiDirectory: join(directory, 'ui') });
  await expect(terminal.session.call('start', { ...params, site })).rejects.toThrow('already-started');
});

test('no token before it was started', async () => {
  await expect(terminal.session.call('token', {})).rejects.toThrow('not-started');
});

test('the parent goes: so does the session', async () => {
  await start();
  child.disconnect();
  await expect(exited).resolves.toBe(0);
});

test('asked to end: told, exit 0', async () => {
  await start();
  await terminal.session.call('end', { reason: 'recycled', force: false });
  await expect(exited).resolves.toBe(0);
  expect(terminal.heard.at(-1)).toEqual({ name: 'ended', params: { outcome: 'failed' } });
});

test('SIGTERM: told, exit 0', async () => {
  await start();
  child.kill('SIGTERM');
  await expect(exited).resolves.toBe(0);
  expect(terminal.names()).toContain('ended');
});

test('a start that is wrong is refused, and the process is still there for the right one', async () => {
  const call = terminal.session.call('start', { sessionId: 'x' } as never);
  await expect(call).rejects.toThrow('invalid-params');
  await start();
});

test('without a device host the session starts all the same', async () => {
  host.close();
  rmSync(join(directory, 'attended.sock'), { force: true });
  const { snapshot } = await start();
  expect(snapshot()?.screen.kind).toBe('attract');
}, 15_000);

test('started by hand it goes at once', async () => {
  const lonely = fork(ENTRY, { execArgv: [], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  lonely.disconnect();
  await expect(new Promise((resolve) => lonely.once('exit', resolve))).resolves.not.toBeNull();
});
