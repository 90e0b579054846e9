import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { chromiumMissing } from '../../test-support/chromium.ts';
import { StorySession } from '../../test-support/story-session.ts';
import { touch } from '../../test-support/touch.ts';
import { useBuiltPage } from '../../test-support/use-built-page.ts';

describe.skipIf(chromiumMissing() !== null)('signing on the screen', () => {
  const built = useBuiltPage((server) => new StorySession(server));
  let page: Page;
  let session: StorySession;
  beforeEach(() => {
    ({ page, session } = built);
  });

  const PAD = 'pad-mandateSignature';
  const open = async (...stories: readonly string[]) => {
    session.play(stories);
    await page.goto(`${built.address}#token`);
    await page.getByTestId(PAD).waitFor();
    await page.waitForTimeout(600);
  };
  const at = async (x: number, y: number) => {
    const box = await page.getByTestId(PAD).boundingBox();
    if (!box) throw new Error('no pad');
    return [box.x + box.width * x, box.y + box.height * y] as const;
  };
  const draw = async (...points: readonly (readonly [number, number])[]) => {
    const [first = [0, 0] as const, ...others] = points;
    await page.mouse.move(...(await at(...first)));
    await page.mouse.down();
    for (const point of others) await page.mouse.move(...(await at(...point)), { steps: 5 });
    await page.mouse.up();
  };
  const strokes = () => page.getByTestId(PAD).getAttribute('data-strokes');

  test('one line is one stroke, in the units of the box whatever size it has', async () => {
    await open('form-signature', 'form-signature-drawn');
    await draw([0.1, 0.5], [0.5, 0.25], [0.9, 0.75]);
    await expect.poll(() => session.intents.length).toBe(1);
    const [intent] = session.intents;
    if (intent?.name !== 'add-stroke') throw new Error('nothing was drawn');
    const numbers = intent.stroke.match(/-?\d+/g)?.map(Number) ?? [];
    const [x = 0, y = 0] = numbers;
    expect(Math.abs(x - 100) + Math.abs(y - 160)).toBeLessThan(6);
    const end = numbers.filter((_, index) => index % 2 === 0).reduce((sum, one) => sum + one, 0);
    expect(Math.abs(end - 900)).toBeLessThan(6);
    await expect.poll(strokes).toBe('2');
  });

  test('a line that leaves the box stays inside it', async () => {
    await open('form-signature', 'form-signature-drawn');
    await draw([0.5, 0.5], [0.5, -0.6]);
    await expect.poll(() => session.intents.length).toBe(1);
    const [intent] = session.intents;
    const numbers = (intent?.name === 'add-stroke' ? intent.stroke : '').match(/-?\d+/g)?.map(Number) ?? [];
    expect(numbers.filter((_, index) => index % 2 === 1).reduce((sum, one) => sum + one, 0)).toBe(0);
  });

  test('the last stroke and all of them go by buttons, and the way without drawing is one touch away', async () => {
    await open('form-signature-drawn', 'form-signature-drawn', 'form-signature-drawn', 'form-signature-typed');
    await touch(page, 'intent-undo-stroke', 3_000);
    await touch(page, 'intent-clear-strokes', 3_000);
    await touch(page, 'intent-sign-by-name', 3_000);
    await page.getByTestId('field-mandateSignature').and(page.locator('input')).waitFor();
    expect(session.intents.map(({ name }) => name)).toEqual(['undo-stroke', 'clear-strokes', 'sign-by-name']);
  });

  test('without a stroke there is nothing to take back', async () => {
    await open('form-signature');
    expect(await page.getByTestId('intent-undo-stroke').isDisabled()).toBe(true);
    expect(await page.getByTestId('intent-clear-strokes').isDisabled()).toBe(true);
  });
});
