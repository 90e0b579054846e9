import { expect } from 'vitest';
import { ALL, ROUTES } from '../../../admin-console/contract/routes.ts';
import type { TerminalPage, TerminalSummary } from '../../../admin-console/contract/terminals/terminal-view.ts';
import { journey } from './journey.ts';

const A_MINUTE = 60_000;
/** How soon somebody should look, the worst first. */
const WORST = ['out-of-service', 'unreachable', 'limited', 'in-service'];
const rankOf = ({ help, condition }: TerminalSummary): number => (help ? -1 : WORST.indexOf(condition));

/** On call, on a train, without a mouse: which three terminals need somebody most, and what is wrong with each. */
export default journey(
  'the three worst terminals in one minute',
  async ({ signIn, say, ask, keyboardOnly }) => {
    const { terminals } = await ask<TerminalPage>('GET', ROUTES.terminals(ALL));
    const ranks = terminals.map(rankOf).toSorted((a, b) => a - b);
    const begun = performance.now();
    const page = await signIn('technician');
    const keyboard = await keyboardOnly(page);
    const row = (place: number) => page.locator(`[data-place="${place}"]`);

    await keyboard.reach(row(0));
    const found: string[] = [];
    for (const place of [0, 1, 2]) {
      const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-place'));
      await expect.poll(focused, { timeout: 5_000 }).toBe(`${place}`);
      found.push((await row(place).getAttribute('data-testid'))?.replace('terminal-', '') ?? '');
      await keyboard.press('Space');
      await keyboard.press('ArrowDown');
    }
    const known = found.map((id) => terminals.find((terminal) => terminal.id === id));
    expect(known.map((terminal) => terminal && rankOf(terminal))).toEqual(ranks.slice(0, 3));
    await page.getByTestId('bulk').getByText(say.count('bulk.chosen', 3)).waitFor();

    await keyboard.press('Home');
    await keyboard.press('Enter');
    await page.getByTestId('condition').first().waitFor();
    expect(page.url()).toContain(found[0]);
    expect(performance.now() - begun).toBeLessThan(A_MINUTE);
  },
  { fleet: 12 },
);
