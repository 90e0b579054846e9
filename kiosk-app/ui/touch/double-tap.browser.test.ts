import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { DELAYS } from '../delays.ts';
import { chromiumMissing } from '../test-support/chromium.ts';
import { StorySession } from '../test-support/story-session.ts';
import { takingTouches, touch } from '../test-support/touch.ts';
import { useBuiltPage } from '../test-support/use-built-page.ts';

/** Milliseconds between the two taps of people whose hands shake, or who think that nothing has happened. */
const APART = [120, 200, 350] as const;

/** Each story answers the first intent on the one before it: the screens and overlays on which repeating would hurt. */
const WAYS: readonly { readonly name: string; readonly stories: readonly string[]; readonly control: string }[] = [
  { name: 'form → review → sent', stories: ['form-vehicle', 'review', 'pay-ready'], control: 'intent-continue' },
  { name: 'review → pay', stories: ['review', 'pay-ready', 'pay-insert-card'], control: 'intent-confirm' },
  { name: 'begin → agreed', stories: ['service-info', 'identify-consent', 'wiping'], control: 'intent-begin' },
  { name: 'bill found → pay this', stories: ['bill-idle', 'bill-found', 'review'], control: 'intent-continue' },
  { name: 'receipt → farewell → gone', stories: ['receipt-printed', 'farewell', 'wiping'], control: 'intent-finish' },
  { name: 'cancel → yes', stories: ['form-vehicle', 'overlay-confirm-cancel', 'wiping'], control: 'intent-cancel' },
  { name: 'cover → uncovered', stories: ['form-vehicle', 'overlay-cover', 'review'], control: 'intent-cover' },
  { name: 'warning → form', stories: ['overlay-idle-warning', 'form-vehicle', 'review'], control: 'intent-more-time' },
  {
    name: 'catalogue → begin',
    stories: ['catalogue', 'service-info', 'identify-consent'],
    control: 'service-hundesteuer-anmelden',
  },
];

describe.skipIf(chromiumMissing() !== null)('a tap that is repeated', () => {
  const built = useBuiltPage((server) => new StorySession(server), { hasTouch: true });
  let page: Page;
  let session: StorySession;
  beforeEach(() => {
    ({ page, session } = built);
  });

  const open = async (stories: readonly string[]) => {
    session.play(stories);
    await page.goto(`${built.address}#token`);
  };
  const middle = async (testid: string) => {
    const control = page.locator(takingTouches(testid)).first();
    await control.waitFor();
    const box = await control.boundingBox();
    if (box === null) throw new Error(`${testid} is not in sight`);
    return [box.x + box.width / 2, box.y + box.height / 2] as const;
  };
  const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

  for (const { name, stories, control } of WAYS) {
    test.each(APART)(`${name}: %i ms apart, it does what the first tap meant and no more`, async (apart) => {
      await open(stories);
      const at = await middle(control);
      const first = page.touchscreen.tap(...at);
      await wait(apart);
      await Promise.all([first, page.touchscreen.tap(...at)]);
      await wait(150);
      expect(session.intents).toHaveLength(1);
    });
  }

  test('a finger that went down on the page before is not lifted on the next one', async () => {
    await open(['form-vehicle', 'review', 'pay-ready']);
    const [x, y] = await middle('intent-continue');
    await page.mouse.move(x, y);
    await page.mouse.down();
    session.show('review');
    await page.getByTestId('screen-review').waitFor();
    await wait(2 * DELAYS.confirmable);
    await page.mouse.up();
    expect(session.intents).toEqual([]);
  });

  test('a key that is held goes on only once, and Enter on a new screen is not taken', async () => {
    await open(['form-vehicle', 'review', 'pay-ready']);
    await middle('intent-continue');
    await page.getByTestId('intent-continue').focus();
    await page.keyboard.down('Enter');
    await page.getByTestId('screen-review').waitFor();
    await page.locator(takingTouches('intent-confirm')).waitFor();
    await page.getByTestId('intent-confirm').focus();
    for (let repeat = 0; repeat < 5; repeat++) await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    expect(session.intents.map(({ name }) => name)).toEqual(['continue']);
  });

  test('after a person has seen the page, one tap goes on', async () => {
    await open(['form-vehicle', 'review', 'pay-ready']);
    await page.touchscreen.tap(...(await middle('intent-continue')));
    await page.touchscreen.tap(...(await middle('intent-confirm')));
    await page.getByTestId('screen-pay').waitFor();
    expect(session.intents.map(({ name }) => name)).toEqual(['continue', 'confirm']);
  });

  test('what cannot be pressed yet looks as it will: nothing on the screen changes when it can', async () => {
    await open(['review']);
    await page.getByTestId('intent-confirm').waitFor();
    const look = () =>
      page.getByTestId('intent-confirm').evaluate((button) => {
        const { color, backgroundColor, opacity, cursor } = getComputedStyle(button);
        return [color, backgroundColor, opacity, cursor, (button as HTMLButtonElement).disabled];
      });
    const before = await look();
    await page.locator(takingTouches('intent-confirm')).waitFor();
    expect(await look()).toEqual(before);
  });

  test('keys that stay where they are are typed on at once, those of another layout after they were seen', async () => {
    await open(['form-vehicle']);
    await touch(page, 'field-validFrom', 3_000);
    for (const key of ['key-0', 'key-1', 'key-0']) await touch(page, key, 3_000);
    expect(await page.getByTestId('field-validFrom').inputValue()).toBe('01.0');
  });

  test('list items that shift: a card that slides under the finger does not take its tap', async () => {
    await open(['catalogue', 'service-info']);
    const [x, y] = await middle('service-hundesteuer-anmelden');
    await page.locator('.cards').evaluate((cards) => cards.prepend(cards.lastElementChild ?? ''));
    await page.touchscreen.tap(x, y);
    await wait(100);
    expect(session.intents).toEqual([]);
  });
});
