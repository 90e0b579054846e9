import { expect, it } from 'vitest';
import { countText, fill, type LocaleTexts, missingPlurals } from './texts.ts';

const en = { 'pages#one': '{n} page', 'pages#other': '{n} pages' };
const pl = {
  'pages#one': '{n} strona',
  'pages#few': '{n} strony',
  'pages#many': '{n} stron',
  'pages#other': '{n} strony',
};
const ar = {
  'pages#zero': 'لا صفحات',
  'pages#one': 'صفحة واحدة',
  'pages#two': 'صفحتان',
  'pages#few': '{n} صفحات',
  'pages#many': '{n} صفحة',
  'pages#other': '{n} من الصفحات',
};
const count = (language: string, texts: LocaleTexts, n: number) => countText(language, (key) => texts[key], 'pages', n);

it('replaces names by values and leaves a name without a value visible', () => {
  expect(fill('{a} and {b}, {a}', { a: 'x', b: 0 })).toBe('x and 0, x');
  expect(fill('{constructor} {a}', {})).toBe('{constructor} {a}');
});

it('does not look for names in what it has filled in', () => {
  expect(fill('{a}{b}', { a: '{b}', b: '{a}' })).toBe('{b}{a}');
});

it('chooses the form by the rules of the language', () => {
  expect([0, 1, 2].map((n) => count('en', en, n))).toEqual(['0 pages', '1 page', '2 pages']);
  expect([1, 2, 5, 22, 1.5].map((n) => count('pl', pl, n))).toEqual([
    '1 strona',
    '2 strony',
    '5 stron',
    '22 strony',
    '1.5 strony',
  ]);
  expect([0, 1, 2, 3, 11, 100].map((n) => count('ar', ar, n))).toEqual([
    'لا صفحات',
    'صفحة واحدة',
    'صفحتان',
    '3 صفحات',
    '11 صفحة',
    '100 من الصفحات',
  ]);
});

it('fills in other values beside the number', () => {
  const find = () => '{n} of {all}';
  expect(countText('de', find, 'pages', 2, { all: 7 })).toBe('2 of 7');
});

it('takes the form for all others where one is missing, and tells when there is none', () => {
  expect(count('pl', en, 2)).toBe('2 pages');
  expect(count('en', {}, 2)).toBeUndefined();
});

it('finds the forms that a language needs and lacks', () => {
  expect(missingPlurals('en', en)).toEqual([]);
  expect(missingPlurals('pl', pl)).toEqual([]);
  expect(missingPlurals('ar', ar)).toEqual([]);
  expect(missingPlurals('pl', en)).toEqual(['pages#few', 'pages#many']);
  expect(missingPlurals('ar', en)).toEqual(['pages#zero', 'pages#two', 'pages#few', 'pages#many']);
  expect(missingPlurals('en', { title: 'Pages' }, en)).toEqual(['pages#one', 'pages#other']);
});
