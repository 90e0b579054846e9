import { expect, test } from 'vitest';
import type { Condition } from '../../../../config/schema/condition.ts';
import { answerLine, conditionOf, lineOf, linesOf } from './conditions.ts';

const A = { field: 'a', equals: 'yes' };
const B = { not: { field: 'b', equals: 'x' } };

test.each<[string, Condition | undefined]>([
  ['none', undefined],
  ['one', A],
  ['all of several', { all: [A, B] }],
  ['one of several', { any: [A, B] }],
])('%s: taken apart into lines and put together again', (_name, condition) => {
  expect(conditionOf(linesOf(condition))).toEqual(condition);
});

test('what is left of two lines is one, without a join', () => {
  const { join, lines } = linesOf({ any: [A, B] });
  expect(conditionOf({ join, lines: lines.slice(0, 1) })).toEqual(A);
});

test('a line with its answer is written as it was read', () => {
  for (const line of [A, B]) expect(lineOf(answerLine(line) ?? { field: '', equals: '', isNot: false })).toEqual(line);
});

test('a line that compares has no controls, and is kept', () => {
  expect(answerLine({ left: { field: 'n' }, is: 'more', right: 2 })).toBeNull();
});
