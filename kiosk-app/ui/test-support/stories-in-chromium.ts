import type { Page } from 'playwright-core';
import { launch, ORIENTATIONS, type Orientation } from './chromium.ts';
import { serve } from './serve.ts';

export interface StoryBook {
  /** A page at the stories with everything standing still. */
  page(orientation: Orientation): Promise<Page>;
  /** What the browser complained about: content security policy, script errors, missing files. */
  readonly complaints: string[];
  close(): Promise<void>;
}

/**
 * Serves the stories under the product's policy, and opens Chromium on them.
 * @param directory in which they were built
 */
export async function openStories(directory: string): Promise<StoryBook> {
  const served = await serve(directory);
  const browser = await launch();
  const complaints: string[] = [];
  return {
    complaints,
    async page(orientation) {
      const context = await browser.newContext({ viewport: ORIENTATIONS[orientation], reducedMotion: 'reduce' });
      const page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(`http://127.0.0.1:${served.port}/stories.html`);
      await page.waitForFunction(() => window.stories !== undefined);
      await page.evaluate(() => document.fonts.ready);
      return page;
    },
    async close() {
      await browser.close();
      await served.close();
    },
  };
}
