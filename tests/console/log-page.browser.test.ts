import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import {
  LOG_VIEW_ROUTES,
  type LogViewBegun,
  type LogViewPart,
} from '../../admin-console/contract/terminals/log-views.ts';
import type { LogLine } from '../../fleet-link/log-lines.ts';
import { chromiumMissing } from '../../kiosk-app/ui/test-support/chromium.ts';
import { barriersOn } from './test-support/barriers.ts';
import { eachWindow, useConsolePages } from './test-support/console-pages.ts';
import { DESK } from './test-support/desk-addresses.ts';
import { FLEET, JAMMED, TENANT } from './test-support/played-fleet.ts';
import type { PlayedAnswers } from './test-support/played-hub.ts';

/** A terminal's log, read along on the page as it is built, on a hub that answers what each test says. */
describe.skipIf(chromiumMissing() !== null)('reading along with a log', () => {
  const pages = useConsolePages();
  const open = (hash: string, answers: PlayedAnswers = FLEET) => pages.open(hash, answers);

  const VIEW_ID = '6b2c7f44-0c1e-4c5e-9a51-52d2f0a1b001';
  const BEGIN = `POST ${LOG_VIEW_ROUTES.begin(TENANT, JAMMED)}`;
  const READ = LOG_VIEW_ROUTES.read(TENANT, JAMMED, VIEW_ID);
  const line = (event: string, level: LogLine['level'], fields: LogLine['fields'] = {}): LogLine => ({
    ...{ at: Date.UTC(2026, 10, 29, 9, 14, 7), level, event, fields },
  });
  const LINES = [
    line('device.state', 'info', { device: 'receipt-printer', state: 'ready' }),
    line('outbox.retried', 'warn', { reason: 'timed-out', attempt: 3 }),
    line('device.failed', 'error', { device: 'page-printer', reason: 'media-jam' }),
  ];
  const saying = (part: LogViewPart): PlayedAnswers => ({
    ...FLEET,
    [BEGIN]: { id: VIEW_ID, endsAt: Date.UTC(2026, 10, 29, 9, 24) } satisfies LogViewBegun,
    [READ]: part,
    [`POST ${LOG_VIEW_ROUTES.renewed(TENANT, JAMMED, VIEW_ID)}`]: {},
  });
  const part = (number: number, lines: LogLine[], omitted = 0): LogViewPart => ({
    ...{ state: 'reading', batches: [{ number, lines, omitted }] },
  });
  const QUIET: LogViewPart = { state: 'reading', batches: [] };

  async function begin(answers: PlayedAnswers): Promise<Page> {
    const page = await open(DESK['technics of a terminal'], answers);
    const form = page.getByTestId('log-begin');
    await form.getByLabel('Grund').fill('Drucker klemmt wieder');
    await form.getByRole('button', { name: 'Protokoll mitlesen' }).click();
    return page;
  }

  test('lines come, what was left out is said, and a filter finds the worse ones', async () => {
    const page = await begin(saying(part(1, LINES, 37)));
    const shown = page.getByTestId('log-lines');
    await shown.getByText('device.failed').waitFor();
    pages.hub.answers = saying(QUIET);
    expect(pages.hub.asked[0]).toMatchObject({ what: BEGIN, body: { reason: 'Drucker klemmt wieder' } });
    await shown.getByText('37 Zeilen ausgelassen').first().waitFor();
    await page.getByLabel('Zeigen').selectOption('error');
    await page.getByLabel('Mit diesem Text').fill('media-jam');
    await shown.getByText('device.state').first().waitFor({ state: 'detached' });
    expect(await shown.getByText('device.failed').count()).toBeGreaterThan(0);
  });

  test('whoever stops the lines sees those that were there, and the others when they go on', async () => {
    const page = await begin(saying(QUIET));
    await page.getByText('Noch keine Zeile.').waitFor();
    await page.getByRole('button', { name: 'Anhalten' }).click();
    pages.hub.answers = saying(part(1, LINES.slice(0, 1)));
    await page.getByText('neue Zeile').waitFor();
    expect(await page.getByTestId('log-lines').count()).toBe(0);
    await page.getByRole('button', { name: 'Weiter' }).click();
    await page.getByTestId('log-lines').getByText('device.state').first().waitFor();
  });

  test.each([
    ['over', 'Das Mitlesen ist beendet'],
    ['not-known', 'Die Software dieses Terminals kann das noch nicht'],
    ['away', 'Das Terminal hat gerade keine Verbindung'],
  ] as const)('%s is said in words', async (state, words) => {
    const page = await begin(saying({ state, batches: [] }));
    await page.getByTestId('log-state').getByText(words).waitFor();
    expect(await page.getByTestId('log-begin').count()).toBe(state === 'over' ? 1 : 0);
  });

  test('has no barrier that a program finds and fits each window', async () => {
    const page = await begin(saying(part(1, LINES, 37)));
    for await (const window of eachWindow(page)) {
      await page.getByTestId('log-lines').waitFor();
      expect(await barriersOn(page), window).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
  });
});
