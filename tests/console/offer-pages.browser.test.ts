import { describe, expect, test } from 'vitest';
import { sampleFiles } from '../../config/sample-files.ts';
import { chromiumMissing } from '../../kiosk-app/ui/test-support/chromium.ts';
import { barriersOn } from './test-support/barriers.ts';
import { eachWindow, useConsolePages } from './test-support/console-pages.ts';
import { TENANT } from './test-support/played-fleet.ts';
import type { PlayedAnswers } from './test-support/played-hub.ts';
import { DRAFT_PATH, FAULTY, NO_OFFER, OFFER, offerAnswers, PLACE_HASH, READING } from './test-support/played-offer.ts';

/** The pages on which an administrator changes an offer, as they are built, on a hub that answers what each test says. */
const PARKING = `${PLACE_HASH}&service=bewohnerparkausweis`;
/** As a layer says that it has not what the layer below has. */
const WITHOUT = { $without: true };
const PAGES: Readonly<Record<string, readonly [string, PlayedAnswers]>> = {
  catalogue: [PLACE_HASH, FAULTY],
  further: [`${PLACE_HASH}&part=further`, OFFER],
  'opening hours': [`${PLACE_HASH}&part=hours`, OFFER],
  look: [`${PLACE_HASH}&part=look`, OFFER],
  form: [`${PLACE_HASH}&service=hundesteuer-anmelden&part=form`, FAULTY],
  fee: [`${PARKING}&part=fee`, FAULTY],
  identification: [`${PARKING}&part=identification`, OFFER],
  'another location': [`${PLACE_HASH}&part=take-over&from=bibliothek`, OFFER],
  'no offer yet': [`#/angebot?tenant=${TENANT}`, NO_OFFER],
  'which municipality': ['#/angebot', OFFER],
  'not allowed': [PLACE_HASH, offerAnswers(403)],
  'hub away': [PLACE_HASH, offerAnswers(0)],
};

