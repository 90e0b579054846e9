import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RealProvider, startRealProvider } from '../../admin-console/api/access/test-support/real-provider.ts';
import { hasChromium } from '../../kiosk-app/shell/test-support/chromium.ts';
import { freePort } from '../../simulators/free-port.ts';
import { type ConsoleStage, startConsoleStage } from './test-support/console-stage.ts';

/** The way over another site and back, with the cookies of a real browser. */
describe.skipIf(!hasChromium())('sign-in page with an organisation’s own sign-in', () => {
  const client = { clientId: 'leitstand', clientSecret: 'geheim-und-lang' };
  const groups = [{ group: 'technik', tenantId: 'default', roles: ['technician'] as const }];
  let provider: RealProvider;
  let stage: ConsoleStage;
  let page: Page;
  beforeAll(async () => {
    const consolePort = await freePort();
    const back = `http://localhost:${consolePort}/api/sign-in/oidc/stadt/callback`;
    const claimsOf = (login: string) => ({ preferred_username: login, groups: login === 'anna' ? ['technik'] : [] });
    provider = await startRealProvider({ ...client, back, claimsOf });
    stage = await startConsoleStage({
      consolePort,
      signInProviders: [
        {
          ...{ ...client, id: 'stadt', name: 'Stadtkonto', issuer: provider.issuer, scope: 'openid profile' },
          ...{ tenantId: 'default', createAccounts: { claim: 'groups', groups } },
        },
      ],
    });
    page = await stage.open();
  });
  afterAll(async () => {
    await stage?.close();
    await provider?.stop();
  });

  async function goThere() {
    await page.goto(stage.origin);
    await page.getByRole('button', { name: 'Anmelden mit Stadtkonto' }).click();
    await page.waitForURL(`${provider.issuer}/**`);
  }
  async function signInThere(login: string) {
    await page.locator('input[name=login]').fill(login);
    await page.locator('input[name=password]').fill('x');
    await page.locator('button[type=submit]').click();
    await page.locator('input[name=prompt][value=consent]').waitFor({ state: 'attached' });
    await page.locator('button[type=submit]').click();
    await page.waitForURL(`${stage.origin}/**`);
  }

  test('whoever cancels there reads so here', async () => {
    await goThere();
    await page.getByRole('link', { name: /abort|cancel/i }).click();
    await page.getByText('Sie haben die Anmeldung abgebrochen.').waitFor();
    expect(new URL(page.url()).hash).toBe('');
  });

  test('whoever signs in there is signed in here, over the other site and back', async () => {
    await goThere();
    await signInThere('anna');
    await page.getByTitle('Angemeldet als anna').waitFor();
    await page.getByRole('link', { name: 'Mein Zugang' }).click();
    await page.getByText('Ihre Organisation hat Sie angemeldet.').waitFor();
    await page.getByText('Ihr Zugang ist verknüpft mit: Stadtkonto').waitFor();
  });

  test('whoever is in no group that may do anything reads why', async () => {
    const other = await stage.open();
    page = other;
    await goThere();
    await signInThere('bert');
    await page.getByText('Ihr Konto ist in keiner Gruppe, die hier etwas darf.').waitFor();
  });

  test('a provider that is down is told on the page', async () => {
    await provider.stop();
    await page.getByRole('button', { name: 'Anmelden mit Stadtkonto' }).click();
    await page
      .getByTestId('sign-in-problem')
      .getByText('Der Anmeldedienst Ihrer Organisation antwortet nicht.')
      .waitFor();
  });
});
