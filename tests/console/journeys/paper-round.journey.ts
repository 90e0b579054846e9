import { expect } from 'vitest';
import { ROUTES } from '../../../admin-console/contract/routes.ts';
import { HISTORY_ROUTES } from '../../../admin-console/contract/terminals/history-routes.ts';
import { hrefOf } from '../../../admin-console/web/router.ts';
import { journey } from './journey.ts';
import { TENANT } from './people.ts';

/** Of the simulated fleet: its roll ends today. */
const TERMINAL = 'MS-BUERGERAMT-NORD-01';

/** Whoever walks the round ticks on a telephone; whether there really is a new roll, the terminal's meter says. */
export default journey(
  'paper of the week, proved by the meter',
  async ({ signIn, say, ask, undo }) => {
    const page = await signIn('technician', { at: hrefOf('paper'), isTelephone: true });
    const stop = page.getByTestId(`paper-${TERMINAL}`);
    await stop.getByText(say('round.today')).waitFor();
    const rolls = await page.getByTestId('rolls').textContent();

    undo(() => ask('DELETE', HISTORY_ROUTES.paperTick(TENANT, TERMINAL)));
    await stop.getByRole('button').click();
    await expect.poll(() => stop.getByTestId('tick').getAttribute('class')).toBe('');
    expect(await page.getByTestId('rolls').textContent()).not.toBe(rolls);

    // What makes a simulated receipt printer get its new roll.
    const order = { kind: 'device-reset', device: 'receipt-printer' };
    await ask('POST', ROUTES.terminalCommands(TENANT, TERMINAL), {
      ...{ id: crypto.randomUUID(), order, reason: 'roll', urgent: false, lifeMs: 600_000 },
    });
    await expect.poll(() => stop.getByTestId('tick').getAttribute('class'), { timeout: 15_000 }).toBe('proved');
  },
  { fleet: 12 },
);
