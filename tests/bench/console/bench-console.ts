import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Browser } from 'playwright-core';
import { ACCESS_ROUTES } from '../../../admin-console/contract/access/access.ts';
import { createOwnerLink } from '../../../admin-console/store/access/links.ts';
import { type HubDatabase, openDatabase } from '../../../admin-console/store/database.ts';
import { delay, systemClock } from '../../../foundation/clock.ts';
import { startHubProcess } from '../../fleet/test-support/hub-processes.ts';
import { cpuMs, residentBytes } from '../fleet/process-use.ts';
import { CHANGE_EVERY, CHANGES_PER_SECOND, LIVE_SECONDS } from './delays.ts';
import { type DevicePage, measurePage, type PageFigures } from './device-page.ts';
import { fillFleet, idOf } from './fill-fleet.ts';

export interface ConsoleRow extends PageFigures {
  readonly subject: 'console' | 'MeshCentral';
  readonly terminals: number;
}

const FOUND = `document.querySelector('[data-testid=found]')?.textContent`;
const IS_QUIET = `document.querySelector('.fleet')?.getAttribute('aria-busy') === 'false'`;
/** As a person's act: the page listens to the event. */
const put = (id: string, value: string, event: string) =>
  `{ const field = document.getElementById('${id}'); field.value = '${value}'; field.dispatchEvent(new Event('${event}', { bubbles: true })); }`;

/** The overview of a hub with so many terminals, none of which is simulated: their rows are written by the hub's own code. */
export async function benchConsole(browser: Browser, count: number): Promise<ConsoleRow> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-console-'));
  const db = await openDatabase({ kind: 'sqlite', file: join(directory, 'hub.sqlite') });
  const hub = await startHubProcess(directory, '');
  try {
    await fillFleet(db, count);
    const address = `http://localhost:${hub.consolePort}/`;
    const page: DevicePage = {
      address,
      async signIn(context) {
        const token = await createOwnerLink(db, systemClock);
        await context.request.post(new URL(ACCESS_ROUTES.signInLink, address).href, {
          headers: { origin: new URL(address).origin },
          data: { token },
        });
      },
      usable: `document.querySelector('.fleet tbody tr a') !== null`,
      acts: {
        filter: {
          act: put('filter-condition', 'limited', 'change'),
          state: FOUND,
          done: `${FOUND} !== before && ${IS_QUIET}`,
        },
        sort: {
          act: `document.querySelector('.fleet thead .place button').click()`,
          state: 'null',
          done: `document.querySelector('.fleet thead .place').getAttribute('aria-sort') === 'ascending' && ${IS_QUIET}`,
        },
        search: {
          act: put('filter-text', 'bench-001', 'input'),
          state: FOUND,
          done: `${FOUND} !== before && ${IS_QUIET}`,
        },
      },
      change: () => changeRows(db, count),
      cpuMs: () => cpuMs(hub.pid),
      residentBytes: () => residentBytes(hub.pid),
    };
    return { subject: 'console', terminals: count, ...(await measurePage(browser, page)) };
  } finally {
    await hub.kill();
    await db.destroy();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** As another hub process would write it: what is written is told to open pages. */
async function changeRows(db: HubDatabase, count: number): Promise<void> {
  const atOnce = (CHANGES_PER_SECOND * CHANGE_EVERY) / 1_000;
  const begun = performance.now();
  for (let n = 0; performance.now() - begun < LIVE_SECONDS * 1_000; n++) {
    const ids = Array.from({ length: atOnce }, (_, k) => idOf(((n * atOnce + k) * 7) % count));
    await db
      .updateTable('terminal')
      .set({
        changedAt: Date.now(),
        condition: sql`case "condition" when 'limited' then 'in-service' else 'limited' end`,
      })
      .where('id', 'in', ids)
      .execute();
    await delay(systemClock, Math.max(0, begun + (n + 1) * CHANGE_EVERY - performance.now()));
  }
}
