import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { systemClock } from '../../../foundation/clock.ts';
import { freePort } from '../../../simulators/free-port.ts';
import { groupOf, sumOf } from '../fleet/meshcentral/bench-meshcentral.ts';
import { copyDevices } from '../fleet/meshcentral/copy-devices.ts';
import { startMeshCentral } from '../fleet/meshcentral/server.ts';
import { cpuMs, residentBytes } from '../fleet/process-use.ts';
import { ask } from '../fleet/subject-row.ts';
import type { ConsoleRow } from './bench-console.ts';
import { CHANGES_PER_SECOND, LIVE_SECONDS } from './delays.ts';
import { type DevicePage, measurePage } from './device-page.ts';

const AT_ONCE = 20;
/** Devices that the page shows; asking for it makes the browser lay out nothing. */
const SHOWN = `[...document.querySelectorAll('#xdevices [name^=xxdevice]')].filter(({ style }) => style.display !== 'none').length`;

/**
 * MeshCentral's page of devices as it comes.
 * @param count of devices
 * @param online of them with an agent that is linked, the first so many; linking takes the longer the more there are
 */
export async function benchMeshPage(
  browser: Browser,
  program: string,
  { count, online }: { readonly count: number; readonly online: number },
): Promise<ConsoleRow> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-mesh-'));
  const port = await freePort();
  const start = { program, directory, port, clock: systemClock };
  let server = await startMeshCentral(start);
  const agents = fork(join(import.meta.dirname, '../fleet/meshcentral/simulated-agents.ts'), [`${online}`, `${port}`], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  try {
    await once(agents, 'message');
    await ask(agents, { act: 'connect', atOnce: AT_ONCE });
    if (online < count) {
      await server.stop();
      copyDevices(directory, count - online);
      server = await startMeshCentral({ ...start, isAgain: true });
      // The same agents, with the same keys.
      await ask(agents, { act: 'connect', atOnce: AT_ONCE });
    }
    const all = groupOf(server.pid);
    const address = `https://127.0.0.1:${port}/`;
    const page: DevicePage = {
      address,
      async signIn(context) {
        const tab = await context.newPage();
        await tab.goto(address);
        await tab.fill('#username', 'bench');
        await tab.fill('#password', 'Bench-2026!');
        await tab.click('#loginButton');
        await tab.waitForFunction(`document.getElementById('xdevices') !== null`, undefined, { timeout: 120_000 });
        await tab.close();
      },
      usable: `(document.querySelector('#xdevices .DeviceCheckbox')?.offsetParent ?? null) !== null`,
      acts: {
        // Those that are online: all of them, drawn anew.
        filter: {
          act: `{ const field = document.getElementById('DevFilterSelect'); field.selectedIndex = 1; field.dispatchEvent(new Event('change', { bubbles: true })); }`,
          state: `document.querySelector('#xdevices')?.firstElementChild`,
          done: `document.querySelector('#xdevices')?.firstElementChild !== before`,
        },
        sort: {
          act: `{ const field = document.getElementById('sortselect'); field.selectedIndex = 5; field.dispatchEvent(new Event('change', { bubbles: true })); }`,
          state: `document.querySelector('#xdevices')?.firstElementChild`,
          done: `document.querySelector('#xdevices')?.firstElementChild !== before`,
        },
        search: {
          act: `{ const field = document.getElementById('SearchInput'); field.value = 'bench-001'; field.dispatchEvent(new Event('keyup', { bubbles: true })); }`,
          state: SHOWN,
          done: `${SHOWN} !== before`,
        },
      },
      change: () => ask(agents, { act: 'report', perSecond: CHANGES_PER_SECOND, seconds: LIVE_SECONDS }).then(() => {}),
      cpuMs: () => sumOf(all, cpuMs),
      residentBytes: () => sumOf(all, residentBytes),
    };
    return { subject: 'MeshCentral', terminals: count, ...(await measurePage(browser, page)) };
  } finally {
    agents.kill('SIGKILL');
    await server.stop();
    rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  }
}
