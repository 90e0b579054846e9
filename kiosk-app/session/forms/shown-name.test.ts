import { expect, test } from 'vitest';
import { shownName } from './shown-name.ts';

test.each([
  ['MÜLLER', 'Müller'],
  ['MÜLLER-LÜDENSCHEIDT', 'Müller-Lüdenscheidt'],
  ['ANNA MARIA', 'Anna Maria'],
  ['VON DER HEIDE', 'von der Heide'],
  ["O'NEILL", "O'Neill"],
  ['GROẞ', 'Groß'],
  ['ALİ ŞAHİN', 'Ali Şahin'],
  ['Đ', 'Đ'],
  ['McDonald', 'McDonald'],
  ['ВАНЯ', 'Ваня'],
  ['李小龍', '李小龍'],
])('%s is shown as %s', (told, shown) => expect(shownName(told, 'capitalised')).toBe(shown));

test('as it was told, unless the place wants otherwise', () => expect(shownName('MÜLLER', 'as-told')).toBe('MÜLLER'));
