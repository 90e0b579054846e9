import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { DELAYS } from '../delays.ts';
import { chromiumMissing } from '../test-support/chromium.ts';
import { useStories } from '../test-support/use-stories.ts';

/** How far the page's clock is set forward to be stopped, in milliseconds: more than the way there takes. */
const AHEAD = 60_000;
/** Milliseconds in which the page draws once. */
const FRAME = 16;

describe.skipIf(chromiumMissing() !== null)('typing with a finger', () => {
  const stories = useStories(['portrait'], (one) => one.clock.install());
  const { show, intents, focused } = stories;
  let page: Page;
  beforeAll(() => {
    page = stories.page();
  });

  const key = (name: string) => page.getByTestId(`key-${name}`);
  const press = async (...names: readonly string[]) => {
    for (const name of names) await key(name).click({ timeout: 3_000 });
  };
  /**
   * The page's clock goes on by itself, faster than the finger on a busy machine, which would make every touch a held
   * key: it stands while `act` moves the finger over the key.
   */
  const fingerOn = async (name: string, act: () => Promise<void>) => {
    await key(name).hover();
    await page.clock.pauseAt((await page.evaluate(() => Date.now())) + AHEAD);
    await act();
    await page.clock.resume();
  };
  /** The finger comes down on a key, stays for so long, and goes. */
  const hold = (name: string, ms: number) =>
    fingerOn(name, async () => {
      await page.mouse.down();
      await page.clock.runFor(ms);
      await page.mouse.up();
    });
  const tap = (name: string, times: number) =>
    fingerOn(name, async () => {
      for (let time = 0; time < times; time++) {
        await page.mouse.down();
        await page.mouse.up();
        await page.clock.runFor(FRAME);
      }
    });
  const value = (field: string) => page.getByTestId(`field-${field}`).inputValue();
  const plane = () => page.getByTestId('keyboard').getAttribute('data-plane');

  test('a key that is held shows its letters, and the finger that goes has chosen none', async () => {
    await show('form-name');
    await hold('o', DELAYS.hold);
    expect(await plane()).toBe('variants');
    expect(await value('givenNames')).toBe('');
    await press('Ø');
    expect(await plane()).toBe('0');
    await press('s', 't', 'e', 'r', 'g');
    await hold('a', DELAYS.hold);
    await press('å', 'r', 'd', 'space');
    await press('marks', 'l', 'Ł', 'u', 'k', 'a', 's', 'z');
    expect(await value('givenNames')).toBe('Østergård Łukasz');
  });

  test('a key that is not held long enough types itself', async () => {
    await show('form-name');
    await hold('o', DELAYS.hold - 50);
    expect(await value('givenNames')).toBe('O');
  });

  test('a letter that is a sequence is typed and erased as one', async () => {
    await show('form-name');
    await press('a', 'marks', 'k', 'k͟h');
    expect(await value('givenNames')).toBe('Ak͟h');
    await press('backspace');
    expect(await value('givenNames')).toBe('A');
  });

  test('the choice can be left without choosing', async () => {
    await show('form-name');
    await press('marks', 'l', 'close', 'l');
    expect(await value('givenNames')).toBe('L');
  });

  test('signs of a company name lie on a plane of their own', async () => {
    await show('form-name');
    await page.getByTestId('field-company').click();
    await press('a', 'plane', '&', 'plane', 'plane', 'b', 'plane', '(', '+', ')');
    expect(await value('company')).toBe('A&b(+)');
  });

  test('⌫ that is held erases on and on, and stops when the finger goes', async () => {
    await show('form-name');
    await press(...'abcdefgh');
    await hold('backspace', DELAYS.hold + 3 * DELAYS.repeat);
    expect(await value('givenNames')).toBe('Abcd');
    await page.clock.runFor(10 * DELAYS.repeat);
    expect(await value('givenNames')).toBe('Abcd');
    await press('backspace');
    expect(await value('givenNames')).toBe('Abc');
  });

  test('the caret stays in sight in a field that is longer than its box', async () => {
    await show('form-name');
    await tap('m', 68);
    const scrolled = () => page.getByTestId('field-givenNames').evaluate((input) => input.scrollLeft);
    const atEnd = await page.getByTestId('field-givenNames').evaluate((input) => input.scrollWidth - input.clientWidth);
    expect(atEnd).toBeGreaterThan(100);
    expect(await scrolled()).toBeGreaterThan(atEnd - 40);
    await page.getByTestId('field-givenNames').evaluate((input: HTMLInputElement) => input.setSelectionRange(2, 2));
    await press('i');
    expect(await scrolled()).toBeLessThan(100);
  });

  test('a key that is not taken because the field is full is said', async () => {
    await show('form-date');
    const full = page.getByTestId('full-validFrom');
    await press(...'01022026');
    expect(await full.count()).toBe(0);
    await press('9');
    expect(await full.textContent()).toContain('10');
    await press('backspace');
    expect(await full.count()).toBe(0);
    await press('6');
    await page.keyboard.type('9');
    expect(await full.count()).toBe(1);
  });

  test('✓ does not jump over a required choice, nor into an optional field, and ends at the way on', async () => {
    await show('form-mixed');
    await press('r', 'done');
    expect(await page.locator('[data-testid="field-assistanceDog"] :focus').count()).toBe(1);
    await show('form-mixed');
    await page.getByTestId('field-breed').click();
    await press('p', 'done');
    expect(await focused()).toBe('field-dogName');
    await show('form-filled');
    await page.getByTestId('field-dogName').click();
    await press('done');
    expect(await focused()).toBe('intent-continue');
  });

  test('whoever has given names is led to them, and whoever has none is not led back', async () => {
    await show('form-one-name');
    expect(await focused()).toBe('field-givenNames');
    await press('done');
    expect(await focused()).toBe('field-familyName');
    await press('s', 'done');
    expect(await focused()).toBe('intent-continue');
  });

  test('a page that needs nothing more opens no keyboard; the first touch of a field does', async () => {
    await show('form-filled');
    expect(await page.getByTestId('keyboard').count()).toBe(0);
    await page.getByTestId('field-breed').click();
    await press('s');
    expect(await value('breed')).toBe('Pudels');
  });

  test('a field in which nothing was typed is not said to be left', async () => {
    await show('form-name');
    expect(await focused()).toBe('field-givenNames');
    await page.getByTestId('open-language').click();
    await page.getByTestId('close-sheet').click();
    await page.getByTestId('field-company').click();
    expect(await intents()).toEqual([]);
  });

  test('a field in which something was typed is not left for a look at the language', async () => {
    await show('form-name');
    await press('a');
    await page.getByTestId('open-language').click();
    await page.getByTestId('close-sheet').click();
    expect((await intents()).map(({ name }) => name)).toEqual(['edit-field']);
  });
});
