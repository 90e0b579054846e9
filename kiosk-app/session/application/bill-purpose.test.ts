import { expect, test } from 'vitest';
import { createHarness } from '../test-support/harness.ts';
import { begin } from '../test-support/walks.ts';
import type { SessionTexts } from '../texts.ts';
import { billPurpose } from './bill-purpose.ts';

const EN: Readonly<Record<string, string>> = {
  'bills.purposes.verwarnung': 'Parking fine',
  'bills.purposes.gebuehr': 'Fee',
};
const texts: SessionTexts = { has: (key) => Object.hasOwn(EN, key), text: (_language, key) => EN[key] ?? key };

test('the purpose of a bill is said in English, with what the register adds', () => {
  expect(billPurpose(texts, 'en', 'Verwarnung vom 12.11.2026')).toBe('Parking fine 12.11.2026');
  expect(billPurpose(texts, 'en', 'Gebühr')).toBe('Fee');
});

test('a purpose without words of its own stays as it came, and German stays German', () => {
  expect(billPurpose(texts, 'en', 'Pacht 2026')).toBe('Pacht 2026');
  expect(billPurpose(texts, 'de', 'Verwarnung vom 12.11.2026')).toBe('Verwarnung vom 12.11.2026');
});

test('purposes of payment and of reading the card are shown in the language of the screen', async () => {
  const h = createHarness();
  await h.do('choose-language', { language: 'en' });
  await begin(h, 'bescheid-bezahlen');
  h.attended.code('5201.1234.5678');
  await h.settle();
  expect(h.screen('bill').bill?.purpose).toBe('Formal warning (fine)');
  await h.do('continue');
  expect(h.screen('review').fee?.purpose).toBe('Formal warning (fine)');
});
