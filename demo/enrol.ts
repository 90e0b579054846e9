import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { withKey } from '../admin-console/hub/test-support/key-header.ts';
import type { Clock } from '../foundation/clock.ts';
import { Refusal } from '../foundation/errors.ts';
import type { Log } from '../foundation/log.ts';
import { enrolTerminal } from '../kiosk-app/terminal/fleet-link/identity/enrol.ts';

/**
 * Does what a technician does once: makes a code at the hub, enters it at the terminal.
 * @throws Refusal `not-enrolled` with the reason
 */
export async function enrolDemoTerminal(options: {
  readonly directory: string;
  readonly terminalId: string;
  readonly consolePort: number;
  /** Of the hub. */
  readonly key: string;
  readonly linkPort: number;
  readonly clock: Clock;
  readonly log: Log;
}): Promise<void> {
  const { directory, terminalId, consolePort, key, linkPort, clock, log } = options;
  if (existsSync(join(directory, 'terminal.cert.pem'))) return;
  const answer = await fetch(`http://127.0.0.1:${consolePort}/api/tenants/default/enrolment-codes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...withKey(key) },
    body: JSON.stringify({ terminalId }),
  });
  const { code, caFingerprint } = (await answer.json()) as { code: string; caFingerprint: string };
  const enrolled = await enrolTerminal({
    url: `https://localhost:${linkPort}`,
    code,
    caFingerprint,
    terminalId,
    directory,
    clock,
    log,
  });
  if (!enrolled.ok) throw new Refusal('not-enrolled', enrolled.error);
}
