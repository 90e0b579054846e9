import { describe, expect, test } from 'vitest';
import { ACCESS_ROUTES } from '../../admin-console/contract/access/access.ts';
import { ALERTING_ROUTES } from '../../admin-console/contract/alerting/alerting-routes.ts';
import { ARRANGE_ROUTES } from '../../admin-console/contract/arrange/arrange.ts';
import { ALL, ROUTES } from '../../admin-console/contract/routes.ts';
import { TAG_ROUTES } from '../../admin-console/contract/terminals/tags.ts';
import { chromiumMissing } from '../../kiosk-app/ui/test-support/chromium.ts';
import { barriersOn } from './test-support/barriers.ts';
import { useConsolePages } from './test-support/console-pages.ts';
import { DESK } from './test-support/desk-addresses.ts';
import { EPISODES, FLEET, JAMMED, ROWS, sessionOf, TENANT } from './test-support/played-fleet.ts';
import type { PlayedAnswers } from './test-support/played-hub.ts';

/** The overview of all terminals as it is built, on a hub that answers what each test says. */
describe.skipIf(chromiumMissing() !== null)('overview', () => {
  const pages = useConsolePages();
  const open = (hash: string, answers: PlayedAnswers = FLEET) => pages.open(hash, answers);

  test('a row changes where it stands', async () => {
    const page = await open(DESK.overview);
    pages.hub.tell([{ ...ROWS[1], condition: 'out-of-service' }]);
    await page.getByTestId('terminal-terminal-01').getByText('außer Betrieb').waitFor({ timeout: 3_000 });
  });

  test('the next step at several begins with exactly those that it is about', async () => {
    const jam = EPISODES.find(({ cause }) => cause === 'device');
    const page = await open(DESK.overview, {
      ...FLEET,
      [ALERTING_ROUTES.episodes(ALL)]: [1, 2, 3].map((n) => ({ ...jam, id: `e-${n}`, terminalId: `terminal-0${n}` })),
    });
    await page.getByRole('button', { name: 'Gerät prüfen – an allen 3' }).click();
    await page.getByTestId('form-device-health-check').waitFor();
    expect(decodeURIComponent(page.url())).toContain('cause=device.receipt-printer.cutter-error');
    expect(await page.getByLabel('Meldung', { exact: true }).textContent()).toContain('Belegdrucker: ');
  });

  test('a filter stands in the address, and is asked of the hub', async () => {
    const page = await open('#/?condition=limited');
    expect(await page.getByLabel('Zustand', { exact: true }).inputValue()).toBe('limited');
    const asked = page.waitForRequest((request) => request.url().includes('text=bib'));
    await page.getByLabel('Suchen').fill('bib');
    expect((await asked).url()).toContain('condition=limited');
    expect(page.url()).toContain('text=bib');
  });

  test('the keyboard goes to any terminal, chooses it and opens it', async () => {
    const page = await open(DESK.overview);
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-testid'));
    await page.getByTestId(`terminal-${JAMMED}`).focus();
    await page.keyboard.press('ArrowDown');
    await expect.poll(focused).toBe('terminal-terminal-01');
    await page.keyboard.press('End');
    await expect.poll(focused).toBe('terminal-terminal-39');
    await page.keyboard.press(' ');
    await page.getByText('1 Terminal ausgewählt').waitFor();
    await page.keyboard.press('Home');
    await expect.poll(focused).toBe(`terminal-${JAMMED}`);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: JAMMED, level: 1 }).waitFor();
  });

  test('a slash leads to the search', async () => {
    const page = await open(DESK.overview);
    await page.getByTestId(`terminal-${JAMMED}`).focus();
    await page.keyboard.press('/');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('filter-text');
  });

  test('a change that would move a terminal leaves it, and a new order is offered', async () => {
    const page = await open('#/?sort=paper');
    pages.hub.tell([{ ...ROWS[1], paper: 0.01 }]);
    await page.getByTestId('reorder').getByText('1 Änderung – neu ordnen').waitFor();
    expect(await page.getByTestId('terminal-terminal-01').getAttribute('data-place')).toBe('1');
    const asked = page.waitForRequest((request) => request.url().includes('sort=paper'));
    await page.getByTestId('reorder').click();
    await asked;
    await page.getByTestId('reorder').waitFor({ state: 'detached' });
  });

  test('a tag for all that were found is counted, set, and taken back', async () => {
    const counts = { changed: 30, unchanged: 10, full: 0 };
    const page = await open('#/?tag=barrierefrei', {
      ...FLEET,
      [ACCESS_ROUTES.session]: sessionOf('technician', 1),
      [TAG_ROUTES.preview(TENANT)]: counts,
      [TAG_ROUTES.changes(TENANT)]: { id: 'c-1', ...counts },
      [TAG_ROUTES.undone(TENANT, 'c-1')]: counts,
    });
    await page.getByLabel('Alle 40 gefundenen Terminals auswählen').check();
    await page.getByLabel('terminal-02 auswählen').uncheck();
    await page.getByText('39 Terminals ausgewählt').waitFor();
    const tags = page.getByTestId('bulk-tags');
    await tags.getByLabel('Schlagwort').fill('Messe');
    await tags.getByRole('button', { name: 'Schlagwort setzen …' }).click();
    await tags.getByText('Ändert 30 Terminals. Bei 10 ist es schon so.').waitFor();
    const selection = { by: 'filter', tags: ['barrierefrei'], except: ['terminal-02'] };
    expect(pages.hub.asked).toEqual([
      { what: `POST ${TAG_ROUTES.preview(TENANT)}`, body: { selection, add: ['Messe'] } },
    ]);
    await tags.getByRole('button', { name: 'Jetzt „Messe“ setzen' }).click();
    await tags.getByText('Das Schlagwort ist an 30 Terminals gesetzt.').waitFor();
    expect(await barriersOn(page)).toEqual([]);
    await page.getByRole('button', { name: 'Rückgängig' }).click();
    await tags.getByTestId('tags-done').waitFor({ state: 'detached' });
    expect(pages.hub.asked.at(-1)?.what).toBe(`POST ${TAG_ROUTES.undone(TENANT, 'c-1')}`);
  });

  test('a place on the plan shows its terminals, and is moved without a mouse', async () => {
    const position = ARRANGE_ROUTES.position(TENANT, 'rathaus');
    const page = await open('#/?view=plan', {
      ...FLEET,
      [ACCESS_ROUTES.session]: sessionOf('technician', 1),
      [ARRANGE_ROUTES.picture(TENANT)]: { picture: null },
      [position]: { point: null },
    });
    const place = page.getByTestId('place-rathaus');
    expect(await place.textContent()).toMatch(/^13Rathaus1 eingeschränkt, 12 in Betrieb$/);
    await place.press('Enter');
    await expect.poll(() => page.url()).toContain('location=rathaus');
    await page.getByLabel('Orte anordnen').check();
    await place.press('ArrowRight');
    await place.press('Enter');
    await page.getByText('„Rathaus“ steht jetzt dort.').waitFor();
    expect(pages.hub.asked).toMatchObject([{ what: `PUT ${position}`, body: { point: { x: 0.51, y: 0.5 } } }]);
    expect(await barriersOn(page)).toEqual([]);
    await page.getByRole('button', { name: 'Rückgängig' }).click();
    await expect.poll(() => pages.hub.asked.at(-1)?.body).toEqual({ point: null });
  });

  test('a filter gets a name, and the name leads to it', async () => {
    const view = { id: 'v-1', tenantId: null, name: 'Nord', query: 'condition=limited', createdBy: 'anna.technik' };
    const page = await open('#/?condition=limited', { ...FLEET, [`POST ${ARRANGE_ROUTES.ownViews}`]: view });
    await page.getByRole('button', { name: 'Ansicht speichern …' }).click();
    await page.getByLabel('Name der Ansicht').fill('Nord');
    expect(await barriersOn(page)).toEqual([]);
    pages.hub.answers = { ...pages.hub.answers, [ARRANGE_ROUTES.ownViews]: [view] };
    await page.getByRole('button', { name: 'Speichern', exact: true }).click();
    await page.getByRole('button', { name: 'Ansicht löschen' }).waitFor();
    expect(pages.hub.asked).toEqual([
      { what: `POST ${ARRANGE_ROUTES.ownViews}`, body: { name: 'Nord', query: 'condition=limited' } },
    ]);
    await page.getByRole('button', { name: 'Filter aufheben' }).click();
    await page.getByLabel('Gespeicherte Ansicht').selectOption('Nord');
    await expect.poll(() => page.url()).toContain('condition=limited');
  });

  test('a command to several is given after its preview only', async () => {
    const batch = {
      ...{ id: 'b', tenantId: TENANT, kind: 'self-test', actor: 'anna.technik', reason: null, createdAt: 0 },
      stoppedAt: null,
      counts: {
        queued: 1,
        delivered: 0,
        acknowledged: 0,
        running: 0,
        succeeded: 0,
        failed: 0,
        expired: 0,
        cancelled: 0,
      },
    };
    const page = await open(DESK.overview, {
      ...FLEET,
      [ROUTES.commandBatchPreview(TENANT)]: {
        ...{ reached: 1, away: 1 },
        left: [{ why: 'waiting', terminals: 1, first: ['terminal-02'] }],
      },
      [ROUTES.commandBatches(TENANT)]: batch,
      [ROUTES.commandBatch(TENANT, 'b')]: { ...batch, counts: { ...batch.counts, queued: 0, succeeded: 1 } },
    });
    for (const id of [JAMMED, 'terminal-02']) await page.getByLabel(`${id} auswählen`).check();
    await page.getByLabel('Was sollen sie tun?').selectOption('self-test');
    await page.getByTestId('form-self-test').getByRole('button', { name: 'Vorschau' }).click();
    const preview = page.getByTestId('preview');
    await preview.getByText('Erreicht 1 Terminal.').waitFor();
    await preview.getByText('1 nicht, denn: derselbe Befehl wartet dort schon (terminal-02)').waitFor();
    expect(pages.hub.asked.map(({ what }) => what)).toEqual([`POST ${ROUTES.commandBatchPreview(TENANT)}`]);
    expect(await barriersOn(page)).toEqual([]);
    await preview.getByRole('button', { name: 'Selbsttest: Jetzt 1 Terminal' }).click();
    await page.getByTestId('batch').getByText('1 von 1 am Ende').waitFor();
    expect(pages.hub.asked.at(-1)).toMatchObject({
      what: `POST ${ROUTES.commandBatches(TENANT)}`,
      body: { selection: { by: 'ids', ids: [JAMMED, 'terminal-02'] }, order: { kind: 'self-test' } },
    });
  });
});
