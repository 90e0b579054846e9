import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { chromiumMissing } from './test-support/chromium.ts';
import { SlowSession } from './test-support/slow-session.ts';
import { takingTouches, touch } from './test-support/touch.ts';
import { useBuiltPage } from './test-support/use-built-page.ts';

describe.skipIf(chromiumMissing() !== null)('typing while the session is slow', () => {
  const built = useBuiltPage((server, onPage) => new SlowSession(server, onPage));
  let page: Page;
  let session: SlowSession;
  beforeEach(async () => {
    ({ page, session } = built);
    await page.goto(`${built.address}#token`);
    await page.locator(takingTouches('field-dogName')).waitFor();
  });

  const field = (id: string) => page.getByTestId(`field-${id}`);
  const press = (testid: string) => touch(page, testid, 3_000);
  const type = async (...keys: readonly string[]) => {
    for (const key of keys) await press(`key-${key}`);
  };
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-testid'));

  test('a field that is entered again before the session has answered still has what was typed', async () => {
    await field('dogName').click();
    await type('r', 'e');
    await field('breed').click();
    await field('dogName').click();
    await type('x');
    expect(await field('dogName').inputValue()).toBe('Rex');
    await session.answerAll();
    await expect.poll(() => session.value('dogName')).toBe('Rex');
    expect(await field('dogName').inputValue()).toBe('Rex');
  });

  test('what was typed does not vanish when the field is left before the session has answered', async () => {
    await field('dogName').click();
    await type('r', 'e', 'x');
    await field('breed').click();
    expect(await field('dogName').inputValue()).toBe('Rex');
    await session.answer(2);
    expect(await field('dogName').inputValue()).toBe('Rex');
  });

  test('answers that come late do not take back what was typed since', async () => {
    await field('dogName').click();
    await type('r', 'e', 'backspace', 'e');
    await session.answer(1);
    await type('x');
    await session.answerAll();
    expect(await field('dogName').inputValue()).toBe('Rex');
    expect(session.value('dogName')).toBe('Rex');
  });

  test('an edit that the session refused is said again when the field is left', async () => {
    await field('dogName').click();
    await type('r', 'e');
    session.refuseNext();
    await type('x');
    await field('breed').click();
    await session.answerAll();
    expect(session.value('dogName')).toBe('Rex');
  });

  test('what the session had not taken when the link broke is not shown as if it had', async () => {
    await field('dogName').click();
    await type('r', 'e');
    await session.answer(1);
    session.breakLink();
    await page.getByTestId('veil').waitFor();
    await page.getByTestId('veil').waitFor({ state: 'detached' });
    expect(session.value('dogName')).toBe('R');
    await expect.poll(() => field('dogName').inputValue()).toBe('R');
  });

  test('a value that comes from elsewhere takes the place of what was typed', async () => {
    await field('dogName').click();
    await type('r', 'e');
    session.put('dogName', 'Rex');
    await expect.poll(() => field('dogName').inputValue()).toBe('Rex');
  });

  test('the capital that begins a field is due before the first key can be touched', async () => {
    await field('dogName').click();
    await type('r', 'e');
    const pressed = await field('breed').evaluate(async (input) => {
      input.focus();
      // Nothing painted, no task begun: only what belongs to the touch itself.
      for (let turn = 0; turn < 20; turn++) await null;
      return document.querySelector('[data-testid="key-shift"]')?.getAttribute('aria-pressed');
    });
    expect(pressed).toBe('true');
  });

  test('who has gone on to another field is not called back by what was missing', async () => {
    await press('intent-continue');
    await field('breed').click();
    await type('p');
    await session.answerAll();
    expect(await focused()).toBe('field-breed');
    await type('u');
    await session.answerAll();
    expect(session.value('breed')).toBe('Pu');
    expect(session.value('dogName')).toBe('');
  });

  test('where something is missing, another field can be filled in first', async () => {
    await press('intent-continue');
    await session.answerAll();
    expect(await focused()).toBe('field-dogName');
    await press('field-breed');
    await session.answerAll();
    expect(await focused()).toBe('field-breed');
  });

  test('asked for the second time, what is missing gets the focus again', async () => {
    for (let time = 0; time < 2; time++) {
      await press('intent-continue');
      await session.answerAll();
      await expect.poll(focused).toBe('field-dogName');
    }
  });
});
