import type { Locator, Page } from 'playwright-core';
import { Refusal } from '../../../foundation/errors.ts';

/** So many presses lead through the longest page. */
const PRESSES = 250;

/** Somebody who has no mouse: Tab, Enter, Space, arrows and letters. */
export class Keyboard {
  readonly #page: Page;
  #pointed = 0;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async of(page: Page): Promise<Keyboard> {
    const keyboard = new Keyboard(page);
    await page.exposeFunction('pointerWasUsed', () => void keyboard.#pointed++);
    const watch = () => addEventListener('pointerdown', Reflect.get(globalThis, 'pointerWasUsed'), true);
    await page.addInitScript(watch);
    await page.evaluate(watch);
    return keyboard;
  }

  /** How often the mouse was used all the same. */
  get pointed(): number {
    return this.#pointed;
  }

  /** Presses Tab until this has the focus. @throws Refusal `not-reached` where no number of presses leads there */
  async reach(target: Locator): Promise<void> {
    await target.waitFor();
    for (let presses = 0; presses <= PRESSES; presses++) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await this.#page.keyboard.press('Tab');
    }
    throw new Refusal('not-reached', String(target));
  }

  /** Goes to a link or button and presses Enter. */
  async open(target: Locator): Promise<void> {
    await this.reach(target);
    await this.#page.keyboard.press('Enter');
  }

  /** Goes to a tick box or a radio button and presses the space bar. */
  async tick(target: Locator): Promise<void> {
    await this.reach(target);
    await this.#page.keyboard.press('Space');
  }

  /** Goes to a field and writes in place of what stands there. */
  async write(target: Locator, text: string): Promise<void> {
    await this.reach(target);
    await this.#page.keyboard.press('ControlOrMeta+a');
    await this.#page.keyboard.type(text);
  }

  /** Goes to a list and presses arrows until that value is chosen. @throws Refusal `not-reached` */
  async choose(list: Locator, value: string): Promise<void> {
    await this.reach(list);
    const values = await list
      .locator('option')
      .evaluateAll((options) => options.map((one) => Reflect.get(one, 'value')));
    for (let presses = 0; presses < 2 * values.length; presses++) {
      const chosen = await list.inputValue();
      if (chosen === value) return;
      await this.#page.keyboard.press(values.indexOf(value) > values.indexOf(chosen) ? 'ArrowDown' : 'ArrowUp');
    }
    throw new Refusal('not-reached', `${value} of ${values.join(', ')}`);
  }

  /** Presses a key where the focus is. */
  press(key: string): Promise<void> {
    return this.#page.keyboard.press(key);
  }
}
