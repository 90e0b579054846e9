import { describe, expect, test } from 'vitest';
import { ALERTING_ROUTES } from '../../admin-console/contract/alerting/alerting-routes.ts';
import { chromiumMissing } from '../../kiosk-app/ui/test-support/chromium.ts';
import { useConsolePages } from './test-support/console-pages.ts';
import { DESK } from './test-support/desk-addresses.ts';
import { EPISODES, FLEET, NOTHING, ROWS, TENANT } from './test-support/played-fleet.ts';
import type { PlayedAnswers } from './test-support/played-hub.ts';

/** The inbox of alerts as it is built, on a hub that answers what each test says. */
describe.skipIf(chromiumMissing() !== null)('inbox', () => {
  const pages = useConsolePages();
  const open = (hash: string, answers: PlayedAnswers = FLEET) => pages.open(hash, answers);

  test('what means the same stands together', async () => {
    const page = await open(DESK.inbox);
    await page.getByRole('heading', { name: '3 × Papier geht zu Ende' }).waitFor();
    await page.getByRole('heading', { name: '2 × Terminal nicht verbunden' }).waitFor();
  });

  test('the most urgent stands first', async () => {
    const page = await open(DESK.inbox);
    const words = await page.locator('.shelf.open .group > header .pill').allTextContents();
    expect(words).toEqual(['Dringend', 'Dringend', 'Bald', 'Bald', 'Zur Kenntnis']);
  });

  test('a cause from the overview shows that cause only', async () => {
    const page = await open(DESK.overview);
    await page.getByTestId('needs-person').getByRole('link', { name: 'Papier geht zu Ende' }).click();
    await page.getByRole('heading', { name: '3 × Papier geht zu Ende' }).waitFor();
    expect(await page.locator('.group').count()).toBe(1);
    await page.getByRole('link', { name: 'Alle zeigen' }).click();
    await page.getByTestId('group-offline').waitFor();
  });

  test('somebody acknowledges one, and takes one', async () => {
    const id = EPISODES.find(({ terminalId }) => terminalId === 'terminal-08')?.id ?? '';
    const acts = [ALERTING_ROUTES.acknowledge(TENANT, id), ALERTING_ROUTES.assign(TENANT, id)];
    const page = await open(DESK.inbox, { ...FLEET, ...Object.fromEntries(acts.map((path) => [path, {}])) });
    const episode = page.getByTestId('episode-terminal-08');
    await episode.getByRole('button', { name: 'Bestätigen' }).click();
    await episode.getByRole('button', { name: 'Mir zuweisen' }).click();
    await expect
      .poll(() => pages.hub.asked)
      .toEqual([
        { what: `POST ${acts[0]}`, body: { text: '' } },
        { what: `POST ${acts[1]}`, body: { text: '', assignee: 'anna.technik' } },
      ]);
  });

  test('what the hub refuses is said where it was asked', async () => {
    const id = EPISODES.find(({ terminalId }) => terminalId === 'terminal-08')?.id ?? '';
    const page = await open(DESK.inbox, { ...FLEET, [ALERTING_ROUTES.acknowledge(TENANT, id)]: 403 });
    const episode = page.getByTestId('episode-terminal-08');
    await episode.getByRole('button', { name: 'Bestätigen' }).click();
    await episode.getByText('Das dürfen Sie nicht.').waitFor();
  });

  test('one is put off with a reason, and its terminal alone', async () => {
    const page = await open(DESK.inbox, { ...FLEET, [`POST ${ALERTING_ROUTES.mutes(TENANT)}`]: {} });
    const episode = page.getByTestId('episode-terminal-08');
    await episode.getByText('Zurückstellen', { exact: true }).first().click();
    await episode.getByLabel('Wie lange?').selectOption('4');
    await episode.getByLabel('Grund').fill('Kasse ist informiert');
    await episode.getByRole('button', { name: 'Zurückstellen' }).click();
    await expect.poll(() => pages.hub.asked.length).toBe(1);
    const { body } = pages.hub.asked[0] as { body: { from: number; until: number } };
    expect(body).toMatchObject({
      kind: 'snooze',
      cause: 'payment-unclear',
      scope: { kind: 'terminals', ids: ['terminal-08'] },
      reason: 'Kasse ist informiert',
    });
    expect(body.until - body.from).toBe(4 * 3_600_000);
  });

  test('a new one appears by itself', async () => {
    const page = await open(DESK.inbox, NOTHING);
    await page.getByText('Nichts zu tun').waitFor();
    pages.hub.answers = FLEET;
    pages.hub.tell([ROWS[0] ?? {}]);
    await page.getByTestId('episode-rathaus-01').waitFor({ timeout: 3_000 });
  });
});
