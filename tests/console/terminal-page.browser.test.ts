import { describe, expect, test } from 'vitest';
import { ALERTING_ROUTES } from '../../admin-console/contract/alerting/alerting-routes.ts';
import { ALL, ROUTES } from '../../admin-console/contract/routes.ts';
import { TAG_ROUTES } from '../../admin-console/contract/terminals/tags.ts';
import { chromiumMissing } from '../../kiosk-app/ui/test-support/chromium.ts';
import { useConsolePages } from './test-support/console-pages.ts';
import { DESK } from './test-support/desk-addresses.ts';
import { command, FLEET, JAMMED, NOTHING, ROWS, TENANT } from './test-support/played-fleet.ts';
import type { PlayedAnswers } from './test-support/played-hub.ts';

/** The page of one terminal as it is built, on a hub that answers what each test says. */
describe.skipIf(chromiumMissing() !== null)('terminal', () => {
  const pages = useConsolePages();
  const open = (hash: string, answers: PlayedAnswers = FLEET) => pages.open(hash, answers);

  const COMMANDS = ROUTES.terminalCommands(TENANT, JAMMED);

  test('the way from an alert ends at the form of its first command, with its device', async () => {
    const page = await open(DESK.inbox, { ...FLEET, [COMMANDS]: {} });
    await page.getByTestId(`episode-${JAMMED}`).getByRole('link', { name: 'Gerät prüfen' }).click();
    const form = page.getByTestId('form-device-health-check');
    await form.getByRole('button', { name: 'Gerät prüfen' }).click();
    await expect.poll(() => pages.hub.asked.length).toBe(1);
    expect(pages.hub.asked[0]).toMatchObject({
      what: `POST ${COMMANDS}`,
      body: { order: { kind: 'device-health-check', device: 'receipt-printer' }, reason: null, urgent: false },
    });
    await form.waitFor({ state: 'detached' });
  });

  test('what cannot be undone is given with a reason and a confirmation only', async () => {
    const page = await open(DESK['form of a command that cannot be undone'], { ...FLEET, [COMMANDS]: {} });
    const form = page.getByTestId('form-restart-machine');
    const give = form.getByRole('button', { name: 'Rechner neu starten' });
    await give.click();
    await form.getByLabel('Grund').fill('Hängt seit gestern');
    await give.click();
    expect(pages.hub.asked).toEqual([]);
    await form.getByLabel('Ja: Das lässt sich nicht zurücknehmen').check();
    await give.click();
    await expect
      .poll(() => pages.hub.asked)
      .toMatchObject([{ body: { order: { kind: 'restart-machine' }, reason: 'Hängt seit gestern' } }]);
  });

  test('the form closes with Escape, and nothing is given', async () => {
    const page = await open(DESK['form of a command']);
    await page.getByTestId('form-out-of-service').waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('form-out-of-service').waitFor({ state: 'detached' });
    expect(pages.hub.asked).toEqual([]);
  });

  test('an alert that was put off says so at its terminal', async () => {
    const mute = { tenantId: TENANT, cause: 'device', scope: { kind: 'terminals', ids: [JAMMED] }, endedAt: null };
    const page = await open(DESK.terminal, {
      ...FLEET,
      [ALERTING_ROUTES.mutes(TENANT)]: [{ ...mute, from: 0, until: Number.MAX_SAFE_INTEGER }],
    });
    await page.getByTestId('shelf').getByText('Zurückgestellt').waitFor();
  });

  test('how far a command is stands in words', async () => {
    const page = await open(DESK.terminal);
    const running = page.getByTestId('command-device-reset');
    expect(await running.getByTestId('command-state').textContent()).toBe('angenommen');
    expect(await running.locator('[aria-current=step]').textContent()).toBe('angenommen');
  });

  test('a tag is taken from this terminal alone, and given back', async () => {
    const view = FLEET[ROUTES.terminal(ALL, JAMMED)] as object;
    const counts = { changed: 1, unchanged: 0, full: 0 };
    const page = await open(DESK.terminal, {
      ...FLEET,
      [ROUTES.terminal(ALL, JAMMED)]: { ...view, tags: ['Nord'] },
      [TAG_ROUTES.changes(TENANT)]: { id: 'c-1', ...counts },
      [TAG_ROUTES.undone(TENANT, 'c-1')]: counts,
    });
    const tags = page.getByTestId('terminal-tags');
    await tags.getByRole('button', { name: '„Nord“ entfernen' }).click();
    await tags.getByRole('button', { name: 'Rückgängig' }).click();
    await tags.getByText('Die Schlagwörter sind geändert.').waitFor({ state: 'detached' });
    expect(pages.hub.asked).toEqual([
      {
        what: `POST ${TAG_ROUTES.changes(TENANT)}`,
        body: { selection: { by: 'ids', ids: [JAMMED] }, remove: ['Nord'] },
      },
      { what: `POST ${TAG_ROUTES.undone(TENANT, 'c-1')}`, body: {} },
    ]);
  });

  test('another change of the terminal is seen at once', async () => {
    const page = await open(DESK.terminal, NOTHING);
    await page.getByText('nicht erreichbar seit').waitFor();
    pages.hub.answers = FLEET;
    pages.hub.tell([ROWS[0] ?? {}]);
    await page.getByTestId('device-receipt-printer').getByText('Schneider klemmt').waitFor({ timeout: 3_000 });
  });

  test('what a check found is said in words, with what to do', async () => {
    const page = await open(DESK.terminal);
    const found = page.getByTestId('result').first();
    await found.getByText('Schneider: nicht in Ordnung (Schneider klemmt)').waitFor();
    await found.getByText('Was tun?').waitFor();
    expect(await found.getByTestId('way').getAttribute('href')).toContain('papierstau');
  });

  test('a terminal that can make no picture says so in words', async () => {
    const failed = { ...command({ kind: 'screenshot' }, 'failed'), outcome: 'not-supported' };
    const page = await open(DESK.terminal, { ...FLEET, [ROUTES.commands(TENANT)]: [failed] });
    await page.getByText('Ein Bild gibt es nur, wo das Terminal seine Oberfläche in einem eigenen').waitFor();
    expect(await page.getByTestId('command-state').textContent()).toContain('dieses Terminal kann kein Bild machen');
  });
});
