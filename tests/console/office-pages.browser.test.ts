import { describe, expect, test } from 'vitest';
import { ACCESS_ROUTES } from '../../admin-console/contract/access/access.ts';
import { ALL, ROUTES } from '../../admin-console/contract/routes.ts';
import { type ClosingView, TREASURY_ROUTES } from '../../admin-console/contract/treasury/treasury.ts';
import { chromiumMissing } from '../../kiosk-app/ui/test-support/chromium.ts';
import { barriersOn } from './test-support/barriers.ts';
import { eachWindow, useConsolePages } from './test-support/console-pages.ts';
import { FLEET, sessionOf, TENANT } from './test-support/played-fleet.ts';
import type { PlayedAnswers } from './test-support/played-hub.ts';
import { BROKEN, NO_RECORDS, RECORDS } from './test-support/played-records.ts';
import { releasesAs } from './test-support/played-releases.ts';
import { CLOSING_NAME, NO_MONEY, TREASURY } from './test-support/played-treasury.ts';

/** Pages of those who sit in an office: treasury and proof, as they are built, on a hub that answers what each test says. */
const PAGES = {
  treasury: '#/kasse?from=2026-11-01&to=2026-11-29',
  closing: `#/kassenabschluss/${CLOSING_NAME}?terminal=rathaus-01`,
  audit: '#/protokoll',
  retention: '#/aufbewahrung',
};
const OFFICE: PlayedAnswers = { ...TREASURY, ...RECORDS, [ACCESS_ROUTES.session]: sessionOf('owner', 1) };
const always = (status: number): PlayedAnswers => ({
  ...Object.fromEntries(Object.keys(OFFICE).map((path) => [path, status])),
  [ACCESS_ROUTES.session]: OFFICE[ACCESS_ROUTES.session],
});
const STATES: Readonly<Record<string, PlayedAnswers>> = {
  'with everything': OFFICE,
  empty: { ...OFFICE, ...NO_MONEY, ...NO_RECORDS, [ACCESS_ROUTES.session]: OFFICE[ACCESS_ROUTES.session] },
  'not allowed': { ...OFFICE, [ACCESS_ROUTES.session]: sessionOf('viewer', 1) },
  'hub away': always(0),
};

