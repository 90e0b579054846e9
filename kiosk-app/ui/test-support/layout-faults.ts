import type { Page } from 'playwright-core';

/** Smallest text, in CSS pixels (ui.md: read standing, at arm's length). */
export const TEXT_MIN = 24;
/** Smallest side of what is touched, in CSS pixels: 20 mm on a 22-inch panel. */
export const TARGET_MIN = 80;

/** What is wrong with the page as shown now, one line each: overflow, small text, small targets, words missing. */
export function faultsOf(page: Page): Promise<string[]> {
  return page.evaluate(
    ({ textMin, targetMin }) => {
      const faults: string[] = [];
      const name = (element: Element): string =>
        `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} "${element.textContent?.slice(0, 40) ?? ''}"`;
      const seen = (element: Element): boolean =>
        element.checkVisibility({ visibilityProperty: true }) && element.closest('.unseen, svg') === null;

      if (document.documentElement.scrollWidth > window.innerWidth) faults.push('the page is wider than the screen');
      for (const area of document.querySelectorAll('.scroll-area, .dialog')) {
        if (area.scrollWidth > area.clientWidth + 1) faults.push(`scrolls sideways: ${name(area)}`);
      }

      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement;
        const text = node.textContent?.trim() ?? '';
        if (element === null || text === '' || !seen(element)) continue;
        const size = Number.parseFloat(getComputedStyle(element).fontSize);
        if (size < textMin) faults.push(`text of ${size} px: ${name(element)}`);
        if (/undefined|\[object|\{\w+\}|^[a-z-]+(\.[a-z-]+){2,}$/.test(text)) faults.push(`no words: ${text}`);
        const range = document.createRange();
        range.selectNodeContents(node);
        const box = range.getBoundingClientRect();
        const frame = (
          element.closest('button, label, li, section, .message, .panel, .tile') ?? document.body
        ).getBoundingClientRect();
        if (box.left < frame.left - 1 || box.right > frame.right + 1) faults.push(`text sticks out: ${name(element)}`);
      }

      for (const target of document.querySelectorAll('button, input:not([type=radio]), label.option')) {
        if (!seen(target)) continue;
        const { width, height } = target.getBoundingClientRect();
        if (width < targetMin - 0.5 || height < targetMin - 0.5) {
          faults.push(`target of ${Math.round(width)} × ${Math.round(height)} px: ${name(target)}`);
        }
      }
      const ids = [...document.querySelectorAll('[data-testid]')]
        .filter((element) => seen(element) && element.matches('button, input, label'))
        .map((element) => element.getAttribute('data-testid'));
      const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
      if (twice.length > 0) faults.push(`test ids used twice: ${twice.join(', ')}`);
      // What is chosen is pressed by its label.
      for (const control of document.querySelectorAll('button, input:not(label.option input), label.option')) {
        if (!control.hasAttribute('data-testid')) faults.push(`no test id: ${name(control)}`);
      }
      return faults;
    },
    { textMin: TEXT_MIN, targetMin: TARGET_MIN },
  );
}
