import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What a program finds that keeps people from using a page. */
export async function barriersOn(page: Page): Promise<readonly string[]> {
  // Evaluated by the debugger: the page's own policy lets no foreign script in.
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe: engine } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await engine.run(document);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  });
}
