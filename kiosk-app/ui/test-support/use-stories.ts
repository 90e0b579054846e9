import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import { Intent } from '../../session/contract/intents.ts';
import type { Orientation } from './chromium.ts';
import { openStories, type StoryBook } from './stories-in-chromium.ts';

/** What stands while the tests of a `describe` run. */
export interface Stories {
  /** What the browser complained about. */
  complaints(): readonly string[];
  page(orientation?: Orientation): Page;
  /** Shows a story; another one in between, so that nothing typed for the last test is left. */
  show(name: string, orientation?: Orientation): Promise<Page>;
  press(testid: string): Promise<void>;
  /** Sent since the story was shown; every one is one the session's own schema accepts. */
  intents(): Promise<readonly Intent[]>;
  /** Test id of what has the focus, else its id. */
  focused(): Promise<string | undefined>;
}

/**
 * For the tests of one `describe`: the stories in Chromium, one page for each orientation.
 * @param prepare does something to each page before the first test
 */
export function useStories(
  orientations: readonly Orientation[] = ['portrait'],
  prepare: (page: Page) => Promise<unknown> = async () => {},
): Stories {
  let book: StoryBook;
  const pages = new Map<Orientation, Page>();
  beforeAll(async () => {
    book = await openStories(inject('builtUi').stories);
    for (const orientation of orientations) {
      const page = await book.page(orientation);
      await prepare(page);
      pages.set(orientation, page);
    }
  }, 60_000);
  afterAll(() => book?.close());

  const page = (orientation: Orientation = 'portrait'): Page => {
    const found = pages.get(orientation);
    if (found === undefined) throw new Error(`no page in ${orientation}`);
    return found;
  };
  return {
    complaints: () => book.complaints,
    page,
    async show(name, orientation = 'portrait') {
      const shown = page(orientation);
      await shown.evaluate(() => window.stories.show('wiping'));
      expect(await shown.evaluate((story) => window.stories.show(story), name)).toBe(true);
      return shown;
    },
    press: (testid) => page().getByTestId(testid).click({ timeout: 3_000 }),
    intents: async () => (await page().evaluate(() => window.stories.intents)).map((intent) => Intent.parse(intent)),
    focused: () =>
      page().evaluate(() => document.activeElement?.getAttribute('data-testid') ?? document.activeElement?.id),
  };
}
