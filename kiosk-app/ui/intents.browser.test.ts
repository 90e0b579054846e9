import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { chromiumMissing } from './test-support/chromium.ts';
import { useStories } from './test-support/use-stories.ts';

describe.skipIf(chromiumMissing() !== null)('what a citizen does becomes an intent', () => {
  const stories = useStories();
  const { show, press, intents, focused } = stories;
  let page: Page;
  beforeAll(() => {
    page = stories.page();
  });
  const values = async (field: string): Promise<readonly string[]> =>
    (await intents()).flatMap((intent) =>
      intent.name === 'edit-field' && intent.field === field ? [intent.value] : [],
    );

  test('a touch anywhere starts, once', async () => {
    await show('attract');
    await page.mouse.click(900, 300);
    expect(await intents()).toEqual([{ name: 'start' }]);
  });

  test('the start button starts once, not twice', async () => {
    await show('attract');
    await press('intent-start');
    expect(await intents()).toEqual([{ name: 'start' }]);
  });

  test('a tile on the start screen says which service, once', async () => {
    await show('attract');
    await press('start-bewohnerparkausweis');
    expect(await intents()).toEqual([{ name: 'start', service: 'bewohnerparkausweis' }]);
  });

  test('what must apply to a person is not ticked beforehand', async () => {
    await show('service-info');
    expect(await page.locator('section[aria-labelledby="info-prerequisites"] .icon').count()).toBe(0);
  });

  test('display switches say what they switch to', async () => {
    await show('orient');
    await press('intent-set-display-contrast');
    await show('orient-large');
    await press('intent-set-display-text');
    expect(await intents()).toEqual([{ name: 'set-display', text: 'normal' }]);
  });

  test('a PIN is sent once it is complete and confirmed, and is nowhere on the page', async () => {
    await show('identify-pin');
    for (const digit of '12345') await press(`key-${digit}`);
    expect(await page.getByTestId('intent-enter-secret').isDisabled()).toBe(true);
    await press('key-6');
    await press('key-7');
    expect(await page.getByTestId('pin-dots').getAttribute('data-count')).toBe('6');
    const dots = await page.getByTestId('pin-dots').innerHTML();
    expect(dots).not.toContain('123456');
    await press('intent-enter-secret');
    expect(await intents()).toEqual([{ name: 'enter-secret', digits: '123456' }]);
    expect(await page.getByTestId('pin-dots').getAttribute('data-count')).toBe('0');
  });

  test('a wrong digit is taken back', async () => {
    await show('identify-pin');
    for (const key of ['9', 'backspace', '1', '2', '3', '4', '5', '6']) await press(`key-${key}`);
    await press('intent-enter-secret');
    expect(await intents()).toEqual([{ name: 'enter-secret', digits: '123456' }]);
  });

  test('digits typed while something modal is in front never reach the PIN', async () => {
    await show('identify-pin');
    await press('open-no-eid');
    await page.keyboard.type('123');
    await press('close-sheet');
    expect(await page.getByTestId('pin-dots').getAttribute('data-count')).toBe('0');
  });

  test('digits of an assistive keypad work like the keys on the screen', async () => {
    await show('identify-pin');
    await page.keyboard.type('123456');
    await page.keyboard.press('Enter');
    expect(await intents()).toEqual([{ name: 'enter-secret', digits: '123456' }]);
  });

  test.each(['no-card', 'no-pin', 'not-activated', 'not-wanted'])('without eID, for the reason %s', async (reason) => {
    await show('identify-insert-card');
    await press('open-no-eid');
    await press(`intent-no-eid-${reason}`);
    expect(await intents()).toEqual([{ name: 'no-eid', reason }]);
  });

  test.each(['connecting', 'consent', 'insert-card', 'pin', 'can', 'puk', 'failed-timeout', 'failed-card-blocked'])(
    'the way without eID is open at identify-%s',
    async (phase) => {
      await show(`identify-${phase}`);
      expect(await page.getByTestId('open-no-eid').isVisible()).toBe(true);
    },
  );

  test('a plate typed on the screen has capitals, and every change is sent', async () => {
    await show('form-vehicle');
    for (const key of ['m', 's', '-', 'a', 'b', 'space', '1']) await press(`key-${key}`);
    expect(await values('plate')).toEqual(['M', 'MS', 'MS-', 'MS-A', 'MS-AB', 'MS-AB ', 'MS-AB 1']);
    expect(await page.getByTestId('field-plate').inputValue()).toBe('MS-AB 1');
  });

  test('keys do not take the focus from the field, and leaving it is told', async () => {
    await show('form-vehicle');
    await press('key-m');
    expect(await focused()).toBe('field-plate');
    await page.getByTestId('field-email').click();
    expect((await intents()).at(-1)).toEqual({ name: 'leave-field', field: 'plate' });
  });

  test('the keyboard follows the field', async () => {
    await show('form-vehicle');
    for (const [field, layout] of [
      ['email', 'email'],
      ['validFrom', 'date'],
      ['plate', 'plate'],
    ] as const) {
      await page.getByTestId(`field-${field}`).click();
      expect(await page.getByTestId('keyboard').getAttribute('data-layout')).toBe(layout);
    }
  });

  test('the keyboard never moves what is about to be touched', async () => {
    await show('form-vehicle');
    const top = async () => (await page.getByTestId('keyboard').boundingBox())?.y;
    const before = await top();
    await page.getByTestId('field-validFrom').click();
    expect(await top()).toBe(before);
  });

  test('dots of a date come by themselves', async () => {
    await show('form-date');
    for (const digit of '01022026') await press(`key-${digit}`);
    expect((await values('validFrom')).at(-1)).toBe('01.02.2026');
  });

  test('a mistake in the middle is mended where the finger points', async () => {
    await show('form-text');
    for (const key of ['r', 'x', 'x']) await press(`key-${key}`);
    await page.getByTestId('field-dogName').evaluate((input: HTMLInputElement) => input.setSelectionRange(2, 2));
    await press('key-backspace');
    await press('key-e');
    expect((await values('dogName')).at(-1)).toBe('Rex');
  });

  test('nothing longer than the field takes is typed', async () => {
    await show('form-date');
    for (const digit of '010220269') await press(`key-${digit}`);
    expect((await values('validFrom')).at(-1)).toBe('01.02.2026');
  });

  test('done goes on to the next field', async () => {
    await show('form-text');
    await press('key-done');
    expect(await focused()).toBe('field-breed');
  });

  test('a locked field takes nothing', async () => {
    await show('form-locked');
    await page.getByTestId('field-givenNames').click();
    await page.keyboard.type('X');
    expect(await intents()).toEqual([]);
    expect(await page.getByTestId('field-givenNames').inputValue()).toBe('Erika');
  });

  test('a choice is sent when it is made', async () => {
    await show('form-vehicle');
    await press('option-zone-B');
    expect(await intents()).toContainEqual({ name: 'edit-field', field: 'zone', value: 'B' });
  });

  test('what is missing gets the focus', async () => {
    await show('form-choice-error');
    const focused = page.locator('[data-testid="field-zone"] :focus');
    expect(await focused.count()).toBe(1);
  });

  test('no field is offered help of the system: no suggestions, no correction, no system keyboard', async () => {
    await show('form-vehicle');
    const inputs = await page.$$eval('input[type=text]', (all) =>
      (all as HTMLInputElement[]).map((input) => [
        input.getAttribute('inputmode'),
        input.autocomplete,
        input.spellcheck,
      ]),
    );
    expect(inputs.length).toBeGreaterThan(0);
    for (const input of inputs) expect(input).toEqual(['none', 'off', false]);
  });

  test('a search is sent as it is typed, and the keyboard goes when it is done', async () => {
    await show('catalogue');
    expect(await page.getByTestId('keyboard').count()).toBe(0);
    await page.getByTestId('field-search').click();
    for (const key of ['h', 'u']) await press(`key-${key}`);
    expect((await intents()).at(-1)).toMatchObject({ name: 'search' });
    await press('key-done');
    expect(await page.getByTestId('keyboard').count()).toBe(0);
  });

  test('a deleted page can be brought back at once', async () => {
    await show('evidence-pages');
    await press('intent-delete-page-p3');
    await press('intent-restore-page');
    expect(await intents()).toEqual([{ name: 'delete-page', page: 'p3' }, { name: 'restore-page' }]);
  });

  test('a page is moved by one place', async () => {
    await show('evidence-pages');
    await press('page-p2');
    await press('intent-move-page-earlier');
    expect(await intents()).toEqual([{ name: 'move-page', page: 'p2', to: 0 }]);
  });

  test('of several bills each can be taken off the list, and the last one brought back', async () => {
    await show('bill-several');
    await press('intent-remove-bill-HS-2026-000815');
    await press('intent-restore-bill');
    await press('intent-add-bill');
    expect(await intents()).toEqual([
      { name: 'remove-bill', reference: 'HS-2026-000815' },
      { name: 'restore-bill' },
      { name: 'add-bill' },
    ]);
  });

  test('where nobody knows whether money moved there is no way to pay again', async () => {
    await show('pay-unclear');
    expect(await page.getByTestId('intent-pay').count()).toBe(0);
    expect(await page.getByTestId('intent-retry').count()).toBe(0);
  });

  test('a covered screen is not in the page at all', async () => {
    await show('overlay-cover');
    expect(await page.locator('.stage').count()).toBe(0);
    expect(await page.locator('body').textContent()).not.toContain('Kennzeichen');
    await press('intent-uncover');
    expect(await intents()).toEqual([{ name: 'uncover' }]);
  });

  test('behind a question nothing can be pressed', async () => {
    await show('overlay-confirm-cancel');
    expect(await page.locator('.stage').getAttribute('inert')).not.toBeNull();
    await page.keyboard.press('Escape');
    expect(await page.getByTestId('overlay-confirm-cancel').isVisible()).toBe(true);
    await press('intent-confirm-cancel-no');
    expect(await intents()).toContainEqual({ name: 'confirm-cancel', sure: false });
  });

  test('focus starts at the heading of a new screen and goes through it in order', async () => {
    await show('service-info');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('page-title');
    const order: (string | null)[] = [];
    for (let step = 0; step < 4; step++) {
      await page.keyboard.press('Tab');
      order.push(await page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? null));
    }
    expect(order).toEqual(['intent-back', 'intent-begin', 'intent-cancel', 'intent-cover']);
  });

  test('progress is told to those who do not see it', async () => {
    await show('identify-reading');
    expect(await page.getByTestId('live').textContent()).toBe('25 Prozent gelesen');
    await show('pay-enter-pin');
    expect(await page.getByTestId('live').textContent()).toContain('Karten-PIN');
  });

  test('the warning is seen, spoken and heard; nothing else rings', async () => {
    await page.evaluate(() => {
      const make = AudioContext.prototype.createOscillator;
      document.documentElement.dataset.tones = '0';
      AudioContext.prototype.createOscillator = function count() {
        const { dataset } = document.documentElement;
        dataset.tones = String(Number(dataset.tones) + 1);
        return make.call(this);
      };
    });
    const tones = () => page.evaluate(() => Number(document.documentElement.dataset.tones));
    await show('form-vehicle');
    expect(await tones()).toBe(0);
    await show('overlay-idle-warning');
    expect(await tones()).toBeGreaterThan(0);
    expect(await page.getByTestId('overlay-idle-warning').isVisible()).toBe(true);
    expect(await page.getByTestId('idle-spoken').textContent()).toBe(
      'In 20 Sekunden wird zu Ihrem Schutz alles gelöscht.',
    );
  });

  test('an interrupted payment: not mine, done, print, or begin anew', async () => {
    await show('interrupted-paid');
    await press('intent-not-mine');
    await press('intent-print-again');
    await press('intent-finish');
    await show('interrupted-not-paid');
    expect(await page.getByTestId('intent-print-again').count()).toBe(0);
    await press('intent-start');
    expect(await intents()).toEqual([{ name: 'start' }]);
    await show('interrupted-owed');
    expect(await page.getByTestId('intent-start').count()).toBe(0);
  });

  test('sent and not paid: pay now or later, and no way back', async () => {
    await show('pay-sent-ready');
    await press('intent-pay');
    await press('intent-finish');
    expect(await intents()).toEqual([{ name: 'pay' }, { name: 'finish' }]);
    await show('pay-sent-failed-final');
    expect(await page.getByTestId('intent-retry').count()).toBe(0);
    await press('intent-finish');
  });

  test('right to left, the way back points the other way', async () => {
    await show('service-info-rtl');
    const back = await page.getByTestId('intent-back').boundingBox();
    const begin = await page.getByTestId('intent-begin').boundingBox();
    expect(back?.x).toBeGreaterThan(begin?.x ?? 0);
  });

  test('nothing the browser complains about', () => {
    expect(stories.complaints()).toEqual([]);
  });
});
