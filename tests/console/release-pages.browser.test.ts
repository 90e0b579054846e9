import { describe, expect, test } from 'vitest';
import { ACCESS_ROUTES } from '../../admin-console/contract/access/access.ts';
import { ROLLOUT_ROUTES } from '../../admin-console/contract/rollouts/rollout-routes.ts';
import { ALL, ROUTES } from '../../admin-console/contract/routes.ts';
import { chromiumMissing } from '../../kiosk-app/ui/test-support/chromium.ts';
import { barriersOn } from './test-support/barriers.ts';
import { eachWindow, useConsolePages } from './test-support/console-pages.ts';
import { TENANT } from './test-support/played-fleet.ts';
import type { PlayedAnswers } from './test-support/played-hub.ts';
import { CURRENT, FORMER, NO_RELEASES, OPEN, releasesAs, SUBMITTED } from './test-support/played-releases.ts';
import { DRAFTED, NO_ROLLOUTS, RUNNING, rolloutsAs, STOPPED } from './test-support/played-rollouts.ts';

/** The pages of drafts, releases and rollouts as they are built, on a hub that answers what each test says. */
const AT = ROUTES.configuration;
const PAGES = {
  'drafts and releases': '#/freigaben',
  'a draft that waits': `#/freigaben/${SUBMITTED.id}`,
  'a draft in work': `#/freigaben/${OPEN.id}`,
  'a release': `#/version/${CURRENT.id}`,
  rollouts: '#/verteilung',
  'a new rollout': '#/verteilung?new=1',
  'a rollout that stopped itself': `#/verteilung/${STOPPED.id}`,
  'a rollout that nobody has started': `#/verteilung/${DRAFTED.id}`,
};
const NOTHING: PlayedAnswers = { ...NO_ROLLOUTS, ...NO_RELEASES };
const REFUSED: PlayedAnswers = {
  ...Object.fromEntries(Object.keys(NO_ROLLOUTS).map((path) => [path, 403])),
  [ACCESS_ROUTES.session]: NO_RELEASES[ACCESS_ROUTES.session],
};

