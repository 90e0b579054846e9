import { generateSync } from 'otplib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium } from '../../kiosk-app/shell/test-support/chromium.ts';
import { barriersOn } from './test-support/barriers.ts';
import { type ConsoleStage, startConsoleStage, VirtualAuthenticator } from './test-support/console-stage.ts';

/** The console's pages about access, as a person uses them: a real hub, today's page, Chromium with an authenticator. */
const SECTIONS_OF_A_VIEWER = ['Betrieb', 'Angebot', 'Auswertung', 'Mein Zugang'];
const PAGES_OF_OPERATIONS = ['Übersicht', 'Meldungen', 'Verteilung', 'Papier der Woche'];
const PASSWORD = 'Kaffee um halb drei';

describe.skipIf(!hasChromium())('pages about access', () => {
  let stage: ConsoleStage;
  let page: Page;
  let authenticator: VirtualAuthenticator;
  let codes: readonly string[] = [];
  beforeAll(async () => {
    stage = await startConsoleStage();
    page = await stage.open();
    authenticator = await VirtualAuthenticator.of(page);
    await page.goto(`${stage.origin}/#einmal=${stage.hub.firstOwner}`);
    await signedIn();
  });
  afterAll(() => stage?.close());

  const signedIn = () => page.getByTestId('sign-out').waitFor();
  async function signOut() {
    await page.getByTestId('sign-out').click();
    await page.getByTestId('with-passkey').waitFor();
  }
  const go = (name: string) => page.getByRole('navigation').getByRole('link', { name }).first().click();
  const problem = () => page.getByTestId('sign-in-problem').filter({ hasText: /./ }).textContent();
  /** In both colour schemes. */
  async function findings(): Promise<readonly string[]> {
    const found: string[] = [];
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      found.push(...(await barriersOn(page)).map((barrier) => `${colorScheme}: ${barrier}`));
    }
    return found;
  }

  test('whoever came by a link is told to set up a way in', async () => {
    await go('Mein Zugang');
    await page.getByTestId('no-way').waitFor();
  });

  test('a passkey is made, and signs in without a name', async () => {
    await page.getByTestId('new-passkey').getByLabel('Name des Passkeys').fill('Dienst-Laptop');
    await page.getByRole('button', { name: 'Passkey anlegen' }).click();
    await page.getByTestId('passkeys').getByText('Dienst-Laptop', { exact: true }).waitFor();
    await signOut();
    await page.getByTestId('with-passkey').click();
    await signedIn();
    await page.getByTestId('sessions').getByText('mit Passkey').waitFor();
  });

  test('a second passkey on the same device is not made', async () => {
    await page.getByTestId('new-passkey').getByLabel('Name des Passkeys').fill('Noch einer');
    await page.getByRole('button', { name: 'Passkey anlegen' }).click();
    await page.getByText('Auf diesem Gerät gibt es schon einen Passkey von Ihnen.').waitFor();
  });

  test('a passkey gets another name', async () => {
    await page.getByText('Dienst-Laptop umbenennen oder entfernen').click();
    await page.getByTestId('passkeys').locator('details').getByLabel('Name des Passkeys').fill('Laptop im Büro');
    await page.getByRole('button', { name: 'Umbenennen' }).click();
    await page.getByTestId('passkeys').getByText('Laptop im Büro', { exact: true }).waitFor();
  });

  test('the only way in is not removed', async () => {
    await page.getByRole('button', { name: 'Entfernen' }).click();
    await page.getByText('Das ist Ihr letzter Weg hinein.').waitFor();
  });

  test('without finger, face or PIN a passkey signs nobody in', async () => {
    await signOut();
    await authenticator.verifies(false);
    await page.getByTestId('with-passkey').click();
    expect(await problem()).toContain('Es wurde kein Passkey verwendet');
    await authenticator.verifies(true);
    await page.getByTestId('with-passkey').click();
    await signedIn();
  });

  test('a copy of a passkey is refused, and the person is told', async () => {
    await signOut();
    await authenticator.goBack(2);
    await page.getByTestId('with-passkey').click();
    expect(await problem()).toContain('kopiert');
    await authenticator.goBack(-10);
    await page.getByTestId('with-passkey').click();
    await signedIn();
  });

  test('a password is set up with the app, and signs in; recovery codes are shown once', async () => {
    await page.getByRole('button', { name: 'Passwort einrichten' }).click();
    const secret = ((await page.getByTestId('totp-secret').textContent()) ?? '').replaceAll(' ', '');
    const form = page.getByTestId('new-password');
    await form.getByLabel('Neues Passwort').fill(PASSWORD);
    await form.getByLabel('Code der App').fill('000000');
    await form.getByRole('button').click();
    await form.getByText('Der Code stimmt nicht.').waitFor();
    await form.getByLabel('Code der App').fill(generateSync({ secret }));
    await form.getByRole('button').click();
    let code: string;
    [code = '', ...codes] = ((await page.getByTestId('shown-once').textContent()) ?? '').split('\n');
    await page.getByText('Noch 10 Codes übrig').waitFor();
    await signOut();
    await page.getByLabel('Anmeldename').fill('owner');
    await page.getByLabel('Passwort').fill(PASSWORD);
    await page.getByLabel('Code der App').fill(code);
    await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
    await signedIn();
    await page.getByText('Noch 9 Codes übrig').waitFor();
  });

  test('another session is ended from here', async () => {
    const other = await stage.open();
    const signedInThere = await other.request.post(`${stage.origin}/api/sign-in/password`, {
      headers: { origin: stage.origin },
      data: { name: 'owner', password: PASSWORD, code: codes[0] },
    });
    expect(signedInThere.status()).toBe(200);
    await other.goto(stage.origin);
    await other.getByTestId('sign-out').waitFor();
    await page.reload();
    const sessions = page.getByTestId('sessions');
    await sessions.getByRole('button', { name: 'Beenden', exact: true }).click();
    await sessions.getByRole('button', { name: 'Beenden', exact: true }).waitFor({ state: 'detached' });
    await other.reload();
    await other.getByTestId('with-passkey').waitFor();
    await other.context().close();
  });

  test('whoever manages no access is shown no page for it, and told why where they type its address', async () => {
    const other = await stage.open();
    const invited = await page.request.post(`${stage.origin}/api/tenants/default/users`, {
      headers: { origin: stage.origin },
      data: { name: 'bert', roles: ['viewer'], reason: 'Neu im Amt' },
    });
    await other.goto((await invited.json()).link);
    await other.getByTestId('sign-out').waitFor();
    const offered = other.getByRole('navigation').getByRole('link');
    expect(await offered.allTextContents()).toEqual([...SECTIONS_OF_A_VIEWER, ...PAGES_OF_OPERATIONS]);
    for (const address of ['personen', 'schluessel']) {
      await other.goto(`${stage.origin}/#/${address}`);
      await other.getByTestId('not-allowed').waitFor();
    }
    await other.context().close();
  });

  test('a hub that does not answer takes nobody from the page on which they work', async () => {
    const other = await stage.open();
    await other.clock.install();
    const invited = await page.request.post(`${stage.origin}/api/tenants/default/users`, {
      headers: { origin: stage.origin },
      data: { name: 'carla', roles: ['viewer'], reason: 'Neu im Amt' },
    });
    await other.goto((await invited.json()).link);
    await other.getByTestId('sign-out').waitFor();
    let unanswered = 0;
    await other.route('**/api/session', (route) => {
      unanswered++;
      return route.abort();
    });
    // Whoever has worked for some minutes is asked about by the page itself.
    await other.clock.fastForward(310_000);
    await other.keyboard.press('Shift');
    await expect.poll(() => unanswered).toBeGreaterThan(0);
    await other.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    expect(await other.getByTestId('with-passkey').count()).toBe(0);
    expect(await other.getByTestId('sign-out').isVisible()).toBe(true);
    await other.context().close();
  });

  test('the account page has no barrier that a program finds', async () => {
    expect(await findings()).toEqual([]);
  });

  test('somebody is invited, locked, and leaves', async () => {
    await go('Zugänge');
    const invite = page.getByTestId('invite');
    await invite.getByLabel('Anmeldename').fill('anna');
    await invite.getByLabel('Technik').check();
    await invite.getByLabel('Grund').fill('Neu im Amt');
    await invite.getByRole('button').click();
    expect(await page.getByTestId('shown-once').textContent()).toContain('#einmal=');
    const anna = page.getByTestId('person-anna');
    await anna.getByText('anna ändern').click();
    const lock = anna.locator('form', { has: page.getByRole('button', { name: 'Sperren' }) });
    await lock.getByLabel('Grund').fill('Elternzeit');
    await lock.getByRole('button').click();
    await anna.getByText('gesperrt').waitFor();
    expect(await findings()).toEqual([]);
    await anna.getByTestId('left').getByLabel('Grund').fill('Ausgeschieden');
    await anna.getByTestId('left').getByRole('button').click();
    await anna.waitFor({ state: 'detached' });
  });

  test('a key is made, shown once, and ended', async () => {
    await go('API-Schlüssel');
    await page.getByText('Noch kein Schlüssel.').waitFor();
    const form = page.getByTestId('new-key');
    await form.getByLabel('Wofür').fill('Monitoring');
    await form.getByLabel('Terminals ansehen').check();
    await form.getByRole('button').click();
    expect(await page.getByTestId('shown-once').textContent()).toMatch(/^btk_/);
    expect(await findings()).toEqual([]);
    await page.getByRole('button', { name: 'Monitoring beenden' }).click();
    await page.getByText('Noch kein Schlüssel.').waitFor();
  });

  test('everything is reached by keyboard, in the order in which it is read', async () => {
    await go('Mein Zugang');
    await page.getByTestId('sessions').waitFor();
    const wanted = await page.locator('main button, main input:not([hidden]), main summary').count();
    await page.locator('nav a[aria-current]').focus();
    const reached: number[] = [];
    for (let presses = 0; presses < wanted + 10; presses++) {
      await page.keyboard.press('Tab');
      const index = await page.evaluate(() =>
        [...document.querySelectorAll('main button, main input:not([hidden]), main summary')].indexOf(
          document.activeElement as Element,
        ),
      );
      if (index >= 0) reached.push(index);
    }
    const hidden = await page.locator('main details:not([open]) button, main details:not([open]) input').count();
    expect(new Set(reached).size).toBe(wanted - hidden);
    expect(reached.slice(0, wanted - hidden)).toEqual([...reached.slice(0, wanted - hidden)].sort((a, b) => a - b));
  });
});