describe.skipIf(chromiumMissing() !== null)('pages of the office', () => {
  const pages = useConsolePages();
  const open = (hash: string, answers: PlayedAnswers = TREASURY) => pages.open(hash, answers);

  describe.each(Object.entries(STATES))('%s', (_state, answers) => {
    test.each(Object.entries(PAGES))('%s has no barrier that a program finds and fits each window', async (_, hash) => {
      const page = await pages.show(hash, answers);
      await expect.poll(() => page.locator('.loading').count()).toBe(0);
      await page.evaluate(() => {
        for (const each of document.querySelectorAll('details')) each.setAttribute('open', '');
      });
      for await (const window of eachWindow(page)) {
        expect(await barriersOn(page), window).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      }
    });
  });

  test('a case is settled with what was found out and why; asking again after a lost answer is the same decision', async () => {
    const page = await open(PAGES.treasury);
    const path = TREASURY_ROUTES.settlement(TENANT, 'rathaus-01', 'c1');
    const row = page.getByTestId('case-payment-unclear');
    await row.getByText('Fall erledigen').click();
    await row.getByLabel('Es wurde bezahlt').check();
    await row.getByLabel('Grund').fill('Steht auf dem Auszug');
    pages.hub.answers = { ...TREASURY, [`POST ${path}`]: 0 };
    await row.getByRole('button', { name: 'Erledigen' }).click();
    await row.getByText('Der Leitstand hat nicht geantwortet').waitFor();
    pages.hub.answers = { ...TREASURY, [`POST ${path}`]: {} };
    await row.getByRole('button', { name: 'Erledigen' }).click();
    await expect.poll(() => row.getByLabel('Grund').inputValue()).toBe('');
    const [first] = pages.hub.asked;
    expect(first).toMatchObject({ what: `POST ${path}`, body: { how: 'paid', reason: 'Steht auf dem Auszug' } });
    expect(pages.hub.asked.length).toBeGreaterThan(1);
    expect(pages.hub.asked.every(({ body }) => JSON.stringify(body) === JSON.stringify(first?.body))).toBe(true);
  });

  test('a decision on its way is told, and is not offered a second time', async () => {
    const page = await open(PAGES.treasury);
    const row = page.getByTestId('case-fee-due');
    await row.getByText('Das Terminal ist nicht verbunden').waitFor();
    expect(await row.getByText('Fall erledigen').count()).toBe(0);
    await page.getByTestId('case-reversal-failed').getByText('hat sich inzwischen geändert').waitFor();
  });

  test('of many closings the newest are drawn, those that differ, and the rest on request', async () => {
    const [first] = TREASURY[TREASURY_ROUTES.closings(ALL)] as readonly ClosingView[];
    const many = Array.from({ length: 60 }, (_, n) => ({
      ...first,
      name: `c-${n}`,
      differences: n === 55 ? ['x'] : [],
    }));
    const page = await open(PAGES.treasury, { ...TREASURY, [TREASURY_ROUTES.closings(ALL)]: many });
    const rows = page.getByTestId('closings').locator('tbody tr');
    await expect.poll(() => rows.count()).toBe(51);
    await page.getByTestId('all-closings').click();
    await expect.poll(() => rows.count()).toBe(60);
  });

  test('who sees money and no terminals begins at the treasury', async () => {
    const page = await open('');
    await page.getByRole('heading', { name: 'Kasse', level: 1 }).waitFor();
    expect(page.url()).toContain('#/kasse');
  });

  test('the proof of the chain is one button, and its answer a sentence with the anchor', async () => {
    const page = await open(PAGES.audit, OFFICE);
    await page.getByRole('button', { name: 'Jetzt prüfen' }).click();
    const verdict = page.getByTestId('proof');
    await verdict.getByText('Seit 25.10.2025, 10:30 lückenlos: 12.304 Einträge.').waitFor();
    expect(await verdict.textContent()).toContain('c0ffee00');
    pages.hub.answers = { ...OFFICE, [ACCESS_ROUTES.auditProof]: BROKEN };
    await page.getByRole('button', { name: 'Jetzt prüfen' }).click();
    await verdict.getByText('Der Eintrag 8.021 ist nicht der').waitFor();
  });

  test('who reads one tenant only is not offered the proof of the whole', async () => {
    const [grant] = sessionOf('auditor', 1).grants;
    const session = { ...sessionOf('auditor', 1), grants: [{ ...grant, tenantId: TENANT }] };
    const page = await open(PAGES.audit, { ...OFFICE, [ACCESS_ROUTES.session]: session });
    await page.getByTestId('audit').waitFor();
    expect(await page.getByRole('button', { name: 'Jetzt prüfen' }).count()).toBe(0);
  });

  test('what was counted is compared with a year before, in the table of each question', async () => {
    const comparison = [
      { values: ['phone'], before: 194, after: 388, change: 100 },
      { values: [], before: 200, after: 412, change: 106 },
    ];
    const page = await open('#/auswertung', { ...FLEET, [ROUTES.statisticsComparison(ALL)]: comparison });
    await page.getByLabel('Vergleichen mit').selectOption('year');
    expect(page.url()).toContain('compare=year');
    const question = page.getByTestId('question-scanner');
    await question.getByText('Zahlen', { exact: true }).click();
    await question.getByRole('row', { name: 'Foto vom Handy 388 194 +100 %' }).waitFor();
    await page.getByLabel('Standort', { exact: true }).selectOption('Rathaus');
    expect(page.url()).toContain('location=rathaus');
    for (const file of ['Als CSV laden', 'Als JSON laden'])
      await expect
        .poll(() => question.getByRole('link', { name: file }).getAttribute('href'))
        .toContain('location=rathaus');
    expect(await barriersOn(page)).toEqual([]);
  });

  test('what a version of the offer changed is told at each question, and the version stands in the address', async () => {
    const told = {
      notes: ['Verglichen werden ganze Wochen.'],
      changes: [
        { question: 'scanner', verdict: 'less', sentence: 'Nachweise vom Scanner: 12 % → 9 %, deutlich weniger.' },
      ],
    };
    const page = await open('#/auswertung', { ...releasesAs('administrator'), [ROUTES.statisticsChange(ALL)]: told });
    const choice = page.getByLabel('Version des Angebots');
    const version = choice.getByRole('option').nth(1);
    const id = await version.getAttribute('value');
    await choice.selectOption(id);
    expect(page.url()).toMatch(new RegExp(`since=2026-\\d\\d-\\d\\d&release=${id}`));
    const question = page.getByTestId('question-scanner');
    for await (const window of eachWindow(page)) {
      await question.getByText('12 % → 9 %, deutlich weniger').waitFor();
      await question.getByText(/^Seit der Version \d+ „.+“ \(\d+\. November 2026\):$/).waitFor();
      expect(await barriersOn(page), window).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
  });

  test('a filter stands in the address, and the exports are of the same', async () => {
    const page = await open(PAGES.audit, OFFICE);
    await page.getByLabel('Was', { exact: true }).selectOption('command');
    expect(page.url()).toContain('act=command');
    await page.getByRole('link', { name: 'eva.kasse' }).first().click();
    expect(page.url()).toContain('actor=eva.kasse');
    const csv = page.getByRole('link', { name: 'Als CSV' });
    await expect.poll(() => csv.getAttribute('href')).toContain('actor=eva.kasse');
  });

  test('the exports are those of what is shown, and the address keeps the choice', async () => {
    const page = await open(PAGES.treasury);
    await page.getByLabel('Empfänger', { exact: true }).selectOption('stadtwerke');
    expect(page.url()).toContain('payee=stadtwerke');
    const href = await page.getByRole('link', { name: 'Zahlungen als CSV' }).getAttribute('href');
    expect(href).toContain('from=2026-11-01&to=2026-11-29&payee=stadtwerke');
  });
});
