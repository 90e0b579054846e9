import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { ROUTES } from '../../../admin-console/contract/routes.ts';
import { keyHeaderOf } from '../../../admin-console/hub/test-support/key-header.ts';
import {
  enrolFleetTerminal,
  type FleetTerminal,
  startFleetTerminal,
} from '../../../demo/fleet/terminal/simulated-terminal.ts';
import { DELAYS, type TerminalDelays } from '../../../kiosk-app/terminal/configuration/delays.ts';
import { startHubIn } from './hub-in-directory.ts';

/** A hub, and one terminal that is enrolled and linked. */
export interface HubWithTerminal {
  readonly tenant: string;
  readonly terminalId: string;
  readonly terminal: FleetTerminal;
  /** Of the terminal, what it keeps. */
  readonly directory: string;
  /** @throws Error with status and body of what the hub refuses */
  ask<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<T>;
  close(): Promise<void>;
}

export async function startHubWithTerminal(delays: Partial<TerminalDelays> = {}): Promise<HubWithTerminal> {
  const root = mkdtempSync(join(tmpdir(), 'bt-hub-with-terminal-'));
  const hub = await startHubIn(root);
  const key = await keyHeaderOf(hub);
  const [tenant, terminalId] = ['default', 'MS-RH-01'];
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
  const directory = join(root, 'terminal');
  const of = { directory, terminalId, url: `https://localhost:${hub.linkPort}` };
  await enrolFleetTerminal(of, await ask('POST', ROUTES.enrolmentCodes(tenant), { terminalId }));
  const quick = { ...DELAYS, hubRedialFirst: 50, hubRedialAtMost: 100, commandTellAgain: 100, ...delays };
  const terminal = startFleetTerminal({ ...of, delays: quick });
  await expect.poll(() => terminal.isLinked()).toBe(true);
  return {
    ...{ tenant, terminalId, terminal, directory, ask },
    async close() {
      terminal.stop();
      await hub.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
