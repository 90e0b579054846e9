import type { Page } from 'playwright-core';
import { bringAxe } from '../../../kiosk-app/ui/test-support/axe.ts';

/** What a program finds that keeps people from using a page. */
export async function barriersOn(page: Page): Promise<readonly string[]> {
  await bringAxe(page);
  return page.evaluate(async () => {
    const { axe: engine } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await engine.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  });
}
