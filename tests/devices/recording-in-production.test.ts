import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

/** A recording holds what went over a device's line: no production terminal makes one, whoever sets the variable. */
const ROOT = join(import.meta.dirname, '../..');
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'bt-record-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** A site that is fit for production in everything else. */
function productionSite(): string {
  const sample = JSON.parse(readFileSync(join(ROOT, 'config/sites/musterstadt.json'), 'utf8'));
  const site = JSON.parse(JSON.stringify(sample).replaceAll('http://', 'https://').replaceAll('ws://', 'wss://'));
  writeFileSync(join(directory, 'roots.pem'), '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n');
  Object.assign(site, { production: true, devices: { ...site.devices, eid: null, payment: null } });
  Object.assign(site.portals.fitConnect, { trustedRoots: join(directory, 'roots.pem') });
  const file = join(directory, 'site.json');
  writeFileSync(file, JSON.stringify(site));
  return file;
}

function start(environment: Record<string, string>): Promise<{ status: number | null; said: string }> {
  const args = ['kiosk-app/terminal/main.ts', '--site', productionSite(), '--data', join(directory, 'data')];
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { PATH, BT_FIT_CONNECT_SECRET: 'secret', ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  return new Promise((resolve) => {
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    // One that is not refused runs on: it has made its data directory by then.
    const looking = setInterval(() => {
      if (existsSync(join(directory, 'data', 'lock.db'))) child.kill('SIGKILL');
    }, 20);
    child.once('close', (status) => {
      clearInterval(looking);
      resolve({ status, said });
    });
  });
}

test('production with a recording directory is refused before anything is started', async () => {
  const record = join(directory, 'recordings');
  const { status, said } = await start({ BT_RECORD_DIR: record });
  expect({ status, fault: JSON.parse(said) }).toMatchObject({
    status: 2,
    fault: { reason: 'not-for-production', path: 'BT_RECORD_DIR' },
  });
  expect(existsSync(record)).toBe(false);
  expect(existsSync(join(directory, 'data', 'lock.db'))).toBe(false);
}, 30_000);

test('the same site without it starts: nothing else was refused above', async () => {
  await start({});
  expect(existsSync(join(directory, 'data', 'lock.db'))).toBe(true);
}, 30_000);
