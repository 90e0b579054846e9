import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { STORIES } from './stories/stories.ts';
import { bringAxe } from './test-support/axe.ts';
import { chromiumMissing, ORIENTATIONS, type Orientation } from './test-support/chromium.ts';
import { faultsOf } from './test-support/layout-faults.ts';
import { useStories } from './test-support/use-stories.ts';

const BOTH = Object.keys(ORIENTATIONS) as Orientation[];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Violations as one line each. High contrast promises 7:1, so there the stricter rule counts too. */
async function violationsOf(page: Page, highContrast: boolean): Promise<string[]> {
  return page.evaluate(
    async ({ tags, strict }) => {
      const { axe: engine } = window as unknown as { axe: typeof import('axe-core') };
      const { violations } = await engine.run(document, {
        runOnly: { type: 'tag', values: tags },
        rules: strict ? { 'color-contrast-enhanced': { enabled: true } } : {},
        resultTypes: ['violations'],
      });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
    },
    { tags: highContrast ? [...TAGS, 'wcag2aaa'] : TAGS, strict: highContrast },
  );
}

describe.skipIf(chromiumMissing() !== null)('every screen in every phase', () => {
  const stories = useStories(BOTH, bringAxe);

  test('stories have names of their own', () => {
    expect(new Set(STORIES.map(({ name }) => name)).size).toBe(STORIES.length);
  });

  test.each([
    ['small text', '.bar-button span { font-size: 20px }', 'text of 20 px'],
    ['a small target', '.bar-button { min-block-size: 40px; block-size: 40px }', 'target of'],
    ['text that sticks out', '.card-title { white-space: nowrap; font-size: 90px }', 'text sticks out'],
    ['pale text', '.card-summary { color: #bbb }', 'color-contrast'],
  ])('the measure notices %s', async (_name, css, fault) => {
    const page = stories.page();
    await page.evaluate(() => window.stories.show('catalogue'));
    await page.evaluate((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      document.adoptedStyleSheets = [sheet];
    }, css);
    const found = [...(await faultsOf(page)), ...(await violationsOf(page, false))];
    await page.evaluate(() => {
      document.adoptedStyleSheets = [];
    });
    expect(found.join('\n')).toContain(fault);
  });

  describe.each(BOTH)('%s', (orientation) => {
    test.each(STORIES.map((story) => [story.name, story] as const))('%s', async (name, { snapshot }) => {
      const page = stories.page(orientation);
      expect(await page.evaluate((story) => window.stories.show(story), name)).toBe(true);
      expect(await faultsOf(page)).toEqual([]);
      expect(await violationsOf(page, snapshot.display.contrast === 'high')).toEqual([]);
      expect(stories.complaints()).toEqual([]);
    });
  });
});
