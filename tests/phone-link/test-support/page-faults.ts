import type { Page } from 'playwright-core';

/** Smallest side of what is touched, in CSS pixels: as Android and iOS ask for. */
const TARGET_MIN = 48;
/** Smallest text, in CSS pixels. */
const TEXT_MIN = 15;
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What is wrong with the page as it is shown, one line each: overflow, small text, small targets. */
export function faultsOf(page: Page): Promise<string[]> {
  return page.evaluate(
    ({ target, text }) => {
      const faults: string[] = [];
      const name = (element: Element) =>
        `${element.tagName.toLowerCase()} "${element.textContent?.slice(0, 40) ?? ''}"`;
      const seen = (element: Element) =>
        element.checkVisibility({ visibilityProperty: true }) && element.closest('.unseen, svg') === null;
      if (document.documentElement.scrollWidth > innerWidth) faults.push('the page is wider than the telephone');
      for (const element of document.body.querySelectorAll('h1, h2, p, a, span, strong, label, button')) {
        if (!seen(element) || element.textContent?.trim() === '') continue;
        const box = element.getBoundingClientRect();
        if (box.left < -1 || box.right > innerWidth + 1) faults.push(`sticks out: ${name(element)}`);
        if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline')
          faults.push(`text is cut: ${name(element)}`);
        const size = Number.parseFloat(getComputedStyle(element).fontSize);
        if (size < text) faults.push(`text of ${size} px: ${name(element)}`);
        if (/undefined|\{\w+\}|^[a-z-]+(\.[a-z-]+)+$/.test(element.textContent ?? ''))
          faults.push(`no words: ${name(element)}`);
      }
      for (const element of document.body.querySelectorAll('.button')) {
        const { width, height } = element.getBoundingClientRect();
        if (seen(element) && (width < target || height < target - 0.5))
          faults.push(`target of ${Math.round(width)} × ${Math.round(height)} px: ${name(element)}`);
      }
      return faults;
    },
    { target: TARGET_MIN, text: TEXT_MIN },
  );
}

/** What axe-core finds, one line each. The page has axe-core already. */
export function violationsOf(page: Page): Promise<string[]> {
  return page.evaluate(async (tags) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, {
      runOnly: { type: 'tag', values: tags },
      resultTypes: ['violations'],
    });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  }, TAGS);
}
