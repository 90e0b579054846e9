import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { taking, touch } from '../../kiosk-app/ui/test-support/touch.ts';
import { keyWith, lettersOf } from './din-91379-letters.ts';

/** How long a person would wait for one screen before giving up, in milliseconds. */
const PATIENCE = 30_000;

export interface Step {
  /** Screen and phase as the UI names them: "pay/running". */
  readonly step: string;
  /** Milliseconds since the step before. */
  readonly ms: number;
  /** `null` where nobody looks at pictures. */
  readonly screenshot: string | null;
}

/** A person before the screen: sees screens, presses what is on them, types on the screen's own keyboard. */
export class Citizen {
  readonly steps: Step[] = [];
  readonly #page: () => Page;
  readonly #directory: string;
  readonly #isWatched: boolean;
  #last: number;

  /**
   * @param page the window there is now: a kiosk's own shell opens another one for each session
   * @param isWatched each step leaves a picture in `directory`; otherwise only where the citizen gets stuck
   */
  constructor(page: () => Page, directory: string, isWatched: boolean) {
    this.#page = page;
    this.#directory = directory;
    this.#isWatched = isWatched;
    this.#last = performance.now();
  }

  get screen(): Pick<FrameLocator, 'getByTestId' | 'locator'> {
    return this.#page().frameLocator('iframe').last();
  }

  at(testid: string): Locator {
    return this.screen.getByTestId(testid);
  }

  /** Waits until the screen (and phase) is there, takes a picture of it, and remembers how long it took. */
  async see(kind: string, phase?: string): Promise<Locator> {
    const locator = this.screen.locator(`[data-testid="screen-${kind}"]${phase ? `[data-phase="${phase}"]` : ''}`);
    const step = phase ? `${kind}/${phase}` : kind;
    try {
      await locator.waitFor({ state: 'visible', timeout: PATIENCE });
    } catch {
      const there = await this.where();
      await this.#page().screenshot({ path: join(this.#directory, 'stuck.png') });
      throw new Error(`waited for ${step}, but there is ${there}`);
    }
    await this.record(step);
    return locator;
  }

