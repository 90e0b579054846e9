import { describe, expect, test } from 'vitest';
import { ACCESS_ROUTES } from '../../admin-console/contract/access/access.ts';
import { ALL, ROUTES } from '../../admin-console/contract/routes.ts';
import { chromiumMissing } from '../../kiosk-app/ui/test-support/chromium.ts';
import { barriersOn } from './test-support/barriers.ts';
import { eachWindow, useConsolePages } from './test-support/console-pages.ts';
import { DESK } from './test-support/desk-addresses.ts';
import { FLEET, JAMMED, NOTHING, ROWS, sessionOf, TENANT } from './test-support/played-fleet.ts';
import type { PlayedAnswers } from './test-support/played-hub.ts';

/** Somebody is signed in, and everything else is answered by this status. */
const always = (status: number): PlayedAnswers => ({
  ...Object.fromEntries(Object.keys(FLEET).map((path) => [path, status])),
  [ACCESS_ROUTES.session]: FLEET[ACCESS_ROUTES.session],
});
const STATES: Readonly<Record<string, PlayedAnswers>> = {
  'with everything': FLEET,
  empty: NOTHING,
  'not allowed': always(403),
  'hub away': always(0),
};

/** All of the technician's pages as they are built, on a hub that answers what each test says. */
describe.skipIf(chromiumMissing() !== null)("the technician's pages", () => {
  const pages = useConsolePages();
  const open = (hash: string, answers: PlayedAnswers = FLEET) => pages.open(hash, answers);

  describe.each(Object.entries(STATES))('%s', (_state, answers) => {
    test.each(Object.entries(DESK))(
      '%s has no barrier that a program finds and fits each window',
      async (_name, hash) => {
        const page = await pages.show(hash, answers);
        for await (const window of eachWindow(page)) {
          expect(await barriersOn(page), window).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
        }
      },
    );
  });

  test('each page has a title of its own, and an address that leads back to it', async () => {
    const page = await open(DESK.overview);
    expect(await page.title()).toBe('Übersicht · Leitstand · Bürger-Terminal');
    await page.getByRole('link', { name: 'Meldungen' }).click();
    await page.getByRole('heading', { name: 'Meldungen', level: 1 }).waitFor();
    expect(await page.title()).toContain('Meldungen');
    await page.goBack();
    await page.getByRole('heading', { name: 'Übersicht', level: 1 }).waitFor();
    await page.getByRole('link', { name: JAMMED }).first().click();
    await page.getByRole('heading', { name: JAMMED, level: 1 }).waitFor();
    expect(await page.title()).toContain(JAMMED);
  });

  test('the first press of the tabulator leads past the bar', async () => {
    const page = await open(DESK.inbox);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Zum Inhalt springen');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');
    expect(page.url()).toContain(DESK.inbox);
  });

  test('what somebody may not do is not offered', async () => {
    const page = await open(DESK.terminal, { ...FLEET, [ACCESS_ROUTES.session]: sessionOf('viewer') });
    await page.getByTestId('device-receipt-printer').waitFor();
    for (const name of ['Gerät prüfen', 'Bestätigen', 'Terminal neu starten', 'Bild ansehen'])
      expect(await page.getByText(name, { exact: true }).and(page.locator('button, a')).count()).toBe(0);
  });

  test('a tenant that was chosen is the one that is asked for', async () => {
    const page = await open(DESK.overview);
    pages.hub.answers = { ...FLEET, [ROUTES.terminals(TENANT)]: { terminals: ROWS.slice(0, 1), next: null, total: 1 } };
    await page.getByTestId('tenant-switch').selectOption(TENANT);
    await page.getByTestId('terminal-terminal-01').waitFor({ state: 'detached' });
    await page.getByTestId(`terminal-${JAMMED}`).waitFor();
  });

  test('on paper stands every row, not only those that can be seen', async () => {
    const page = await open(DESK.overview);
    const lines = page.getByTestId('terminals').locator('tbody tr');
    await lines.first().waitFor();
    expect(await lines.count()).toBeLessThan(ROWS.length);
    await page.evaluate(() => {
      window.print = () =>
        document.body.setAttribute('data-printed', `${document.querySelectorAll('.fleet.on-paper tbody tr').length}`);
    });
    await page.getByTestId('print').click();
    await expect.poll(() => page.locator('body').getAttribute('data-printed')).toBe(`${ROWS.length}`);
    await expect.poll(() => lines.count()).toBeLessThan(ROWS.length);
  });

  test('an answer stands with its picture, its numbers and its file', async () => {
    const page = await open(DESK.statistics);
    const question = page.getByTestId('question-scanner');
    await question.getByText('Der Scanner wird kaum gebraucht').waitFor();
    await question.getByRole('img', { name: 'Balken: Brauchen wir Scanner?' }).waitFor();
    await question.getByText('Zahlen', { exact: true }).click();
    await question.getByRole('row', { name: 'Foto vom Handy 388' }).waitFor();
    await question.getByRole('row', { name: 'ohne weniger als 5 oder geschützt' }).waitFor();
    const csv = await question.getByRole('link', { name: 'Als CSV laden' }).getAttribute('href');
    expect(csv).toContain(`${ROUTES.statisticsCsv(ALL)}?metric=evidence&by=way`);
    expect(await barriersOn(page)).toEqual([]);
  });

  test('the pages speak English, too', async () => {
    for (const hash of Object.values(DESK).slice(0, 5)) {
      const page = await open(hash);
      await page.getByRole('button', { name: 'English' }).click();
      await page.getByRole('link', { name: 'Alerts' }).waitFor();
      const words = (await page.locator('body').ariaSnapshot()).match(/\b(und|nicht|Gerät|Befehl|seit|Dringend)\b/g);
      expect(words).toBeNull();
    }
  });
});
