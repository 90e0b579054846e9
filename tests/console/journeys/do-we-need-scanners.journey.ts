import { expect } from 'vitest';
import { hrefOf } from '../../../admin-console/web/router.ts';
import { journey } from './journey.ts';

/** An open question of the pilots, answered to somebody who reads one sentence. */
export default journey(
  'answer: do we need scanners?',
  async ({ signIn, say, keyboardOnly }) => {
    const page = await signIn('administrator');
    const keyboard = await keyboardOnly(page);
    await keyboard.open(page.getByRole('link', { name: say('page.statistics') }).first());
    const question = page.getByTestId('question-scanner');
    const answer = await question.locator('.answer').textContent();
    const percent = Number(/\d+/.exec(answer ?? '')?.[0]);
    // The numbers on which it stands, as somebody would add them up who does not believe it.
    await keyboard.open(question.getByText(say('statistics.numbers'), { exact: true }));
    const cells = await question.locator('tbody td.number').allTextContents();
    const [phone = 0, scan = 0] = cells.map((cell) => Number(cell.replaceAll(/\D/g, '')));
    expect(percent).toBe(Math.round((100 * scan) / (phone + scan)));
    expect(page.url()).toContain(hrefOf('statistics'));
  },
  { fleet: 12 },
);
