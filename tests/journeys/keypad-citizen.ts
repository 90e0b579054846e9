import type { Page } from 'playwright-core';
import type { KeypadAction } from '../../device-drivers/keypad/contract.ts';
import { delay, systemClock } from '../../foundation/clock.ts';
import { Refusal } from '../../foundation/errors.ts';
import { taking } from '../../kiosk-app/ui/test-support/touch.ts';
import type { KeypadServer } from '../../simulators/keypad/server.ts';
import { Citizen } from './citizen.ts';
import { keyWith, lettersOf } from './din-91379-letters.ts';

/** How long a key takes at most until the screen shows it, and how often that is looked at, in milliseconds. */
const KEY_SHOWN = 400;
const LOOK_EVERY = 10;
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
    const shift = this.at('key-shift');
    for (const letter of lettersOf(text)) {
      const isCapital = letter !== letter.toLowerCase();
      if (letter.toLowerCase() !== letter.toUpperCase() && (await shift.count()) > 0) {
        if (((await shift.getAttribute('aria-pressed')) === 'true') !== isCapital) await this.#hit('key-shift');
      }
      const key = letter === ' ' ? 'key-space' : `key-${letter.toLowerCase()}`;
      if ((await this.at(key).count()) > 0) await this.#hit(key);
      else {
        await this.#hit('key-marks');
        await this.#hit(`key-${keyWith(letter)}`);
        await this.#hit(`key-${letter}`);
      }
    }
    const shown = await this.at(`field-${field}`).inputValue();
    if (shown !== text) throw new Refusal('not-typed', `${field} does not show what was typed`);
    // Back to the field, as the key for it does.
    await this.#key('back');
  }

  /** From key to key on the on-screen keyboard, the shortest way in rows and columns. */
  async #hit(testid: string): Promise<void> {
    for (let keys = 0; keys < MOST_KEYS; keys++) {
      const [at, to] = [await this.#cursor(), await this.#spot(`[data-testid="${testid}"]`)];
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
        const at = await this.#cursor();
        if (at?.testid === testid) return;
        if (!(await this.#key(direction))) break;
      }
    }
    throw new Refusal('not-reached', testid);
  }

  /** @returns whether the cursor moved, or the screen changed */
  async #key(key: KeypadAction): Promise<boolean> {
    const before = await this.#state();
    if (!this.#keypad.press(key)) throw new Refusal('no-keypad');
    const end = systemClock.monotonic() + KEY_SHOWN;
    while (systemClock.monotonic() < end) {
      await delay(systemClock, LOOK_EVERY);
      if ((await this.#state()) !== before) return true;
    }
    return false;
  }

  async #state(): Promise<string> {
    const screen = this.screen.locator('body');
    return screen
      .evaluate((body) => {
        const cursor = body.querySelector('[data-cursor]')?.getAttribute('data-testid');
        const values = [...body.querySelectorAll('input')].map((input) => `${input.value}${input.checked}`);
        return [
          cursor,
          body.querySelector('main')?.getAttribute('data-testid'),
          body.textContent?.length,
          ...values,
        ].join();
      })
      .catch(() => 'no screen');
  }

  #cursor(): Promise<Spot | null> {
    return this.#spot('[data-cursor]');
  }

  async #spot(selector: string): Promise<Spot | null> {
    const found = this.screen.locator(selector).first();
    if ((await found.count()) === 0) return null;
    return found.evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const testid = element.getAttribute('data-testid') ?? '';
      return { testid, x: left + width / 2, y: top + height / 2, tall: height };
    });
  }
}
