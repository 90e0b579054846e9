import { expect, test } from 'vitest';
import { textTable } from './texts.ts';

const LOCALES = [
  { 'a.b': 'Ja, „so“', c: '{n} Mal' },
  { 'a.b': 'Yes', c: '{n} times' },
];

test('each column is the language it was made from', async () => {
  const module: { column(i: number): unknown } = await import(
    `data:text/javascript,${encodeURIComponent(textTable(LOCALES))}`
  );
  expect([module.column(0), module.column(1)]).toEqual(LOCALES);
});
