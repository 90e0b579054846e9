import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { ROUTES } from '../../../admin-console/contract/routes.ts';
import type { EnrolmentCode } from '../../../admin-console/contract/terminals/enrolment-code.ts';
import type { TerminalView } from '../../../admin-console/contract/terminals/terminal-view.ts';
import { hrefOf } from '../../../admin-console/web/router.ts';
import { plannedTerminals } from '../../../demo/fleet/planned-terminals.ts';
import { DemoTerminal } from '../../../demo/fleet/terminal/demo-terminal.ts';
import { systemClock } from '../../../foundation/clock.ts';
import { Bug } from '../../../foundation/errors.ts';
import { journey } from './journey.ts';
import { TENANT } from './people.ts';

const ROOT = join(import.meta.dirname, '../../..');
const ID = 'MS-ERSATZ-01';

/** Two machines, one after the other under one name: the first breaks, the second is set up by what the console says. */
export default journey(
  'replace a broken machine',
  async ({ signIn, say, ask, stack, undo, until }) => {
    const site = JSON.parse(readFileSync(join(stack.terminalData, '../site.json'), 'utf8'));
    const [somewhere] = plannedTerminals(1);
    if (!somewhere) throw new Bug('no terminal planned');
    const planned = { ...somewhere, id: ID, name: ID, troubles: [] };
    const machine = () => {
      const directory = mkdtempSync(join(tmpdir(), 'machine-'));
      const terminal = new DemoTerminal({ planned, directory, url: site.hub.url, clock: systemClock });
      undo(() => {
        terminal.stop();
        rmSync(directory, { recursive: true, force: true });
      });
      return { terminal, directory };
    };
    const old = machine();
    await old.terminal.enrol(await ask<EnrolmentCode>('POST', ROUTES.enrolmentCodes(TENANT), { terminalId: ID }));
    old.terminal.start();
    await until('the old machine is linked', () => old.terminal.isLinked);

    const page = await signIn('technician', { at: hrefOf('terminal', ID, { part: 'technics' }) });
    await page.getByRole('link', { name: say('identity.replace'), exact: true }).click();
    await page.getByText(say('flow.replace.still-linked')).waitFor();
    const before = await ask<TerminalView>('GET', ROUTES.terminal(TENANT, ID));
    old.terminal.stop();

    await page.getByTestId('make-code').click();
    const words = await page.getByTestId('shown-once').textContent();
    const typed = /--code \S+ --ca-fingerprint [0-9a-f]+/.exec(words ?? '')?.[0].split(' ') ?? [];
    const fresh = machine();
    const siteFile = join(fresh.directory, 'site.json');
    writeFileSync(
      siteFile,
      JSON.stringify({ ...site, terminalId: ID, hub: { ...site.hub, directory: join(fresh.directory, 'identity') } }),
    );
    await promisify(execFile)(process.execPath, [
      join(ROOT, 'kiosk-app/terminal/enrol.ts'),
      ...['--site', siteFile, '--data', fresh.directory, ...typed],
    ]);
    await page.getByText(say('flow.replace.linked.text')).waitFor();
    fresh.terminal.start();
    await page.getByTestId('give-self-test').click();
    await page.getByTestId('flow-end').waitFor();

    const after = await ask<TerminalView>('GET', ROUTES.terminal(TENANT, ID));
    expect(after.fingerprint).not.toBe(before.fingerprint);
    await page.getByRole('link', { name: say('flow.replace.history') }).click();
    await page.getByTestId('timeline').waitFor();
    // Whoever still has the old machine does not come in with it.
    old.terminal.start();
    await until('only the new machine is linked', () => fresh.terminal.isLinked && !old.terminal.isLinked);
  },
  { fleet: 12 },
);
