import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CommandView } from '../../admin-console/contract/commands/commands.ts';
import { ROUTES } from '../../admin-console/contract/routes.ts';
import type { TerminalView } from '../../admin-console/contract/terminals/terminal-view.ts';
import type { Hub } from '../../admin-console/hub/hub.ts';
import { keyHeaderOf } from '../../admin-console/hub/test-support/key-header.ts';
import { enrolFleetTerminal, startFleetTerminal } from '../../demo/fleet/terminal/simulated-terminal.ts';
import { DELAYS } from '../../kiosk-app/terminal/configuration/delays.ts';
import { startHubIn } from './test-support/hub-in-directory.ts';

const TENANT = 'default';
const TERMINAL = 'MS-RH-01';
const delays = { ...DELAYS, hubRedialFirst: 50, hubRedialAtMost: 100, commandTellAgain: 100 };

let directory: string;
let hub: Hub;
let key: Readonly<Record<string, string>>;
const ends: (() => unknown)[] = [];
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'bt-re-enrol-'));
  hub = await startHubIn(directory);
  key = await keyHeaderOf(hub);
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  await hub.close();
  rmSync(directory, { recursive: true, force: true });
});

async function ask<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<T> {
  const answer = await fetch(`http://127.0.0.1:${hub.consolePort}${path}`, {
    method,
    headers: { ...key, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status} ${text}`);
  return JSON.parse(text) as T;
}

const certificate = () =>
  new X509Certificate(readFileSync(join(directory, 'terminal/identity/terminal.cert.pem'), 'utf8')).fingerprint256;

test('a terminal told to enrol again has another certificate, tells its success over it, and can be told once more', async () => {
  const of = { directory: join(directory, 'terminal'), terminalId: TERMINAL, url: `https://localhost:${hub.linkPort}` };
  await enrolFleetTerminal(of, await ask('POST', ROUTES.enrolmentCodes(TENANT), { terminalId: TERMINAL }));
  const terminal = startFleetTerminal({ ...of, delays });
  ends.push(() => terminal.stop());
  await expect.poll(() => terminal.isLinked()).toBe(true);
  const seen = new Set([certificate()]);
  for (let time = 1; time <= 2; time++) {
    const order = { order: { kind: 're-enrol' }, reason: 'key may be known' };
    const { id } = await ask<CommandView>('POST', ROUTES.terminalCommands(TENANT, TERMINAL), order);
    const state = async () => (await ask<CommandView>('GET', ROUTES.command(TENANT, id))).state;
    await expect.poll(state, { timeout: 5_000 }).toBe('succeeded');
    seen.add(certificate());
    expect(seen.size).toBe(time + 1);
  }
  const view = await ask<TerminalView>('GET', `/api/tenants/${TENANT}/terminals/${TERMINAL}`);
  expect(view).toMatchObject({ online: true, revokedAt: null });
});