describe.skipIf(chromiumMissing() !== null)('the offer of a place', () => {
  const pages = useConsolePages();
  const open = (hash: string, answers: PlayedAnswers = OFFER) => pages.open(hash, answers);
  /** What was written to the draft last: path → content. */
  async function written(): Promise<Readonly<Record<string, unknown>>> {
    const puts = () => pages.hub.asked.filter(({ what }) => what === `PUT ${DRAFT_PATH}`);
    await expect.poll(() => puts().length, { timeout: 5_000 }).toBeGreaterThan(0);
    const change = puts().at(-1)?.body as { readonly files: Readonly<Record<string, string>> } | undefined;
    return Object.fromEntries(Object.entries(change?.files ?? {}).map(([path, text]) => [path, JSON.parse(text)]));
  }

  test.each(Object.entries(PAGES))('%s has no barrier that a program finds and fits each window', async (_, at) => {
    const page = await pages.show(...at);
    // A field of the form open, where there is one.
    for (const field of await page.locator('.form-field summary').all()) await field.click();
    for await (const window of eachWindow(page)) {
      expect(await barriersOn(page), window).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
  });

  test('while the bar says "all", no municipality is changed before somebody chose it', async () => {
    const page = await open('#/angebot');
    expect(await page.getByTestId('offer-place').count()).toBe(0);
    await page.getByTestId('which-tenant').getByRole('button', { name: 'Musterstadt' }).click();
    await page.getByTestId('offer-place').waitFor();
    const bar = page.getByTestId('tenant-switch');
    expect(await bar.inputValue()).toBe(TENANT);
    // The choice is kept on the way round and over a reload.
    await page.getByRole('link', { name: 'Freigaben' }).click();
    await page.getByRole('link', { name: 'Angebot', exact: true }).last().click();
    await page.getByTestId('offer-place').waitFor();
    await page.reload();
    await page.getByTestId('offer-place').waitFor();
    expect(await bar.inputValue()).toBe(TENANT);
  });

  test('an address names its municipality to the bar, and the bar leaves that address', async () => {
    const page = await open(PLACE_HASH);
    const bar = page.getByTestId('tenant-switch');
    expect(await bar.inputValue()).toBe(TENANT);
    await bar.selectOption('beispielhausen');
    await expect.poll(() => page.url()).toMatch(/#\/angebot$/);
    expect(await bar.inputValue()).toBe('beispielhausen');
  });

  test('what a location has of its own is marked, and given up by one button', async () => {
    const page = await open(`${PARKING}&part=fee`);
    expect(await page.getByTestId('price').inputValue()).toBe('35,00');
    const price = page.locator('.field', { has: page.getByTestId('price') });
    await price.getByText('Nur an diesem Standort').waitFor();
    await price.getByRole('button', { name: 'Wieder wie in der Gemeinde' }).click();
    expect(await page.getByTestId('price').inputValue()).toBe('30,70');
    expect(await written()).toEqual({ 'services/bewohnerparkausweis.json': {} });
  });

  test('a fault is told at its field, and the list leads into it', async () => {
    const page = await open(PLACE_HASH, FAULTY);
    await page.getByTestId('faults').getByRole('link').first().click();
    await page.getByTestId('fault').getByText('Die Zahl ist zu klein.').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('price');
    expect(await page.getByTestId('submit-draft').isDisabled()).toBe(true);
  });

  test('services move by the keyboard, which stays with them, and back by Ctrl+Z', async () => {
    const page = await open(PLACE_HASH);
    const titles = () => page.getByTestId('catalogue').locator('.service-line a').allTextContents();
    const before = await titles();
    const down = page.getByRole('button', { name: `${before[0]} nach unten` });
    await down.press('Enter');
    await expect.poll(async () => (await titles()).slice(0, 2)).toEqual([before[1], before[0]]);
    expect(await down.evaluate((button) => button === document.activeElement)).toBe(true);
    await page.keyboard.press('Control+z');
    await expect.poll(titles).toEqual(before);
  });

  test('services move by dragging', async () => {
    const page = await open(PLACE_HASH);
    const rows = page.getByTestId('catalogue').locator(':scope > li');
    const { services } = JSON.parse(sampleFiles()['site.json'] ?? '{}') as { readonly services: readonly string[] };
    await rows.nth(0).locator('.handle').dragTo(rows.nth(2));
    const { 'site.json': site } = await written();
    const [first, second, third] = services;
    expect(site).toMatchObject({ services: [second, third, first, ...services.slice(3)] });
  });

  test('an amount that is none is said, stays to be mended, and leaves no former one to be released', async () => {
    const page = await open(`${PARKING}&part=fee`);
    await page.getByTestId('price').fill('35,0x');
    await page.getByTestId('price').blur();
    await page.getByText('Bitte einen Betrag wie 12,50 eingeben.').waitFor();
    expect(await page.getByTestId('price').inputValue()).toBe('35,0x');
    expect(await written()).toMatchObject({ 'services/bewohnerparkausweis.json': { fee: { cents: WITHOUT } } });
    await page.getByTestId('price').fill('0');
    await page.getByText('wählen Sie oben „Nichts“').waitFor();
    pages.hub.asked.length = 0;
    await page.getByTestId('price').fill('36,5');
    expect(await written()).toMatchObject({ 'services/bewohnerparkausweis.json': { fee: { cents: 3650 } } });
  });

  test('a price is taken over from another location, and nothing else that it has of its own', async () => {
    const page = await open(`${PLACE_HASH}&part=take-over`);
    const from = page.getByTestId('take-over-from');
    expect(await from.locator('option').allTextContents()).toEqual(['Bitte wählen', 'Bibliothek']);
    await from.selectOption('bibliothek');
    const price = page.getByTestId('piece-bewohnerparkausweis');
    await price.getByText('25,00').waitFor();
    await page.getByTestId('piece-hours').waitFor();
    await price.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Übernehmen', exact: true }).click();
    await price.getByText('Gilt hier schon').waitFor();
    expect(await written()).toEqual({ 'services/bewohnerparkausweis.json': { version: 2, fee: { cents: 2500 } } });
    await page.getByTestId('undo').click();
    await price.getByText('Gilt hier schon').waitFor({ state: 'detached' });
  });

  test('a way of scanning is added, and evidence can choose it', async () => {
    const page = await open(`${PLACE_HASH}&part=further`);
    await page.getByTestId('add-scan-profile').click();
    const added = page.getByTestId('scan-profile-scan');
    await added.getByLabel('Womit').selectOption('feeder');
    await page.getByRole('link', { name: 'Leistungen' }).click();
    await page.getByTestId('service-bewohnerparkausweis').getByRole('link').click();
    await page.getByRole('link', { name: 'Nachweise' }).click();
    await page.getByLabel('Art des Scans').selectOption({ label: 'Einzug, Farbe, 200 dpi' });
  });

  test('who may only read is offered nothing to change', async () => {
    const page = await open(`${PARKING}&part=fee`, READING);
    await page.getByTestId('price').waitFor();
    expect(await page.getByTestId('price').isDisabled()).toBe(true);
    for (const name of ['Zur Freigabe geben', 'Rückgängig'])
      expect(await page.getByRole('button', { name }).count()).toBe(0);
  });
});
