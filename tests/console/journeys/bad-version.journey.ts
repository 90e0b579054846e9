import { expect } from 'vitest';
import { ROLLOUT_ROUTES } from '../../../admin-console/contract/rollouts/rollout-routes.ts';
import type { SoftwareRelease } from '../../../admin-console/contract/rollouts/rollouts.ts';
import { hrefOf } from '../../../admin-console/web/router.ts';
import { journey } from './journey.ts';
import { TENANT } from './people.ts';

const SOON = { timeout: 15_000 };
const BAD = { version: '99.0.0', digest: 'b'.repeat(64), size: 1 };

/** A version that the terminal cannot take: it says so, and nobody else gets it. Without a mouse. */
export default journey('roll out a bad version and watch it stop and go back', async (stage) => {
  const { ask, keyboardOnly, say, signIn, terminalId } = stage;
  const known = await ask<readonly SoftwareRelease[]>('GET', ROLLOUT_ROUTES.softwareReleases(TENANT));
  if (!known.some(({ version }) => version === BAD.version))
    await ask('POST', ROLLOUT_ROUTES.softwareReleases(TENANT), BAD);

  const page = await signIn('technician', { at: hrefOf('rollouts') });
  const keyboard = await keyboardOnly(page);
  await keyboard.open(page.getByTestId('new-rollout'));
  const form = page.getByTestId('draft-rollout');
  const first = form.getByTestId('ring-fields-1');
  await keyboard.choose(first.getByLabel(say('new.who')), 'terminals');
  await keyboard.write(first.getByLabel(say('new.who.terminals')), terminalId);
  await keyboard.open(form.getByRole('button', { name: say('new.button') }));
  await page.getByTestId('why-not').waitFor();
  expect(await page.getByTestId('rollout-state').textContent()).toBe(say('rollout-state.draft'));
  await page.getByTestId('pending-in-ring-1').waitFor();

  const releaser = await signIn('releaser', { at: new URL(page.url()).hash });
  const start = releaser.getByTestId('act-start');
  await start.locator('summary').click();
  await start.getByLabel(say('reason'), { exact: true }).fill('Seit Wochen erwartet');
  await start.getByRole('button', { name: say('rollout-act.start') }).click();

  const state = page.getByTestId('rollout-state');
  await expect.poll(() => state.textContent(), SOON).toBe(say('rollout-state.rolled-back'));
  const why = await page.getByTestId('stop').textContent();
  expect(why).toContain(say('stop.threshold', { ring: 1, failed: 1, all: 1 }));
  expect(why).toContain(terminalId);
  await keyboard.open(page.getByTestId('ring-1').locator('summary'));
  await page.getByTestId('ring-1').getByText(say('member-reason.not-supported')).waitFor();

  // Its alert stands until somebody says what it was.
  const explain = page.getByTestId('act-explain');
  await keyboard.open(explain.locator('summary'));
  await keyboard.write(explain.getByLabel(say('reason'), { exact: true }), 'Terminals ohne Installationsprogramm');
  await keyboard.open(explain.getByRole('button', { name: say('rollout-act.explain') }));
  await explain.waitFor({ state: 'detached' });
});
