import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { makeTls } from '../../simulators/eid-service/index.ts';
import { openPhoneDoor } from './phone-door.ts';

function files(contents: Readonly<Record<string, string>>) {
  const directory = mkdtempSync(join(tmpdir(), 'phone-door-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  for (const [name, content] of Object.entries(contents)) writeFileSync(join(directory, name), content);
  const door = { url: 'https://localhost:8443', certFile: join(directory, 'cert'), keyFile: join(directory, 'key') };
  return { ...door, caFile: null };
}

test('what comes by TLS reaches the line', async () => {
  const { certPem, keyPem, caPem } = await makeTls(Date.now());
  const line = createServer((request, response) => response.end(`line ${request.url}`));
  await new Promise<void>((done) => line.listen(0, '127.0.0.1', done));
  onTestFinished(() => void line.close());
  const door = await openPhoneDoor(files({ cert: certPem, key: keyPem }), (line.address() as AddressInfo).port, 0);
  onTestFinished(() => door.close());
  const answer = await new Promise<string>((resolve, reject) => {
    get({ host: 'localhost', port: door.port, path: '/p', ca: caPem, agent: false }, (response) =>
      resolve(text(response)),
    ).once('error', reject);
  });
  expect(answer).toBe('line /p');
});

test('a key that does not belong to its certificate opens no door', async () => {
  const door = files({ cert: 'no certificate', key: 'no key' });
  await expect(openPhoneDoor(door, 1, 0)).rejects.toMatchObject({ reason: 'phone-door' });
});