  async record(step: string): Promise<void> {
    const now = performance.now();
    const screenshot = this.#isWatched ? join(this.#directory, pictureOf(this.steps.length + 1, step)) : null;
    if (screenshot !== null) await this.#page().screenshot({ path: screenshot });
    this.steps.push({ step, ms: Math.round(now - this.#last), screenshot });
    this.#last = performance.now();
  }

  /** The screen there is now, for messages. */
  async where(): Promise<string> {
    const main = this.screen.locator('[data-testid^="screen-"]').first();
    if ((await main.count()) === 0) return 'no screen';
    return `${await main.getAttribute('data-testid')}/${await main.getAttribute('data-phase')}`;
  }

  async press(testid: string, timeout = PATIENCE): Promise<void> {
    await touch(this.#page(), testid, timeout, this.screen);
  }

  /** The card of a service in the catalogue; where the home page does not show it, from A to Z. */
  async find(service: string): Promise<Locator> {
    const card = this.at(`service-${service}`);
    await this.at('screen-catalogue').waitFor({ state: 'visible', timeout: PATIENCE });
    if ((await card.count()) > 0) return card;
    // Whoever looked for another service before has the list from A to Z already.
    if ((await this.at('intent-choose-letter-all').count()) === 0) await this.press('show-all');
    await this.at('intent-choose-letter-all').waitFor({ timeout: PATIENCE });
    while ((await card.count()) === 0) await this.press('show-more');
    return card;
  }

  /** On to the page of a service. */
  async openService(service: string): Promise<void> {
    await this.find(service);
    await this.press(`service-${service}`);
  }

  /** Types into a field with the on-screen keys, as a finger does. */
  async type(field: string, text: string): Promise<void> {
    const input = this.at(`field-${field}`);
    await this.press(`field-${field}`);
    for (const letter of lettersOf(text)) await this.#letter(letter);
    const shown = await input.inputValue();
    if (!isAsTyped(shown, text)) throw new Error(`typed into ${field}, but it does not show what was typed`);
  }

  /** On the screen's own keys, wherever they type. */
  async keys(text: string): Promise<void> {
    for (const letter of lettersOf(text)) await this.#letter(letter);
  }

  async #letter(letter: string): Promise<void> {
    if (letter === ' ') return this.press('key-space');
    const key = `key-${letter.toLowerCase()}`;
    const { shift, isThere } = await this.keysNow(key);
    const isCapital = letter !== letter.toLowerCase();
    if (shift !== null && letter.toLowerCase() !== letter.toUpperCase() && shift !== isCapital)
      await this.press('key-shift');
    if (isThere) return this.press(key);
    const base = keyWith(letter);
    if (base !== undefined) {
      await this.#hold(`key-${base}`);
      return this.press(`key-${letter}`);
    }
    for (let planes = 0; planes < 3 && (await this.at(key).count()) === 0; planes++) await this.press('key-plane');
    await this.press(key);
    while ((await this.at('key-a').count()) === 0) await this.press('key-plane');
  }

  /** Whether capitals are on, `null` without a key for them, and whether the keyboard shows a key. */
  protected keysNow(key: string): Promise<{ readonly shift: boolean | null; readonly isThere: boolean }> {
    return this.screen.locator(':root').evaluate((page, wanted) => {
      const find = (testid: string) => page.querySelector(`[data-testid="${CSS.escape(testid)}"]`);
      const shift = find('key-shift');
      return { shift: shift && shift.getAttribute('aria-pressed') === 'true', isThere: find(wanted) !== null };
    }, key);
  }

  /** The finger stays on a key until its other letters stand there. */
  async #hold(testid: string): Promise<void> {
    const { mouse } = this.#page();
    await taking(this.screen, testid).hover({ timeout: PATIENCE });
    await mouse.down();
    await this.screen.locator('[data-plane="variants"]').waitFor({ timeout: PATIENCE });
    await mouse.up();
  }

  async choose(field: string, value: string): Promise<void> {
    await this.press(`option-${field}-${value}`);
  }

  /** Draws a name with a finger, in two strokes. @returns the data of the path that stands there then */
  async sign(field: string): Promise<string> {
    const pad = this.at(`pad-${field}`);
    await pad.scrollIntoViewIfNeeded({ timeout: PATIENCE });
    const box = await pad.boundingBox();
    if (box === null) throw new Error(`${field} cannot be signed in`);
    const { mouse } = this.#page();
    const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const;
    const strokes = [
      [at(0.2, 0.7), at(0.3, 0.2), at(0.35, 0.7), at(0.45, 0.4)],
      [at(0.5, 0.5), at(0.6, 0.6), at(0.75, 0.3)],
    ];
    for (const [number, [first, ...points]] of strokes.entries()) {
      if (first) await mouse.move(...first);
      await mouse.down();
      for (const point of points) await mouse.move(...point, { steps: 8 });
      await mouse.up();
      await this.screen.locator(`[data-testid="pad-${field}"][data-strokes="${number + 1}"]`).waitFor();
    }
    return pad.evaluate((svg) =>
      [...svg.querySelectorAll('path:not([class])')].map((path) => path.getAttribute('d') ?? '').join(''),
    );
  }

  /** The PIN pad: digits, then confirm. */
  async enterPin(pin: string): Promise<void> {
    for (const digit of pin) await this.press(`key-${digit}`);
    await this.press('intent-enter-secret');
  }

  async text(testid: string): Promise<string> {
    return ((await this.at(testid).first().textContent({ timeout: PATIENCE })) ?? '').trim();
  }
}

/** An IBAN that is typed in one go stands there in groups of four. */
export const isAsTyped = (shown: string, text: string): boolean => shown === text || shown.replaceAll(' ', '') === text;

const pictureOf = (number: number, step: string): string =>
  `${String(number).padStart(2, '0')}-${step.replace('/', '-')}.png`;
