import { expect } from 'vitest';
import { journey } from './journey.ts';

/** A technician at the desk, a terminal in the town hall, and nobody of them in the same place. */
export default journey('find and repair a jammed printer', async ({ signIn, say, stack, undo }) => {
  const page = await signIn('technician');
  const needs = page.getByTestId('needs-person');
  const printer = page.getByTestId('device-page-printer');
  /** Gives a command and waits until it is really done. */
  async function give(kind: string): Promise<void> {
    const form = page.getByTestId(`form-${kind}`);
    if (!(await form.isVisible())) await page.getByTestId(`act-${kind}`).click();
    await form.getByRole('button', { name: say(`command.${kind}`), exact: true }).click();
    const state = page.getByTestId(`command-${kind}`).first().getByTestId('command-state');
    await expect.poll(() => state.textContent(), { timeout: 15_000 }).toBe(say('command-state.succeeded'));
  }

  await needs.getByText(say('overview.needs.none')).waitFor();
  undo(() => stack.world.pagePrinter.clearJam());
  stack.world.pagePrinter.jam();

  const jam = say('reason.media-jam');
  await needs.getByRole('link', { name: `${say('device.page-printer')}: ${jam}` }).click();
  await page
    .locator('.episode')
    .getByRole('button', { name: say('episode.assign-to-me') })
    .click();
  await page.getByTestId('assignee').waitFor();
  await page
    .locator('.episode')
    .getByRole('link', { name: say('command.device-health-check') })
    .click();
  await printer.getByText(jam).waitFor();
  await give('device-health-check');
  await page.getByTestId('result').getByText(say('result.failed')).first().waitFor();

  // On the telephone: open the flap and take the paper out.
  stack.world.pagePrinter.clearJam();
  await page.getByTestId('act-device-reset').click();
  await page
    .getByTestId('form-device-reset')
    .getByLabel(say('command.device'), { exact: true })
    .selectOption('page-printer');
  await give('device-reset');
  await printer.getByText(say('state.ready')).waitFor();
  await page.getByTestId('no-episodes').waitFor();
  expect(await page.getByTestId('condition').textContent()).toContain(say('condition.in-service'));
});
