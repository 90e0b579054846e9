import { expect } from 'vitest';
import { hrefOf } from '../../../admin-console/web/router.ts';
import { journey } from './journey.ts';
import { offerAsItIs } from './released-offer.ts';

/** An administrator closes the place for a day and a whole calendar of holidays, and a second person looks at it first. */
export default journey('close a location for a public holiday', async ({ signIn, say, citizen, ask, undo }) => {
  undo(await offerAsItIs(ask));
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(new Date());
  const page = await signIn('administrator', { at: hrefOf('offer') });
  const main = page.getByRole('main');
  await page.getByRole('link', { name: say('offer.part.hours'), exact: true }).click();
  await page.getByTestId('holidays').selectOption('DE-BW');
  await page.getByTestId('outside-hours').selectOption('close');
  await page.getByTestId('add-closure').click();
  const closure = page.getByTestId('closure');
  await closure.getByLabel(say('offer.closures.from')).fill(today);
  const reason = closure.getByRole('group', { name: say('offer.closures.text') });
  await reason.getByLabel('Deutsch').fill('Stadtfeiertag');
  await reason.getByLabel('English').fill('City holiday');
  await main.getByText(say('offer.save.saved')).waitFor();
  expect(await page.getByTestId('faults').count()).toBe(0);
  await page.getByTestId('submit-draft').click();
  await page.getByTestId('difference').waitFor();
  const draft = page.url().split('#')[1];

  const second = await signIn('releaser', { at: `#${draft}` });
  await second.getByTestId('difference').getByText('Stadtfeiertag').first().waitFor();
  await second.getByTestId('release').getByRole('button').first().click();

  const screen = await citizen();
  // Between two visits: the terminal takes it and starts anew.
  const shown = screen.frameLocator('iframe');
  await shown.getByText('Stadtfeiertag').waitFor();
  await shown.getByText('City holiday').waitFor();
});
