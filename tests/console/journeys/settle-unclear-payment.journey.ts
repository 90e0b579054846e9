import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import { ALL, ROUTES } from '../../../admin-console/contract/routes.ts';
import type { TerminalView } from '../../../admin-console/contract/terminals/terminal-view.ts';
import { type SettlementView, TREASURY_ROUTES } from '../../../admin-console/contract/treasury/treasury.ts';
import { hrefOf } from '../../../admin-console/web/router.ts';
import { DEMO_BILLS, giroCode, SAMPLE_BILL } from '../../../demo/bills.ts';
import { Bug } from '../../../foundation/errors.ts';
import { Citizen } from '../../journeys/citizen.ts';
import { openCatalogue } from '../../journeys/scripts/common-steps.ts';
import { journey } from './journey.ts';

const WHY = 'Steht auf der Abrechnung des Netzbetreibers';

/** What the terminal's own journal says somebody decided last. */
function lastDecision(data: string): unknown {
  const db = new Database(join(data, 'terminal.db'), { readonly: true, fileMustExist: true });
  try {
    const last = db
      .prepare<[], { facts: string }>(
        `SELECT facts FROM journal WHERE kind = 'staff' AND phase = 'intent' ORDER BY seq DESC LIMIT 1`,
      )
      .get();
    return JSON.parse(last?.facts ?? 'null');
  } finally {
    db.close();
  }
}

/** Somebody pays a bill, and the payment terminal tells another sum than it was asked for: only a person can find out. */
export default journey('settle an unclear payment', async (stage) => {
  const { signIn, say, stack, terminalId, ask, until, undo } = stage;
  const { payment, codeReader } = stack.world;
  const isAlarmed = async () =>
    (await ask<TerminalView>('GET', ROUTES.terminal(ALL, terminalId))).alerts.some(
      ({ kind }) => kind === 'payment-unclear',
    );
  const bill = DEMO_BILLS.find(({ reference }) => reference === SAMPLE_BILL);
  if (!bill) throw new Bug('no sample bill');

  const screen = await stage.citizen();
  const payer = new Citizen(() => screen, tmpdir(), false);
  await openCatalogue({ citizen: payer });
  await payer.openService('bescheid-bezahlen');
  await payer.press('intent-begin');
  await payer.see('bill', 'idle');
  codeReader.show(giroCode(bill));
  await payer.see('bill', 'found');
  await payer.press('intent-continue');
  await payer.press('intent-confirm');
  await payer.see('pay', 'ready');
  await payer.press('intent-pay');
  await until('the card is wanted', () => payment.state().waitingFor === 'card');
  undo(payment.behave({ kind: 'other-amount', amount: bill.cents + 100, times: 1 }));
  payment.tapCard('approved');
  await payer.see('pay', 'unclear');
  await payer.press('intent-continue');

  const page = await signIn('treasurer', { at: hrefOf('treasury') });
  const unclear = page.getByTestId('case-payment-unclear');
  await unclear.getByText(bill.reference).waitFor();
  await until('the alert stands', isAlarmed);
  await unclear.getByText(say('treasury.settle'), { exact: true }).click();
  await unclear.getByLabel(say('how.payment-unclear.paid')).check();
  await unclear.getByLabel(say('reason'), { exact: true }).fill(WHY);
  await unclear.getByRole('button', { name: say('treasury.settle.button'), exact: true }).click();
  await unclear.waitFor({ state: 'detached' });
  await page.getByTestId('settlements').getByText(say('settled.succeeded')).first().waitFor({ state: 'attached' });

  const [settlement] = await ask<SettlementView[]>('GET', TREASURY_ROUTES.settlements(ALL));
  expect(settlement).toMatchObject({ terminalId, how: 'paid', state: 'succeeded' });
  expect(lastDecision(stack.terminalData)).toMatchObject({ how: 'paid', who: settlement?.who, why: WHY });
  await until('the alert is gone', async () => !(await isAlarmed()));
});