describe.skipIf(chromiumMissing() !== null)('drafts, releases and rollouts', () => {
  const pages = useConsolePages();
  const { open } = pages;

  test.each(Object.entries(PAGES))('%s has no barrier that a program finds and fits each window', async (_, hash) => {
    for (const answers of [rolloutsAs('owner'), NOTHING, REFUSED]) {
      const page = await pages.show(hash, answers);
      for await (const window of eachWindow(page)) {
        expect(await barriersOn(page), window).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      }
    }
  });

  test('who has worked on a draft is told why another person has to release it', async () => {
    const page = await open(PAGES['a draft that waits'], releasesAs('owner', 'needs-another-person'));
    await page.getByTestId('why-not').getByText('Sie haben selbst daran gearbeitet.').waitFor();
    expect(await page.getByTestId('release').count()).toBe(0);
  });

  test('a draft is released for an hour of the place, in the revision that was seen', async () => {
    const page = await open(PAGES['a draft that waits'], {
      ...releasesAs('releaser'),
      [`POST ${AT.release(TENANT, SUBMITTED.id)}`]: CURRENT,
    });
    const form = page.getByTestId('release');
    await form.getByLabel('zu einer bestimmten Zeit').check();
    await form.getByLabel('Tag und Uhrzeit').fill('2027-01-01T00:00');
    await form.getByRole('button', { name: 'Für diesen Zeitpunkt freigeben' }).click();
    await page.getByTestId('spread').waitFor();
    expect(pages.hub.asked).toEqual([
      {
        what: `POST ${AT.release(TENANT, SUBMITTED.id)}`,
        body: { revision: SUBMITTED.revision, activeFrom: Date.parse('2026-12-31T23:00:00Z'), isForAll: true },
      },
    ]);
  });

  test('nobody goes back without having seen what changes', async () => {
    const page = await open(`#/version/${FORMER.id}`, releasesAs('owner'));
    const back = page.getByTestId('go-back');
    expect(await back.getByTestId('propose-going-back').count()).toBe(0);
    await back.locator('summary').first().click();
    await back.getByTestId('change').first().waitFor();
    await back.getByTestId('propose-going-back').waitFor();
  });

  test('a line of the difference can be talked about; nothing of a key is on the page', async () => {
    const page = await open(PAGES['a draft that waits'], {
      ...releasesAs('viewer'),
      [`POST ${AT.comments(TENANT, SUBMITTED.id)}`]: {},
    });
    const line = page.getByTestId('change').filter({ hasText: 'Rasse' });
    await line.getByText('Dazu etwas sagen').click();
    await line.getByLabel('Ihr Kommentar').fill('Warum?');
    await line.getByRole('button', { name: 'Kommentar abgeben' }).click();
    await expect.poll(() => pages.hub.asked.length).toBe(1);
    expect(pages.hub.asked[0]?.body).toMatchObject({ text: 'Warum?', about: expect.stringContaining('breed') });
    const shown = (await page.locator('main').textContent()) + (await page.title());
    expect(shown).not.toMatch(/services\.|\bfee\b|[a-z]+\/[a-z]+|[{}[\]"]/);
    expect(shown, 'no id').not.toContain(SUBMITTED.id);
  });

  test('why a rollout stopped is said in words, and the terminal that was one too many is named', async () => {
    const page = await open(PAGES['a rollout that stopped itself'], rolloutsAs('technician'));
    const stop = await page.getByTestId('stop').textContent();
    expect(stop).toContain('In Ring 1 sind 2 von 8 Terminals gescheitert.');
    await page.getByTestId('ring-1').locator('summary').click();
    await page.getByText('Unklar, ob bezahlt wurde').waitFor();
    await page.getByText('Mit ihr konnte kein Besuch beginnen.').waitFor();
  });

  test('a rollout is stopped with a reason, in the revision that was seen', async () => {
    const stop = ROLLOUT_ROUTES.act(TENANT, RUNNING.id, 'stop');
    const page = await open(`#/verteilung/${RUNNING.id}`, { ...rolloutsAs('technician'), [`POST ${stop}`]: RUNNING });
    const act = page.getByTestId('act-stop');
    await act.locator('summary').click();
    await act.getByRole('button', { name: 'Beenden' }).click();
    expect(pages.hub.asked, 'without a reason').toEqual([]);
    await act.getByLabel('Grund').fill('Falsche Gebühr');
    await act.getByRole('button', { name: 'Beenden' }).click();
    await expect
      .poll(() => pages.hub.asked)
      .toEqual([{ what: `POST ${stop}`, body: { revision: RUNNING.revision, reason: 'Falsche Gebühr' } }]);
  });

  test('a rollout is drafted with the rings that were chosen, by keyboard or finger', async () => {
    const page = await open(PAGES['a new rollout'], {
      ...rolloutsAs('technician'),
      [`POST ${ROLLOUT_ROUTES.rollouts(TENANT)}`]: DRAFTED,
      [ROLLOUT_ROUTES.rollout(ALL, DRAFTED.id)]: DRAFTED,
    });
    const ring = page.getByTestId('ring-fields-1');
    await ring.getByLabel('Wer ist in diesem Ring?').selectOption('tags');
    await ring.getByLabel('Terminals mit diesen Schlagwörtern').fill('pilot, nord');
    await page.getByRole('button', { name: 'Ring 2 entfernen' }).click();
    await page.getByRole('button', { name: 'Verteilung anlegen' }).click();
    await page.getByTestId('why-not').getByText('Beginnen kann eine Verteilung, wer freigeben darf.').waitFor();
    expect(pages.hub.asked[0]?.body).toMatchObject({
      kind: 'software',
      plan: {
        rings: [
          { selection: { by: 'tags', tags: ['pilot', 'nord'] }, window: null, after: { kind: 'approval' } },
          { selection: { by: 'rest' }, after: { kind: 'soak', minutes: 0 } },
        ],
        threshold: { percent: 5, atLeast: 1, offlineMinutes: 15 },
        onStop: 'roll-back',
      },
    });
  });
});
