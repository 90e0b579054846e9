import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { hrefOf } from '../../../admin-console/web/router.ts';
import { Citizen } from '../../journeys/citizen.ts';
import { journey } from './journey.ts';
import { offerAsItIs } from './released-offer.ts';

const FORM = join(import.meta.dirname, '../../../config/fim/samples/wohnsitz.schema.json');
const TITLE = 'Bescheinigung über den Wohnsitz';
const SERVICE = 'bescheinigung-ueber-den-wohnsitz';
const ENGLISH = 'Certificate of residence';

/** An office has a form of the federal catalogue, and one German sentence for each of its questions. */
export default journey('add a service from a FIM form', async ({ signIn, say, citizen, ask, undo }) => {
  undo(await offerAsItIs(ask));
  const page = await signIn('administrator', { at: hrefOf('offer') });
  const main = page.getByRole('main');
  const faults = page.getByTestId('faults').getByRole('link');
  await main.getByText(say('offer.fim'), { exact: true }).click();
  await page.getByTestId('fim-file').setInputFiles(FORM);
  await page.getByTestId('fim-notes').waitFor();
  await page.getByRole('link', { name: say('offer.part.delivery') }).click();
  await page.getByLabel(say('offer.destination'), { exact: true }).selectOption('buergeramt');

  // Each mistake leads to its field: here, to the words that are missing in English.
  await main.getByText(say('offer.save.saved')).waitFor();
  for (let left = await faults.count(); left > 0; left = await faults.count()) {
    await faults.first().click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.matches('input, textarea'))).toBe(true);
    await page.keyboard.type(ENGLISH);
    await expect.poll(() => faults.count(), { timeout: 5_000 }).toBeLessThan(left);
  }
  await page.getByTestId('submit-draft').click();
  // The service is called by its title in the reader's language.
  const named = page.getByTestId('difference').getByText(new RegExp(`${TITLE}|${ENGLISH}`));
  await named.filter({ visible: true }).first().waitFor();

  const second = await signIn('releaser', { at: `#${page.url().split('#')[1]}` });
  await second.getByTestId('release').getByRole('button').first().click();
  // Between two visits: the terminal takes it and starts anew.
  await second.getByTestId('spread-on-trial').waitFor();
  const screen = await citizen();
  const person = new Citizen(() => screen, tmpdir(), false);
  await person.see('attract');
  await person.press('intent-start');
  await person.press('intent-continue');
  await person.see('catalogue');
  expect(await (await person.find(SERVICE)).textContent()).toContain(TITLE);
  await person.press('intent-cancel');
  await person.see('attract');
});
