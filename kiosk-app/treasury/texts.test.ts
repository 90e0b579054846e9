import { expect, test } from 'vitest';
import { Alert } from '../../fleet-link/contract.ts';
import { Difference, Item } from '../../fleet-link/treasury/account.ts';
import { missingPlurals } from '../../foundation/texts.ts';
import { TEXTS } from './texts.ts';

const { de, en } = TEXTS;

test('both languages have the same keys', () => {
  expect(Object.keys(en)).toEqual(Object.keys(de));
});

test.each(Object.entries({ de, en }))('%s has every plural it needs', (language, texts) => {
  expect(missingPlurals(language, texts, de)).toEqual([]);
});

test.each([
  ...Difference.shape.kind.options.flatMap((kind) => [`difference.${kind}`]),
  ...Alert.shape.kind.options.map((kind) => `alert.${kind}`),
  ...Item.shape.kind.options.map((kind) => `kind.${kind}`),
])('%s has words', (key) => {
  expect(Object.keys(de)).toContain(key);
});

test.each(Difference.shape.kind.options)('what to do about %s is said', (kind) => {
  expect(Object.keys(de)).toContain(`act.${kind}`);
});
