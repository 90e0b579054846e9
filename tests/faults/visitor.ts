import type { Page } from 'playwright-core';
import { type Clock, delay, systemClock } from '../../foundation/clock.ts';
import { Refusal } from '../../foundation/errors.ts';
import type { Citizen } from '../journeys/citizen.ts';
import { DELAYS } from './delays.ts';
import { isKnown, look, matches, type Sight } from './read-screen.ts';

/** What a person does on a screen; `false`: it was not the moment, so it is tried again at once. */
export type Act = (sight: Sight) => unknown;
export type Habits = Readonly<Record<string, Act>>;

/** A cell that did not go as it must. `reason` says how, `detail` where. */
export type Undefined = Refusal<'hangs' | 'unknown-screen' | 'wrong-screen' | 'no-button' | 'world'>;

/** A person with habits: does the obvious on every screen until the awaited one is there. */
export class Visitor {
  readonly citizen: Citizen;
  /** Screens seen, each once in a row, with milliseconds since the trail began. */
  trail: { readonly where: string; readonly at: number }[] = [];
  #began = 0;
  readonly #page: Page;
  readonly #clock: Clock;

  constructor(page: Page, citizen: Citizen, clock: Clock = systemClock) {
    this.#page = page;
    this.citizen = citizen;
    this.#clock = clock;
  }

  beginTrail(): void {
    this.trail = [];
    this.#began = this.#clock.monotonic();
  }

  async look(): Promise<Sight> {
    const sight = await look(this.#page);
    if (!isKnown(sight)) throw new Refusal('unknown-screen', sight.where);
    if (this.trail.at(-1)?.where !== sight.where)
      this.trail.push({ where: sight.where, at: Math.round(this.#clock.monotonic() - this.#began) });
    return sight;
  }

  /**
   * Goes on by `habits` until one of `goals` stands on the screen.
   * @throws Refusal `hangs` when it does not within `within` ms, `wrong-screen` at once if `notPast` comes first
   */
  async walk(
    goals: readonly string[],
    habits: Habits,
    within: number,
    notPast: readonly string[] = [],
  ): Promise<Sight> {
    const end = this.#clock.monotonic() + within;
    let acted = { on: '', at: 0 };
    for (;;) {
      const sight = await this.look();
      const now = this.#clock.monotonic();
      if (goals.some((goal) => matches(sight.where, goal))) return sight;
      if (notPast.some((name) => matches(sight.where, name)))
        throw new Refusal('wrong-screen', `${sight.where} instead of ${goals.join(' or ')}`);
      if (now > end) throw new Refusal('hangs', `at ${sight.where}, not at ${goals.join(' or ')} after ${within} ms`);
      const habit = Object.entries(habits).find(([name]) => matches(sight.where, name))?.[1];
      const key = JSON.stringify([sight.where, sight.title, sight.secret, sight.tries, sight.pages]);
      if (habit && (acted.on !== key || now - acted.at > DELAYS.pressAgain)) {
        // From its end on: who has just filled in a page for five seconds has not waited for the next one yet.
        if ((await habit(sight)) !== false) acted = { on: key, at: this.#clock.monotonic() };
      }
      await delay(this.#clock, DELAYS.look);
    }
  }

  /** Waits until something holds in the world. @throws Refusal `world` with `what` */
  async until(what: string, holds: () => boolean | Promise<boolean>, within: number): Promise<void> {
    const end = this.#clock.monotonic() + within;
    while (!(await holds())) {
      if (this.#clock.monotonic() > end) throw new Refusal('world', what);
      await delay(this.#clock, DELAYS.look);
    }
  }

  /**
   * Presses it if it is there, once: a screen that changed under the finger is no fault, and the next one may have a
   * button of the same name, which nobody meant.
   */
  async press(...testids: readonly string[]): Promise<boolean> {
    const end = this.#clock.monotonic() + DELAYS.press;
    const meant = await this.#screen();
    do {
      for (const id of testids) {
        try {
          if (!(await this.citizen.at(id).first().isVisible())) continue;
          await this.citizen.press(id, DELAYS.takesTouch);
          return true;
        } catch {
          // Gone or covered meanwhile, or pressed and answered late: the screen tells.
          if (![meant, 'none'].includes(await this.#screen())) return true;
        }
      }
      await delay(this.#clock, DELAYS.look);
    } while (this.#clock.monotonic() < end);
    return false;
  }

  /** The screen and its phase, without what changes by itself. */
  async #screen(): Promise<string> {
    return (await look(this.#page)).where.split(':')[0] ?? '';
  }
}
