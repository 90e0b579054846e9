import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { CommandView } from '../../admin-console/contract/commands/commands.ts';
import { ROUTES } from '../../admin-console/contract/routes.ts';
import type { TerminalView } from '../../admin-console/contract/terminals/terminal-view.ts';
import { startHubWithTerminal } from './test-support/hub-with-terminal.ts';

test('a terminal told to enrol again has another certificate, tells its success over it, and can be told once more', async () => {
  const { tenant, terminalId, directory, ask, close } = await startHubWithTerminal();
  onTestFinished(close);
  const certificate = () =>
    new X509Certificate(readFileSync(join(directory, 'identity/terminal.cert.pem'), 'utf8')).fingerprint256;
  const seen = new Set([certificate()]);
  for (let time = 1; time <= 2; time++) {
    const order = { order: { kind: 're-enrol' }, reason: 'key may be known' };
    const { id } = await ask<CommandView>('POST', ROUTES.terminalCommands(tenant, terminalId), order);
    const state = async () => (await ask<CommandView>('GET', ROUTES.command(tenant, id))).state;
    await expect.poll(state, { timeout: 5_000 }).toBe('succeeded');
    seen.add(certificate());
    expect(seen.size).toBe(time + 1);
  }
  const view = await ask<TerminalView>('GET', ROUTES.terminal(tenant, terminalId));
  expect(view).toMatchObject({ online: true, revokedAt: null });
});
