import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { KeypadAction } from '../../../device-drivers/keypad/contract.ts';
import { chromiumMissing } from '../test-support/chromium.ts';
import { useStories } from '../test-support/use-stories.ts';

describe.skipIf(chromiumMissing() !== null)('an assistive keypad', () => {
  const stories = useStories();
  const { show, intents, focused } = stories;
  let page: Page;
  beforeAll(() => {
    page = stories.page();
  });

  const keys = async (...pressed: readonly KeypadAction[]): Promise<void> => {
    for (const key of pressed) await page.evaluate((one) => window.stories.key(one), key);
  };
  /** Test id of what the cursor stands on. */
  const cursor = (): Promise<string | null> =>
    page.evaluate(() => document.querySelector('[data-cursor]')?.getAttribute('data-testid') ?? null);
  /** Goes on until the cursor is there. */
  const goTo = async (testid: string, key: KeypadAction = 'down'): Promise<void> => {
    for (let i = 0; i < 40 && (await cursor()) !== testid; i++) await keys(key);
    expect(await cursor()).toBe(testid);
  };

  test('starts at the attract screen with one key', async () => {
    await show('attract');
    await keys('select');
    expect(await intents()).toEqual([{ name: 'start' }]);
  });

  test('finds a service in the catalogue and chooses it', async () => {
    await show('catalogue');
    await goTo('service-hundesteuer-anmelden');
    await keys('select');
    expect(await intents()).toEqual([{ name: 'choose-service', service: 'hundesteuer-anmelden' }]);
  });

  test('every button of a screen is reached, and the way back to the first one too', async () => {
    await show('catalogue');
    const all = await page.evaluate(() =>
      [...document.querySelectorAll('main button:not(:disabled), footer button')].map((one) =>
        one.getAttribute('data-testid'),
      ),
    );
    const seen = new Set<string | null>();
    for (let i = 0; i < 40; i++) {
      await keys('down');
      seen.add(await cursor());
    }
    expect(all.filter((id) => !seen.has(id))).toEqual([]);
    for (let i = 0; i < 40; i++) await keys('up');
    await keys('down');
    expect(seen.has(await cursor())).toBe(true);
  });

  test('who has only keys confirms with a typed name instead of a drawn signature', async () => {
    await show('form-signature');
    await goTo('intent-sign-by-name');
    await keys('select');
    expect(await intents()).toEqual([{ name: 'sign-by-name', field: 'mandateSignature', on: true }]);
  });

  test('types with the on-screen keys, and the field keeps the focus', async () => {
    await show('form-vehicle');
    await goTo('field-plate', 'up');
    await keys('select');
    await keys('down');
    await goTo('key-w', 'right');
    await keys('select');
    expect(await page.getByTestId('field-plate').inputValue()).toBe('W');
    expect(await focused()).toBe('field-plate');
    expect(await cursor()).toBe('key-w');
    await keys('down', 'select');
    expect((await page.getByTestId('field-plate').inputValue()).length).toBe(2);
    expect((await intents()).filter((one) => one.name === 'leave-field')).toEqual([]);
  });

  test('letters with marks and signs are typed without holding a key', async () => {
    await show('form-name');
    await goTo('field-givenNames', 'up');
    await keys('select');
    const place = (selector: string) =>
      page.locator(selector).evaluate((key) => {
        const { left, top, width, height } = key.getBoundingClientRect();
        return { x: left + width / 2, y: top + height / 2, tall: height };
      });
    const hit = async (testid: string) => {
      await expect.poll(cursor).toMatch(/^key-/);
      for (let i = 0; i < 30 && (await cursor()) !== testid; i++) {
        const [at, to] = [await place('[data-cursor]'), await place(`[data-testid="${testid}"]`)];
        if (Math.abs(to.y - at.y) > at.tall / 2) await keys(to.y > at.y ? 'down' : 'up');
        else await keys(to.x > at.x ? 'right' : 'left');
      }
      expect(await cursor()).toBe(testid);
      await keys('select');
    };
    await hit('key-marks');
    await hit('key-l');
    await expect.poll(() => page.getByTestId('keyboard').getAttribute('data-plane')).toBe('variants');
    await hit('key-Ł');
    await expect.poll(cursor).toBe('key-l');
    await hit('key-plane');
    await expect.poll(cursor).toBe('key-plane');
    await hit('key-’');
    expect(await page.getByTestId('field-givenNames').inputValue()).toBe('Ł’');
  });

  test('up from the first row of keys stands the field, below the last one what follows', async () => {
    await show('form-vehicle');
    await goTo('field-plate', 'up');
    await keys('select', 'up');
    expect(await cursor()).toBe('field-plate');
    await keys('select');
    for (let i = 0; i < 5; i++) await keys('down');
    expect(await cursor()).not.toMatch(/^key-/);
  });

  test('a field that is only passed opens no keyboard', async () => {
    await show('catalogue');
    await goTo('field-search');
    expect(await page.getByTestId('keyboard').count()).toBe(0);
    await keys('select');
    await expect.poll(cursor).toBe('key-1');
  });

  test('a PIN is entered with the pad on the screen', async () => {
    await show('identify-pin');
    await goTo('key-1');
    await keys('select', 'right', 'select', 'down', 'select', 'left', 'select', 'down', 'select', 'right', 'select');
    expect(await page.getByTestId('pin-dots').getAttribute('data-count')).toBe('6');
    await keys('down', 'right', 'select');
    expect(await intents()).toEqual([{ name: 'enter-secret', digits: '125478' }]);
  });

  test('an option is chosen as with a finger', async () => {
    await show('form-vehicle');
    const options = await page.evaluate(
      () => document.querySelector('[data-testid^="option-"]')?.getAttribute('data-testid') ?? '',
    );
    await goTo(options);
    await keys('select');
    expect((await intents()).map((one) => one.name)).toContain('edit-field');
  });

  test.each([
    ['the wallet is chosen', 'wallet-ways', ['intent-choose-way-wallet'], [{ name: 'choose-way', way: 'wallet' }]],
    ['the card is chosen', 'wallet-ways', ['intent-choose-way-card'], [{ name: 'choose-way', way: 'card' }]],
    [
      'neither is chosen, and why',
      'wallet-ways',
      ['open-no-eid', 'intent-no-eid-no-card'],
      [{ name: 'no-eid', reason: 'no-card' }],
    ],
    [
      'something more is allowed before the code is asked for',
      'wallet-consent-optional',
      ['intent-toggle-optional-right-DateOfBirth', 'intent-consent'],
      [{ name: 'toggle-optional-right', right: 'DateOfBirth' }, { name: 'consent' }],
    ],
    [
      'another way than the code, or more time',
      'wallet-code',
      ['intent-other-way', 'intent-retry'],
      [{ name: 'other-way' }, { name: 'retry' }],
    ],
    ['a telephone that does not answer is left', 'wallet-fetched', ['intent-other-way'], [{ name: 'other-way' }]],
    [
      'another way after a refusal, or a new code',
      'wallet-failed-declined',
      ['intent-other-way', 'intent-retry'],
      [{ name: 'other-way' }, { name: 'retry' }],
    ],
    ['another way than a revoked wallet', 'wallet-failed-revoked', ['intent-other-way'], [{ name: 'other-way' }]],
  ])('identification by telephone: %s', async (_what, screen, buttons, wanted) => {
    await show(screen);
    for (const button of buttons) {
      await goTo(button);
      await keys('select');
    }
    expect(await intents()).toEqual(wanted);
  });

  test('a way that is closed now is passed over', async () => {
    await show('wallet-ways-down');
    const seen = new Set<string | null>();
    for (let i = 0; i < 20; i++) {
      await keys('down');
      seen.add(await cursor());
    }
    expect([...seen]).toContain('intent-choose-way-card');
    expect([...seen]).not.toContain('intent-choose-way-wallet');
  });

  test('the cursor stays while the time of a code runs', async () => {
    await show('wallet-code');
    await goTo('intent-retry');
    const left = () => page.getByTestId('time-left').textContent();
    const before = await left();
    await expect.poll(left, { timeout: 3_000 }).not.toBe(before);
    expect(await cursor()).toBe('intent-retry');
  });

  test('back, home and help press what stands on the screen', async () => {
    await show('form-vehicle');
    await keys('back', 'home', 'help');
    expect((await intents()).map((one) => one.name).filter((name) => name !== 'leave-field')).toEqual([
      'back',
      'cancel',
      'call-help',
    ]);
  });

  test('nothing under a dialog can be pressed', async () => {
    await show('overlay-confirm-cancel');
    for (let i = 0; i < 6; i++) {
      await keys('down');
      expect(await cursor()).toMatch(/^intent-confirm-cancel-/);
    }
    await keys('home');
    expect(await intents()).toEqual([]);
  });

  test('keys about speech are handed on and change nothing', async () => {
    await show('catalogue');
    await keys('repeat', 'volume-up', 'faster');
    expect(await page.evaluate(() => window.stories.audio)).toEqual(['repeat', 'volume-up', 'faster']);
    expect(await intents()).toEqual([]);
  });

  test('a touch takes the cursor away', async () => {
    await show('catalogue');
    await keys('down');
    await page.mouse.click(5, 5);
    expect(await cursor()).toBe(null);
  });
});
