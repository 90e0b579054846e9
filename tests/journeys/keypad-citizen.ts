import type { Page } from 'playwright-core';
import type { KeypadAction } from '../../device-drivers/keypad/contract.ts';
import { Refusal } from '../../foundation/errors.ts';
import { taking } from '../../kiosk-app/ui/test-support/touch.ts';
import type { KeypadServer } from '../../simulators/keypad/server.ts';
import { Citizen, isAsTyped } from './citizen.ts';
import { keyWith, lettersOf } from './din-91379-letters.ts';

/** How long a key takes at most until the screen shows it, in milliseconds. */
const KEY_SHOWN = 400;
/** Keys pressed in search of one control before giving up: more than any screen has. */
const MOST_KEYS = 80;

interface Spot {
  readonly testid: string;
  readonly x: number;
  readonly y: number;
  readonly tall: number;
}

/** A person who never touches the screen: everything goes through the assistive keypad's HID reports. */
export class KeypadCitizen extends Citizen {
  readonly #keypad: KeypadServer;

  constructor(page: () => Page, directory: string, isWatched: boolean, keypad: KeypadServer) {
    super(page, directory, isWatched);
    this.#keypad = keypad;
  }

  override async press(testid: string): Promise<void> {
    await this.at(testid).first().waitFor({ state: 'visible', timeout: 30_000 });
    if (testid !== 'intent-start') await this.#goTo(testid);
    await taking(this.screen, testid).waitFor({ timeout: 30_000 });
    await this.#key('select');
  }

  override choose(field: string, value: string): Promise<void> {
    return this.press(`option-${field}-${value}`);
  }

  override async type(field: string, text: string): Promise<void> {
    await this.#goTo(`field-${field}`);
    await this.#key('select');
    await this.screen.locator('.keyboard [data-cursor]').waitFor({ timeout: 5_000 });
    for (const letter of lettersOf(text)) {
      const key = letter === ' ' ? 'key-space' : `key-${letter.toLowerCase()}`;
      const { shift, isThere } = await this.keysNow(key);
      const isCapital = letter !== letter.toLowerCase();
      if (letter.toLowerCase() !== letter.toUpperCase() && shift !== null && shift !== isCapital)
        await this.#hit('key-shift');
      if (isThere) await this.#hit(key);
      else {
        await this.#hit('key-marks');
        await this.#hit(`key-${keyWith(letter)}`);
        await this.#hit(`key-${letter}`);
      }
    }
    const shown = await this.at(`field-${field}`).inputValue();
    if (!isAsTyped(shown, text)) throw new Refusal('not-typed', `${field} does not show what was typed`);
    // Back to the field, as the key for it does.
    await this.#key('back');
  }

  /** From key to key on the on-screen keyboard, the shortest way in rows and columns. */
  async #hit(testid: string): Promise<void> {
    for (let keys = 0; keys < MOST_KEYS; keys++) {
      const { at, to } = await this.#look(testid);
      if (!at || !to) throw new Refusal('no-key', testid);
      if (at.testid === testid) {
        await taking(this.screen, testid).waitFor({ timeout: 5_000 });
        return void (await this.#key('select'));
      }
      const [right, down] = [to.x - at.x, to.y - at.y];
      if (Math.abs(down) > at.tall / 2) await this.#key(down > 0 ? 'down' : 'up');
      else await this.#key(right > 0 ? 'right' : 'left');
    }
    throw new Refusal('not-reached', testid);
  }

  async #goTo(testid: string): Promise<void> {
    const before = await this.at(testid)
      .first()
      .evaluate((wanted) => {
        const now = document.querySelector('[data-cursor]') ?? document.activeElement;
        return now !== null && (now.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
      });
    for (const direction of before ? (['up', 'down'] as const) : (['down', 'up'] as const)) {
      for (let keys = 0; keys < MOST_KEYS; keys++) {
        if ((await this.#look(testid)).at?.testid === testid) return;
        if (!(await this.#key(direction))) break;
      }
    }
    throw new Refusal('not-reached', testid);
  }

  /** @returns whether the cursor moved, or the screen changed */
  async #key(key: KeypadAction): Promise<boolean> {
    const body = this.screen.locator('body');
    const before = await body.evaluate(stateOf, { unless: null, within: 0 });
    if (!this.#keypad.press(key)) throw new Refusal('no-keypad');
    // A page that is gone has changed.
    const after = await body.evaluate(stateOf, { unless: before, within: KEY_SHOWN }).catch(() => 'no screen');
    return after !== before;
  }

  /** Where the cursor is, and where a control is; `null` for what is not there. */
  #look(testid: string): Promise<{ readonly at: Spot | null; readonly to: Spot | null }> {
    return this.screen.locator('body').evaluate((body, wanted) => {
      const spot = (element: Element | null): Spot | null => {
        if (element === null) return null;
        const { left, top, width, height } = element.getBoundingClientRect();
        const id = element.getAttribute('data-testid') ?? '';
        return { testid: id, x: left + width / 2, y: top + height / 2, tall: height };
      };
      return {
        at: spot(body.querySelector('[data-cursor]')),
        to: spot(body.querySelector(`[data-testid="${CSS.escape(wanted)}"]`)),
      };
    }, testid);
  }
}

/** Runs in the page: what a key may change, at once if it is not `unless`, at the latest after `within` ms. */
async function stateOf(
  body: Element,
  { unless, within }: { readonly unless: string | null; readonly within: number },
): Promise<string> {
  const end = performance.now() + within;
  for (;;) {
    const cursor = body.querySelector('[data-cursor]')?.getAttribute('data-testid');
    const values = [...body.querySelectorAll('input')].map((input) => `${input.value}${input.checked}`);
    const screen = body.querySelector('main')?.getAttribute('data-testid');
    const state = [cursor, screen, body.textContent?.length, ...values].join();
    if (state !== unless || performance.now() >= end) return state;
    await new Promise((done) => requestAnimationFrame(done));
  }
}
