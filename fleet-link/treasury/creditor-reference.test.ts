import { expect, test } from 'vitest';
import { isCreditorReference } from './creditor-reference.ts';

test.each(['RF18539007547034', 'RF712348231'])('%s is a reference of ISO 11649', (reference) => {
  expect(isCreditorReference(reference)).toBe(true);
});

test.each([
  ['a wrong check digit', 'RF19539007547034'],
  ['a Kassenzeichen of this terminal', 'MSRH01-0AAA-0001X'],
  ['spaces', 'RF18 5390 0754 7034'],
  ['nothing after the check digits', 'RF18'],
  ['one character too many', `RF18${'1'.repeat(22)}`],
])('%s is none', (_, reference) => {
  expect(isCreditorReference(reference)).toBe(false);
});
