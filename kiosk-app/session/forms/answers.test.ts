import { expect, test } from 'vitest';
import { Condition } from '../../../config/schema/condition.ts';
import { Expression } from '../../../config/schema/expression.ts';
import { FormPage } from '../../../config/schema/form-page.ts';
import { Personal } from '../../../foundation/personal.ts';
import { answersOf, computedValue } from './answers.ts';

const TODAY = '2026-02-28';
const field = (id: string, type: string, rest: object = {}) => ({ id, type, label: 'a.b', ...rest });
const yesNo = { options: undefined };
const options = ['3', '4.5'].map((value) => ({ value, label: 'a.b' }));
const computed = (of: unknown) => ({ computed: { of, as: 'number' } });
const FORM = {
  form: [
    FormPage.parse({
      id: 'first',
      title: 'a.b',
      fields: [
        field('dogs', 'number'),
        field('price', 'amount'),
        field('born', 'date'),
        field('begin', 'date'),
        field('end', 'date'),
        field('size', 'choice', { options }),
        field('extras', 'multi-choice', { options }),
        field('hasCar', 'yes-no', yesNo),
      ],
    }),
    FormPage.parse({
      id: 'second',
      title: 'a.b',
      visibleIf: { field: 'hasCar', equals: 'yes' },
      fields: [
        field('cars', 'number', { visibleIf: { not: { field: 'size', equals: '3' } } }),
        field('all', 'computed', computed({ product: [{ field: 'dogs' }, { field: 'price' }] })),
        field('circle', 'computed', computed({ sum: [{ field: 'circle' }, 1] })),
      ],
    }),
  ],
};
const values = (typed: Record<string, string>) =>
  new Map(Object.entries(typed).map(([id, value]) => [id, new Personal(value)]));
const holds = (condition: object, typed: Record<string, string>): boolean =>
  answersOf(FORM, values(typed), TODAY).holds(Condition.parse(condition));
const value = (of: unknown, typed: Record<string, string>): number | null =>
  computedValue(FORM, values(typed), Expression.parse(of), TODAY);

test.each([
  ['equals', { field: 'hasCar', equals: 'yes' }, { hasCar: 'yes' }, true],
  ['equals something else', { field: 'hasCar', equals: 'yes' }, { hasCar: 'no' }, false],
  ['one of two', { field: 'size', oneOf: ['3', '4.5'] }, { size: '4.5' }, true],
  ['not', { not: { field: 'size', equals: '3' } }, { size: '4.5' }, true],
  ['not, and it is', { not: { field: 'size', equals: '3' } }, { size: '3' }, false],
  ['not, of what was not answered', { not: { field: 'size', equals: '3' } }, {}, false],
  ['one of several choices', { field: 'extras', equals: '4.5' }, { extras: '3\n4.5' }, true],
  [
    'all, one of them false',
    {
      all: [
        { field: 'hasCar', equals: 'yes' },
        { field: 'size', equals: '3' },
      ],
    },
    { hasCar: 'yes' },
    false,
  ],
  [
    'any, one of them true',
    {
      any: [
        { field: 'hasCar', equals: 'yes' },
        { field: 'size', equals: '3' },
      ],
    },
    { hasCar: 'yes' },
    true,
  ],
  [
    'a day after another',
    { left: { field: 'end' }, is: 'less', right: { field: 'begin' } },
    { begin: '02.01.2026', end: '01.01.2026' },
    true,
  ],
  [
    'a day that is missing',
    { left: { field: 'end' }, is: 'less', right: { field: 'begin' } },
    { begin: '02.01.2026' },
    false,
  ],
  [
    'a day before a limit',
    { left: { field: 'end' }, is: 'at-most', right: { day: 'today+1d' } },
    { end: '01.03.2026' },
    true,
  ],
  ['more than a number', { left: { field: 'dogs' }, is: 'more', right: 2 }, { dogs: '3' }, true],
] as const)('%s: the condition is judged', (_name, condition, typed, expected) => {
  expect(holds(condition, typed)).toBe(expected);
});

test.each([
  ['a sum leaves out what was not answered', { sum: [{ field: 'dogs' }, { field: 'price' }] }, { price: '0,10' }, 0.1],
  ['a sum of nothing is not known', { sum: [{ field: 'dogs' }, { field: 'price' }] }, {}, null],
  ['cents stay exact', { sum: [{ field: 'price' }, 0.2] }, { price: '0,10' }, 0.3],
  ['a product', { product: [{ field: 'dogs' }, { field: 'price' }] }, { dogs: '3', price: '1.000,05' }, 3000.15],
  ['a product with a gap is not known', { product: [{ field: 'dogs' }, 2] }, {}, null],
  ['a difference', { difference: [{ field: 'dogs' }, 1] }, { dogs: '3' }, 2],
  ['an option that is a number', { product: [{ field: 'size' }, 2] }, { size: '4.5' }, 9],
  ['an age the day before the birthday', { yearsSince: 'born' }, { born: '01.03.2000' }, 25],
  ['an age on the birthday', { yearsSince: 'born' }, { born: '28.02.2000' }, 26],
  ['days with both ends', { from: 'begin', to: 'end', unit: 'days' }, { begin: '01.02.2026', end: '03.02.2026' }, 3],
  ['nights between', { from: 'begin', to: 'end', unit: 'nights' }, { begin: '01.02.2026', end: '03.02.2026' }, 2],
  ['what is wrong counts for nothing', { sum: [{ field: 'dogs' }, 1] }, { dogs: 'many' }, 1],
  ['a computed field of another page that is not asked', { field: 'all' }, { dogs: '2', price: '1' }, null],
  ['a computed field', { field: 'all' }, { dogs: '2', price: '1,50', hasCar: 'yes' }, 3],
  ['a field that counts with itself', { field: 'circle' }, { hasCar: 'yes' }, 1],
] as const)('%s', (_name, of, typed, expected) => {
  expect(value(of, typed)).toBe(expected);
});

test('fields of a page that is not asked are not asked', () => {
  const asked = (typed: Record<string, string>) => answersOf(FORM, values(typed), TODAY).isAsked('cars');
  expect([asked({ size: '4.5' }), asked({ size: '4.5', hasCar: 'yes' }), asked({ size: '3', hasCar: 'yes' })]).toEqual([
    false,
    true,
    false,
  ]);
});
