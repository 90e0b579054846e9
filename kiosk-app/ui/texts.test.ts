import { expect, test } from 'vitest';
import { missingPlurals } from '../../foundation/texts.ts';
import signatureDe from './fields/signature/words/de.json' with { type: 'json' };
import signatureEn from './fields/signature/words/en.json' with { type: 'json' };
import de from './locales/de.json' with { type: 'json' };
import en from './locales/en.json' with { type: 'json' };
import phoneDe from './screens/phone/words/de.json' with { type: 'json' };
import phoneEn from './screens/phone/words/en.json' with { type: 'json' };
import sheetDe from './screens/sheet/words/de.json' with { type: 'json' };
import sheetEn from './screens/sheet/words/en.json' with { type: 'json' };
import walletDe from './screens/wallet/words/de.json' with { type: 'json' };
import walletEn from './screens/wallet/words/en.json' with { type: 'json' };
import { LOCALES, openCode, textsFor } from './texts.ts';

const placeholders = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();

const FILES = [
  ['the page', de, en],
  ['the screens of the wallet', walletDe, walletEn],
  ['the screens of the telephone', phoneDe, phoneEn],
  ['the signature', signatureDe, signatureEn],
  ['what is told on the spot', sheetDe, sheetEn],
] as const;

test.each(FILES)('%s: German and English have the same keys', (_part, german, english) => {
  expect(Object.keys(english).sort()).toEqual(Object.keys(german).sort());
});

test.each(Object.entries(LOCALES))(
  '%s has every text, and every plural form that its language needs',
  (language, texts) => {
    expect(Object.keys(de).filter((key) => !key.includes('#') && !Object.hasOwn(texts, key))).toEqual([]);
    expect(missingPlurals(language, texts, de)).toEqual([]);
  },
);

test.each(FILES)('%s: no text is empty, and both languages fill in the same values', (_part, german, english) => {
  for (const [key, text] of Object.entries(german)) {
    const other = (english as Record<string, string>)[key] ?? '';
    expect(text.trim(), key).not.toBe('');
    expect(other.trim(), key).not.toBe('');
    expect(placeholders(other), key).toEqual(placeholders(text));
  }
});

test('no text claims that somebody knows or is coming: nobody has confirmed it but the staff who take a call for help', () => {
  const claim = /weiß Bescheid|ist informiert|ist unterwegs|kommt gleich|technicians know|been informed|on the way/i;
  const claiming = [de, en].flatMap((texts) => Object.entries(texts).filter(([, text]) => claim.test(text)));
  expect(claiming).toEqual([]);
});

test('one and many are told apart', () => {
  expect(textsFor('de').count('identify.enter.tries', 1)).toBe('Noch 1 Versuch');
  expect(textsFor('de').count('identify.enter.tries', 2)).toBe('Noch 2 Versuche');
  expect(textsFor('en').count('identify.enter.tries', 1)).toBe('1 try left');
  expect(textsFor('de').count('evidence.full', 1)).toBe('Sie haben die eine mögliche Seite gescannt.');
});

test('amounts and dates are written as the language writes them', () => {
  expect(textsFor('de').money(3070)).toBe('30,70\u00a0€');
  expect(textsFor('en').money(3070)).toBe('€30.70');
  expect(textsFor('de').date('2026-02-14')).toBe('14.02.2026');
  expect(textsFor('en').date('2026-02-14')).toBe('14 Feb 2026');
});

test('a date that is not ISO is shown as it came', () => {
  expect(textsFor('de').date('Ende März')).toBe('Ende März');
});

test('a language without words of its own gets German ones', () => {
  expect(textsFor('ar').t('bar.help')).toBe('Hilfe');
});

test('an open code without words is shown itself', () => {
  expect(openCode(textsFor('de'), 'right', 'GivenNames')).toBe('Vornamen');
  expect(openCode(textsFor('de'), 'right', 'ShoeSize')).toBe('ShoeSize');
});

test('a text of the city that looks like a placeholder is not filled in twice', () => {
  expect(textsFor('de').t('identify.consent.asks', { name: '{name}' })).toBe('{name} möchte lesen:');
});
