import { expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { createLog, silentLog } from '../../foundation/log.ts';
import { sampleStart } from './test-support/sample-start.ts';
import { createTexts, OWN_TEXTS } from './texts.ts';

test('the language asked for, else German', () => {
  const texts = createTexts({ de: { 'a.b': 'Hallo', 'a.c': 'nur deutsch' }, en: { 'a.b': 'Hello' } }, silentLog);
  expect(texts.text('en', 'a.b')).toBe('Hello');
  expect(texts.text('en', 'a.c')).toBe('nur deutsch');
  expect(texts.text('tr', 'a.b')).toBe('Hallo');
});

test('a missing key is logged once as a bug, with the key', () => {
  const lines: string[] = [];
  const texts = createTexts(
    {},
    createLog((line) => lines.push(line), new SimulatedClock()),
  );
  expect(texts.text('de', 'nobody.has-it')).toBe('nobody.has-it');
  texts.text('en', 'nobody.has-it');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('"key":"nobody.has-it"');
});

test('a word of Object.prototype is no text', () =>
  expect(createTexts({ de: {} }, silentLog).has('toString')).toBe(false));

test('parameters are put in as they are, and a text may be overridden by the configuration', () => {
  const texts = createTexts({ de: { 'session.yes': 'Jo' } }, silentLog);
  expect(texts.text('de', 'session.yes')).toBe('Jo');
  expect(texts.text('de', 'session.identify.greeting', { name: '$& {name}' })).toBe('Guten Tag, $& {name}.');
});

test('every own text exists in German and English', () => {
  expect(Object.keys(OWN_TEXTS.en ?? {}).sort()).toEqual(Object.keys(OWN_TEXTS.de ?? {}).sort());
});

test('every key the configured services use has a text in both languages', () => {
  const start = sampleStart();
  const keys = JSON.stringify(start.services).match(/"(services|site)\.[\w.-]+"/g) ?? [];
  expect(keys.length).toBeGreaterThan(30);
  for (const key of keys)
    for (const language of ['de', 'en']) expect(start.texts[language]).toHaveProperty([key.slice(1, -1)]);
});

test('every destination has a name to be shown as the recipient', () => {
  const start = sampleStart();
  for (const { route } of start.services) {
    if (route.kind === 'fit-connect') expect(start.texts.de).toHaveProperty([`site.destinations.${route.destination}`]);
  }
});
