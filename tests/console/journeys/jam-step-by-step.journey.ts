import { expect } from 'vitest';
import { hrefOf } from '../../../admin-console/web/router.ts';
import { journey } from './journey.ts';

/** Somebody on the telephone stands before the printer; whoever sits at the desk has never done this. */
export default journey('clear a paper jam step by step', async ({ signIn, say, stack, undo, terminalId }) => {
  const page = await signIn('technician', { at: hrefOf('inbox') });
  undo(() => stack.world.pagePrinter.clearJam());
  stack.world.pagePrinter.jam();
  await page.getByTestId('group-device.page-printer.media-jam').getByTestId('flow').click();

  await page.getByTestId('printer-now').getByText(say('reason.media-jam')).waitFor();
  stack.world.pagePrinter.clearJam();
  await page.getByTestId('flow-next').click();
  await page.getByTestId('give-device-reset').click();
  await page.getByTestId('step-reset').getByText(say('flow.done')).waitFor();

  // Somebody else goes on where this one was: the address says it all.
  await page.reload();
  await page.getByTestId('give-device-health-check').click();
  await page.getByTestId('flow-end').waitFor();
  await page.goto(page.url().replace(/#.*$/, hrefOf('terminal', terminalId, { part: 'history' })));
  const happened = page.getByTestId('timeline');
  await happened.getByText(say('command.device-reset')).first().waitFor();
  expect(
    await happened.getByText(say('timeline.condition', { what: say('total.in-service') })).count(),
  ).toBeGreaterThan(0);
});
