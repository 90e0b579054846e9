import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CARD_KINDS } from '../../simulators/payment/index.ts';
import { DOCUMENT_KINDS } from '../../simulators/scanner/index.ts';
import { WALLETS } from '../wallet/people.ts';
import { CONDITIONS } from './cards.ts';

const WEB = join(import.meta.dirname, 'web');
const texts = (language: string) =>
  JSON.parse(readFileSync(join(WEB, 'texts', `${language}.json`), 'utf8')) as Record<string, string>;
const sources = readdirSync(WEB, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.js'))
  .map((file) => readFileSync(join(WEB, file), 'utf8'))
  .join('\n');

test('both languages have the same keys', () => {
  expect(Object.keys(texts('en')).sort()).toEqual(Object.keys(texts('de')).sort());
});

test('every key the page names has a text', () => {
  const named = [...sources.matchAll(/'((?:[a-z-]+\.)+[a-z-]+)'/g)].map((match) => match[1] ?? '');
  const keys = named.filter((key) => !/\.(js|svg|json|css)$/.test(key));
  expect(keys.filter((key) => !(key in texts('de')))).toEqual([]);
  expect(keys.length).toBeGreaterThan(30);
});

test('every card, document, identity card and wallet on the desk has its words', () => {
  const wanted = [
    ...CARD_KINDS.map((card) => `payment.card.${card}`),
    ...DOCUMENT_KINDS.map((kind) => `scanner.document.${kind}`),
    ...CONDITIONS.map((condition) => `eid.what.${condition}`),
    ...WALLETS.map(({ id }) => `phone.what.${id}`),
    ...['pin', 'transport-pin', 'puk'].map((kind) => `eid.note.${kind}`),
  ];
  expect(wanted.filter((key) => !(key in texts('de')))).toEqual([]);
});

test('every condition a place can be in has its words', () => {
  const stations = readdirSync(join(WEB, 'stations')).filter((file) => !/^(station|drawings)/.test(file));
  for (const file of stations) {
    const source = readFileSync(join(WEB, 'stations', file), 'utf8');
    const name = file.replace('.js', '');
    const told = [...source.matchAll(/(?:tell\(|return \[|\? \[|: \[)'([a-z-]+)', '(?:good|busy|bad)'/g)];
    const missing = told.map((match) => `${name}.is.${match[1]}`).filter((key) => !(key in texts('de')));
    expect([file, missing]).toEqual([file, []]);
  }
});
