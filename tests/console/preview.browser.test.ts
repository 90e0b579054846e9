import type { FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { WebSocket } from 'ws';
import type { ConfigurationDraft } from '../../admin-console/contract/configuration/configuration.ts';
import type { PreviewAddress, PreviewView } from '../../admin-console/contract/configuration/previews.ts';
import { ROUTES } from '../../admin-console/contract/routes.ts';
import { sampleFiles } from '../../config/sample-files.ts';
import { hasChromium } from '../../kiosk-app/shell/test-support/chromium.ts';
import { taking } from '../../kiosk-app/ui/test-support/touch.ts';
import { barriersOn } from './test-support/barriers.ts';
import { type ConsoleStage, startConsoleStage } from './test-support/console-stage.ts';

/** The citizen's real screen within the console: a real hub, a real process for the draft, Chromium. */
const AT = ROUTES.configuration;
const FILES = sampleFiles();
const TEXTS = JSON.parse(FILES['texts/de.json'] ?? '{}') as Record<string, string>;

describe.skipIf(!hasChromium())('preview of a draft', () => {
  let stage: ConsoleStage;
  let page: Page;
  let screen: FrameLocator;
  let draft: ConfigurationDraft;
  beforeAll(async () => {
    stage = await startConsoleStage({ previews: { atMost: 2, uiDirectory: inject('builtUi').page } });
    page = await stage.open();
    await page.goto(`${stage.origin}/#einmal=${stage.hub.firstOwner}`);
    await page.getByTestId('sign-out').waitFor();
    draft = await ask('POST', AT.drafts('default'), { scope: 'tenant', scopeId: 'default', title: 'Vorschau' });
    await change(FILES);
    await page.goto(`${stage.origin}/#/vorschau/${draft.id}?leistung=hundesteuer-anmelden`);
    screen = page.frameLocator('[data-testid=preview-frame]');
    await screen.getByRole('heading', { name: 'Hundesteuer anmelden' }).waitFor();
  }, 120_000);
  afterAll(() => stage?.close());

  /** As the page itself asks, with its cookie. */
  async function ask<T>(method: string, path: string, body?: object): Promise<T> {
    const { status, said } = await page.evaluate(
      async ([how, where, what]) => {
        const headers = { 'content-type': 'application/json' };
        const answer = await fetch(where, { method: how, ...(what && { headers, body: what }) });
        return { status: answer.status, said: await answer.text() };
      },
      [method, path, body && JSON.stringify(body)] as [string, string, string | undefined],
    );
    if (status !== 200) throw new Error(`${status} ${said}`);
    return JSON.parse(said) as T;
  }
  async function change(files: Record<string, string>): Promise<void> {
    const { revision } = await ask<ConfigurationDraft>('GET', AT.draft('default', draft.id));
    await ask('PUT', AT.draft('default', draft.id), { revision, files });
  }
  const saying = (texts: Record<string, string>) => change({ 'texts/de.json': JSON.stringify({ ...TEXTS, ...texts }) });
  const preview = () => ask<PreviewView>('POST', AT.previewOf('default', draft.id), {});

  /** Until it was taken: the screen swallows a touch of what has only just come to stand there. */
  async function press(testid: string): Promise<void> {
    const control = screen.getByTestId(testid).first();
    const touch = async () => {
      await control.scrollIntoViewIfNeeded();
      const taken = await control.evaluateHandle(() => {
        const state = { isTaken: false };
        addEventListener('click', () => Object.assign(state, { isTaken: true }), { capture: true, once: true });
        return state;
      });
      await taking(screen, testid).click();
      // A page that is gone has taken it.
      return taken.evaluate(({ isTaken }) => isTaken).catch(() => true);
    };
    await expect.poll(touch, { timeout: 10_000 }).toBe(true);
  }
  const see = (kind: string, phase?: string) =>
    screen.locator(`[data-testid="screen-${kind}"]${phase ? `[data-phase="${phase}"]` : ''}`).waitFor();
  /** With the keyboard of whoever sits before the console. */
  async function type(fields: Record<string, string>): Promise<void> {
    for (const [field, text] of Object.entries(fields)) {
      await press(`field-${field}`);
      await page.keyboard.type(text);
    }
  }

  test('a text that is changed in the draft comes onto the screen by itself', async () => {
    await saying({ 'services.hundesteuer-anmelden.title': 'Hund anmelden, ganz einfach' });
    await screen.getByRole('heading', { name: 'Hund anmelden, ganz einfach' }).waitFor();
  });

  test('whoever types beside it is not taken away by a screen that changes', async () => {
    const field = page.getByLabel('Sprache');
    await field.focus();
    await saying({ 'services.hundesteuer-anmelden.title': 'Hund anmelden' });
    await screen.getByRole('heading', { name: 'Hund anmelden', exact: true }).waitFor();
    await preview();
    await page.waitForTimeout(500);
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    await saying({ 'services.hundesteuer-anmelden.title': 'Hund anmelden, ganz einfach' });
    await screen.getByRole('heading', { name: 'Hund anmelden, ganz einfach' }).waitFor();
  });

  test('a draft with a mistake keeps the last good screen, and says so', async () => {
    await change({ 'texts/de.json': '{}' });
    await page.getByTestId('preview-faults').filter({ hasText: 'den letzten Stand ohne Fehler' }).waitFor();
    await screen.getByRole('heading', { name: 'Hund anmelden, ganz einfach' }).waitFor();
    await saying({});
    await page.getByTestId('preview-faults').waitFor({ state: 'detached' });
  });

  test('a whole service is clicked through, to the receipt', async () => {
    await press('intent-begin');
    await see('form', 'person');
    await type({ familyName: 'Ott', street: 'Am Tor 1', postalCode: '12345', city: 'Ulm' });
    await press('intent-continue');
    await see('form', 'dogs.1');
    await type({ dogName: 'Bo', breed: 'Spitz', heldSince: '01.11.2026' });
    await press('option-assistanceDog-no');
    await press('intent-continue');
    await see('form', 'dogs');
    await press('intent-continue');
    await see('form', 'tax');
    await type({ otherDogs: '0' });
    await press('option-mandate-no');
    await press('intent-continue');
    await see('review', 'open');
    await press('intent-confirm');
    await see('receipt');
  });

  test('the console around it has no finding of axe, in either colour scheme', async () => {
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await barriersOn(page), colorScheme).toEqual([]);
    }
  });

  test('whose preview it is not, gets neither page nor socket', async () => {
    const { id } = await preview();
    const { path } = await ask<PreviewAddress>('POST', AT.previewAddress('default', id), {});
    const address = stage.origin + path.split('#', 1)[0];
    const cookies = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    expect((await fetch(address)).status).toBe(401);
    expect((await fetch(address, { headers: { cookie: cookies } })).status).toBe(200);
    const socket = (headers: Record<string, string>) => socketStatus(`${address}view`.replace('http', 'ws'), headers);
    expect(await socket({ origin: stage.origin })).toBe(403);
    expect(await socket({ origin: 'https://elsewhere.example', cookie: cookies })).toBe(403);
    expect(await socket({ cookie: cookies })).toBe(403);
    expect(await socket({ origin: stage.origin, cookie: cookies })).toBe(101);
  });

  test('language and display are set beside the screen', async () => {
    await page.getByLabel('Sprache').selectOption('en');
    await page.getByLabel('Große Schrift').check();
    await screen.locator('html[lang=en]').waitFor();
    await expect.poll(async () => (await preview()).screen).toMatchObject({ language: 'en', text: 'large' });
  });
});

const socketStatus = (address: string, headers: Record<string, string>): Promise<number | undefined> =>
  new Promise((resolve) => {
    const socket = new WebSocket(address, { headers });
    socket.once('open', () => {
      socket.terminate();
      resolve(101);
    });
    socket.once('unexpected-response', (_, { statusCode }) => {
      socket.terminate();
      resolve(statusCode);
    });
    socket.on('error', () => {});
  });
