import { tmpdir } from 'node:os';
import { expect } from 'vitest';
import { euroWords } from '../../../admin-console/web/offer/money.ts';
import { hrefOf } from '../../../admin-console/web/router.ts';
import { Citizen } from '../../journeys/citizen.ts';
import { journey } from './journey.ts';
import { TENANT } from './people.ts';
import { offerAsItIs } from './released-offer.ts';

const SERVICE = 'bewohnerparkausweis';
const SOON = { timeout: 15_000 };
/** Cents. */
const [OLD, NEW] = [3_070, 3_500];

/** The council has decided; one person changes it, another reads the difference and releases it. */
export default journey('publish a new price with four eyes and see it on the terminal', async (stage) => {
  const { ask, citizen, keyboardOnly, language, say, signIn, undo } = stage;
  undo(await offerAsItIs(ask));
  const office = await signIn('administrator', { at: hrefOf('offer', null, { tenant: TENANT }) });
  await office.getByTestId(`service-${SERVICE}`).getByRole('link').click();
  await office.getByRole('link', { name: say('offer.part.fee') }).click();
  await office.getByTestId('price').fill(language === 'de' ? '35,00' : '35.00');
  await office.getByTestId('submit-draft').click();
  await expect.poll(() => office.getByTestId('draft-state').textContent(), SOON).toBe(say('draft.submitted'));
  expect(await office.getByTestId('why-not').textContent()).toBe(say('obstacle.not-allowed'));

  const page = await signIn('releaser', { at: hrefOf('releases') });
  const keyboard = await keyboardOnly(page);
  await keyboard.open(page.getByTestId('drafts-submitted').getByRole('link').first());
  const change = page.getByTestId('change').first();
  await expect.poll(() => change.locator('.sentence').textContent(), SOON).toContain(euroWords(NEW, language));
  expect(await page.getByTestId('change').count(), 'nothing else is different').toBe(1);
  expect(await change.locator('del').textContent()).toBe(euroWords(OLD, language));
  await keyboard.open(page.getByTestId('release').getByRole('button', { name: say('release.button'), exact: true }));
  await page.getByTestId('spread-on-trial').waitFor();

  const screen = await citizen();
  const person = new Citizen(() => screen, tmpdir(), false);
  await person.see('attract');
  await person.press('intent-start');
  await person.press('intent-continue');
  await person.see('catalogue');
  expect(await (await person.find(SERVICE)).textContent()).toContain('35,00');
  // Who has served somebody to the end has proven itself.
  await person.press('intent-cancel');
  await person.see('attract');
  await page.getByTestId('spread-has-it').waitFor();
});
