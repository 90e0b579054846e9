import { tmpdir } from 'node:os';
import { expect } from 'vitest';
import { hrefOf } from '../../../admin-console/web/router.ts';
import { Citizen } from '../../journeys/citizen.ts';
import { journey } from './journey.ts';
import { TENANT } from './people.ts';
import { offerAsItIs } from './released-offer.ts';

const SOON = { timeout: 15_000 };
const PRICED = 'meldebescheinigung';
const CORRECTED = 'hundesteuer-anmelden';
const ENGLISH = 'Tell the city about your dog. No ID card needed.';
const COPIED = 'bewohnerparkausweis';
const NEW = { id: 'fischereischein-verlaengern', de: 'Fischereischein verlängern', en: 'Renew a fishing licence' };
/** What the copy says of its original by its German beginning, and what it says from then on. */
const WORDS: readonly (readonly [RegExp, string, string])[] = [
  [/^Ihr Auto/, 'Ihr Fischereischein', 'Your fishing licence'],
  [/^Parkzone$/, 'Wie lange?', 'For how long?'],
  [/^Die Zone/, 'Beides gilt im ganzen Land.', 'Both hold in the whole state.'],
  [/^A –/, 'Ein Jahr', 'One year'],
  [/^B –/, 'Fünf Jahre', 'Five years'],
  [/^Zulassung/, 'Bisheriger Fischereischein', 'Fishing licence until now'],
  [/^Der „Fahrzeug/, 'Legen Sie ihn auf das Glas.', 'Put it on the glass.'],
  [/, 1 Jahr/, 'Fischereischein', 'Fishing licence'],
  [/^Der Bewohner/, 'Der Fischereischein kommt mit der Post.', 'The licence comes by post.'],
];

/** The walk of docs/administration.md, step by step: a price, a text, a service of the town's own. */
export default journey('change a price, a text and add a service in the first ten minutes', async (stage) => {
  const { ask, citizen, language, say, signIn, undo } = stage;
  undo(await offerAsItIs(ask));
  const page = await signIn('administrator', { at: hrefOf('offer', null, { tenant: TENANT }) });
  const main = page.getByRole('main');
  const part = (name: string) => page.getByRole('link', { name: say(`offer.part.${name}`) }).click();
  const back = () => page.getByRole('link', { name: say('offer.back') }).click();
  const service = (id: string) => page.getByTestId(`service-${id}`).getByRole('link').click();
  const words = (label: string, text: string) => main.getByLabel(new RegExp(`^${label}:\\s*${text}`)).first();

  // 1. A price.
  await service(PRICED);
  await part('fee');
  await page.getByTestId('price').fill('12,50');
  await back();

  // 2. A text in another language.
  await service(CORRECTED);
  await words(say('offer.summary'), 'English').fill(ENGLISH);
  await back();

  // 3. A service like another one.
  const form = page.getByTestId('add-service');
  await form.getByLabel(say('offer.add.title')).fill(NEW.de);
  await form.getByLabel(say('offer.add.from')).selectOption(COPIED);
  await form.getByRole('button').click();
  await words(say('offer.title'), 'English').fill(NEW.en);
  const copied = page.getByTestId('copied-texts');
  await copied.locator('summary').click();
  for (const [begins, de, en] of WORDS) {
    await copied.getByRole('link', { name: begins }).first().click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.matches('input, textarea'))).toBe(true);
    for (const text of [de, en]) {
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type(text);
      await page.keyboard.press('Tab');
    }
    await copied.getByRole('link', { name: begins }).first().waitFor({ state: 'detached' });
  }
  await part('fee');
  await page.getByTestId('price').fill('27');
  await page.getByTestId('submit-draft').click();

  // A colleague finds the draft by what it is about.
  const heading = page.getByRole('heading', { level: 1 });
  await expect.poll(() => heading.textContent(), SOON).toContain(language === 'de' ? NEW.de : NEW.en);
  const draft = `#${await page.getByTestId('draft-state').evaluate(() => location.hash.slice(1))}`;
  const second = await signIn('releaser', { at: draft });
  await second.getByTestId('difference').getByText(ENGLISH).filter({ visible: true }).first().waitFor();
  await second
    .getByTestId('release')
    .getByRole('button', { name: say('release.button'), exact: true })
    .click();
  await second.getByTestId('spread-on-trial').waitFor();

  const screen = await citizen();
  const person = new Citizen(() => screen, tmpdir(), false);
  await person.see('attract');
  await person.press('intent-start');
  await person.press('intent-continue');
  await person.see('catalogue');
  const offered = async (id: string) => (await person.find(id)).textContent();
  expect([await offered(PRICED), await offered(NEW.id)]).toEqual([
    expect.stringContaining('12,50'),
    expect.stringContaining('27,00'),
  ]);
  await person.press('intent-cancel');
  await person.see('attract');
  await second.getByTestId('spread-has-it').waitFor(SOON);
});
