import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Bug } from '../../../foundation/errors.ts';
import { makeTerminalKey } from '../../../phone-relay/terminal-keys.ts';

const MAIN = join(import.meta.dirname, '../../../phone-relay/main.ts');

/** A relay as a process of its own, behind a line that keeps every byte of both directions. */
export async function recordedRelay() {
  const { key, line } = makeTerminalKey('one');
  const relay = spawn(process.execPath, [MAIN, '--port', '0'], {
    env: { PHONE_RELAY_KEYS: line },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(() => void relay.kill('SIGKILL'));
  const log: string[] = [];
  const started = Promise.withResolvers<number>();
  relay.stderr.on('data', (bytes: Buffer) => {
    log.push(bytes.toString());
    const port = /"phone-relay\.started".*"port":(\d+)/.exec(log.join(''))?.[1];
    if (port) started.resolve(Number(port));
  });
  const relayPort = await started.promise;
  const heard: Buffer[] = [];
  const server = createServer((socket) => {
    const onward = connect(relayPort, '127.0.0.1');
    for (const one of [socket, onward]) one.on('data', (bytes: Buffer) => heard.push(bytes)).on('error', () => {});
    socket.pipe(onward).pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  if (relay.pid === undefined) throw new Bug('the relay was not started');
  return {
    key,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pid: relay.pid,
    heard: () => Buffer.concat(heard),
    log: () => Buffer.from(log.join('')),
    /** Has it write what it counted. */
    async stop() {
      relay.kill('SIGTERM');
      await once(relay, 'close');
    },
  };
}
