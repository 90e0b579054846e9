import { describe, expect, test } from 'vitest';
import { ALL, ROUTES } from '../../admin-console/contract/routes.ts';
import { HISTORY_ROUTES } from '../../admin-console/contract/terminals/history-routes.ts';
import { chromiumMissing } from '../../kiosk-app/ui/test-support/chromium.ts';
import { barriersOn } from './test-support/barriers.ts';
import { eachWindow, useConsolePages } from './test-support/console-pages.ts';
import { DESK } from './test-support/desk-addresses.ts';
import { FLEET, JAMMED, ROWS, TENANT, VIEW } from './test-support/played-fleet.ts';
import type { PlayedAnswers } from './test-support/played-hub.ts';

/** The pages that lead step by step as they are built, on a hub that answers what each test says. */
describe.skipIf(chromiumMissing() !== null)('step by step', () => {
  const pages = useConsolePages();
  const open = (hash: string, answers: PlayedAnswers = FLEET) => pages.open(hash, answers);

  test('a roll is ticked off where it ends, and that is taken back', async () => {
    const tick = HISTORY_ROUTES.paperTick(TENANT, JAMMED);
    const untick = HISTORY_ROUTES.paperTick(TENANT, 'terminal-16');
    const page = await open(DESK['paper of the week'], { ...FLEET, [tick]: {}, [untick]: {} });
    expect(await page.getByTestId('rolls').textContent()).toBe('1 Rolle mitnehmen');
    await page.getByTestId(`paper-${JAMMED}`).getByRole('button', { name: 'Rolle eingelegt' }).click();
    await page.getByTestId('paper-terminal-16').getByRole('button', { name: 'Rückgängig' }).click();
    await expect.poll(() => pages.hub.asked.map(({ what }) => what)).toEqual([`PUT ${tick}`, `DELETE ${untick}`]);
  });

  test('a machine is replaced once another certificate is seen, not when somebody says so', async () => {
    const page = await open(DESK['a machine replaced step by step']);
    const current = page.locator('.flow [aria-current=step]');
    await current.getByRole('heading', { name: 'Altes Gerät ausschalten' }).waitFor();
    const view = { ...VIEW, online: false };
    pages.hub.answers = { ...FLEET, [ROUTES.terminal(ALL, JAMMED)]: view };
    pages.hub.tell([ROWS[0] ?? {}]);
    await current.getByRole('heading', { name: 'Neues Gerät aufnehmen' }).waitFor();
    pages.hub.answers = { ...FLEET, [ROUTES.terminal(ALL, JAMMED)]: { ...view, fingerprint: 'f00d', online: true } };
    pages.hub.tell([ROWS[0] ?? {}]);
    await current.getByRole('heading', { name: 'Neues Gerät prüfen' }).waitFor();
    await page.reload();
    await current.getByRole('heading', { name: 'Neues Gerät prüfen' }).waitFor();
  });

  test('the code of a new machine is shown as a QR code, too, in each window', async () => {
    const made = { code: 'ABCD-EFGH-JKLM', caFingerprint: 'a1'.repeat(32), expiresAt: Date.UTC(2026, 10, 30) };
    const answers = {
      ...FLEET,
      [ROUTES.terminal(ALL, JAMMED)]: { ...VIEW, online: false },
      [`POST ${ROUTES.enrolmentCodes(TENANT)}`]: made,
    };
    const page = await open(`${DESK['a machine replaced step by step']}&old=${VIEW.fingerprint}`, answers);
    await page.getByTestId('make-code').click();
    for await (const window of eachWindow(page)) {
      await page.getByRole('img', { name: 'QR-Code' }).waitFor();
      expect(await barriersOn(page), window).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
  });

  test('where a way is known, the alert leads to it', async () => {
    const page = await open(DESK.inbox);
    await page.getByTestId(`episode-${JAMMED}`).getByTestId('flow').click();
    await page.getByRole('heading', { name: 'Papierstau beheben', level: 1 }).waitFor();
  });
});
