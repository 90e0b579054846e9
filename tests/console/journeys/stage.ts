import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { TerminalConfiguration } from '../../../admin-console/contract/configuration/configuration.ts';
import { ALL, ROUTES } from '../../../admin-console/contract/routes.ts';
import type { StatisticTable } from '../../../admin-console/contract/statistics.ts';
import type { TerminalPage, TerminalTotals } from '../../../admin-console/contract/terminals/terminal-view.ts';
import type { ConsoleLanguage } from '../../../admin-console/web/texts.ts';
import type { Child } from '../../../demo/child-programs.ts';
import { startFleet } from '../../../demo/fleet/start-fleet.ts';
import { choosePorts } from '../../../demo/ports.ts';
import { scannerKind } from '../../../demo/scanner.ts';
import { type Stack, startStack } from '../../../demo/stack.ts';
import { delay, systemClock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { launch, ORIENTATIONS } from '../../../kiosk-app/ui/test-support/chromium.ts';
import { cleanAgain } from '../../journeys/clean-again.ts';
import { allTexts } from './all-texts.ts';
import { whatIsThere } from './as-before.ts';
import type { Journey, JourneyStage } from './journey.ts';
import { Keyboard } from './keyboard.ts';
import { People, TENANT } from './people.ts';
import { releaseSample } from './released-offer.ts';

const ROOT = join(import.meta.dirname, '../../..');
const PICTURES = join(ROOT, '.data/console-journeys');
/** Milliseconds from one look to the next, for what a journey waits for, and until everything is as before. */
const LOOK_EVERY = 50;
const PATIENCE = 30_000;
/** Until everything is up: a dozen processes start at once. */
const START_PATIENCE = 45_000;
const AS_BEFORE_WITHIN = 30_000;

interface Place {
  readonly directory: string;
  readonly stack: Stack;
  readonly browser: Browser;
  readonly people: People;
  readonly running: Child | null;
  readonly before: readonly string[];
  /** Simulated terminals, whose own troubles come and go. */
  readonly fleet: number;
  /** Of the real one. */
  readonly terminalId: string;
}

/** One running demo and one browser for many journeys, one after the other. */
export class SharedStage {
  readonly #language: ConsoleLanguage;
  readonly #databaseUrl: () => Promise<string | undefined>;
  #place: Place | null = null;

  /** @param databaseUrl of an empty database; undefined: SQLite */
  constructor(language: ConsoleLanguage, databaseUrl: () => Promise<string | undefined>) {
    this.#language = language;
    this.#databaseUrl = databaseUrl;
  }

  /**
   * Plays a journey, and proves that everything is as before. Where it is not, the next journey gets a new demo. Of one
   * that fails there are pictures of its pages in `.data/console-journeys`.
   * @throws whatever the journey threw; Refusal `mouse-used`, `not-as-before` with what is left or lost
   */
  async play(name: string, journey: Journey): Promise<void> {
    if (this.#place && this.#place.fleet !== journey.fleet) await this.close();
    const place = await this.open(journey.fleet);
    const pages: Page[] = [];
    const keyboards: Keyboard[] = [];
    const undo: (() => unknown)[] = [];
    let isAsBefore = false;
    try {
      try {
        await journey.play(this.#stageFor(place, pages, keyboards, undo));
        if (keyboards.some(({ pointed }) => pointed > 0)) throw new Refusal('mouse-used');
      } catch (thrown) {
        await Promise.all(pages.map((page, n) => page.screenshot({ path: join(PICTURES, `${name}-${n + 1}.png`) })));
        throw thrown;
      } finally {
        for (const act of undo.reverse()) await act();
        for (const page of pages) await page.context().close();
      }
      await cleanAgain(place.stack, [], systemClock, place.terminalId);
      await asBefore(place);
      isAsBefore = true;
    } finally {
      if (!isAsBefore) await this.close();
    }
  }

  /** Starts the demo where none runs. @param fleet simulated terminals beside the real one */
  async open(fleet: number): Promise<Place> {
    this.#place ??= await this.#start(fleet);
    return this.#place;
  }

  async close(): Promise<void> {
    const place = this.#place;
    this.#place = null;
    await place?.browser.close();
    await place?.running?.stop();
    await place?.stack.stop();
    if (place) rmSync(place.directory, { recursive: true, force: true, maxRetries: 3 });
  }

  async #start(fleet: number): Promise<Place> {
    const directory = mkdtempSync(join(tmpdir(), 'console-journeys-'));
    mkdirSync(join(directory, 'stack'));
    const databaseUrl = await this.#databaseUrl();
    const common = { clock: systemClock, onDeath: () => {}, ...(databaseUrl === undefined ? {} : { databaseUrl }) };
    const stack = await startStack({
      ...{ directory: join(directory, 'stack'), keyDirectory: join(ROOT, '.cache/demo-keys'), window: null },
      ...{ ports: await choosePorts('free', () => {}), scanner: scannerKind(), eid: { kind: 'simulator' }, pace: 0.2 },
      ...common,
    });
    const browser = await launch();
    const people = new People(browser, stack);
    await people.begin();
    await releaseSample(people.ask, TENANT);
    // For that it starts anew: only afterwards is it as it stays.
    await untilUp('the terminal runs what was released', async () => {
      const running = await people.ask<readonly TerminalConfiguration[]>('GET', ROUTES.configuration.terminals(ALL));
      return running.every((of) => of.wanted !== null && of.isUpToDate);
    });
    // Devices are found one after the other at the start.
    await cleanAgain(stack, []);
    let terminalId = '';
    await untilUp('the terminal is in service', async () => {
      const { terminals } = await people.ask<TerminalPage>('GET', ROUTES.terminals(ALL));
      terminalId = terminals[0]?.id ?? '';
      return terminals.every(({ condition }) => condition === 'in-service');
    });
    const running =
      fleet === 0
        ? null
        : startFleet({ ...common, directory: join(directory, 'stack'), terminals: fleet, hasOffice: false });
    const place = { directory, stack, browser, people, fleet, running, terminalId };
    if (running) await untilUp('the fleet is there', () => isFleetThere(people, fleet));
    let before: readonly string[] = [];
    // A version that was released a moment ago may still make the terminal start anew: then it is not there for seconds.
    await untilUp('everything stands', async () => {
      before = await whatIsThere(people.ask);
      return fleet > 0 || !before.some((line) => line.startsWith('terminal ') && !line.includes(': in-service'));
    });
    return { ...place, before };
  }

  #stageFor(
    { stack, browser, people, terminalId }: Place,
    pages: Page[],
    keyboards: Keyboard[],
    undo: (() => unknown)[],
  ): JourneyStage {
    const opened = (page: Page) => {
      pages.push(page);
      return page;
    };
    return {
      stack,
      terminalId,
      language: this.#language,
      say: allTexts(this.#language),
      ask: people.ask,
      signIn: async (role, options = {}) => opened(await people.open(role, this.#language, options)),
      async citizen() {
        const context = await browser.newContext({ viewport: ORIENTATIONS.portrait, reducedMotion: 'reduce' });
        const page = opened(await context.newPage());
        await page.goto(stack.links.screen);
        return page;
      },
      async keyboardOnly(page) {
        const keyboard = await Keyboard.of(page);
        keyboards.push(keyboard);
        return keyboard;
      },
      undo: (act) => void undo.push(act),
      until,
    };
  }
}

const until: JourneyStage['until'] = (what, holds) => within(PATIENCE, what, holds);
const untilUp: JourneyStage['until'] = (what, holds) => within(START_PATIENCE, what, holds);

async function within(patience: number, what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = systemClock.monotonic() + patience;
  while (!(await holds())) {
    if (systemClock.monotonic() > end) throw new Refusal('never-happened', what);
    await delay(systemClock, LOOK_EVERY);
  }
}

async function asBefore({ people, before, fleet }: Place): Promise<void> {
  const end = systemClock.monotonic() + AS_BEFORE_WITHIN;
  const isOfFleet = (line: string) => fleet > 0 && /^(alert|terminal|configuration) /.test(line);
  const isHired = (line: string) => people.names.some((name) => line.startsWith(`person ${name}:`));
  for (;;) {
    const now = await whatIsThere(people.ask);
    const left = now.filter((line) => !before.includes(line) && !isHired(line) && !isOfFleet(line));
    const lost = before.filter((line) => !now.includes(line) && !isOfFleet(line));
    if (left.length + lost.length === 0) return;
    if (systemClock.monotonic() > end)
      throw new Refusal(
        'not-as-before',
        `left: ${left.join('; ') || 'nothing'}, lost: ${lost.join('; ') || 'nothing'}`,
      );
    await delay(systemClock, LOOK_EVERY);
  }
}

/** All of them, and the year of each. */
async function isFleetThere({ ask }: People, fleet: number): Promise<boolean> {
  const { online } = await ask<TerminalTotals>('GET', ROUTES.terminalTotals(ALL));
  const month = new Date(Date.now() - 200 * 86_400_000).toISOString().slice(0, 7);
  const asked = `metric=visits&by=location&from=${month}&to=${month}`;
  const { rows } = await ask<StatisticTable>('GET', `${ROUTES.statisticsTable(ALL)}?${asked}`);
  return online > fleet && rows.length >= Math.min(fleet, 12);
}
