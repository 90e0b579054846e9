import { expect, test } from 'vitest';
import { METRICS } from '../../../fleet-link/statistics.ts';
import { OTHER_AXES, QUESTIONS } from '../../contract/statistics.ts';
import de from '../../contract/texts/statistics.de.json' with { type: 'json' };
import en from '../../contract/texts/statistics.en.json' with { type: 'json' };
import { wordsOf } from './words.ts';

const needed = [
  ...Object.keys(METRICS).map((metric) => `metric.${metric}`),
  ...OTHER_AXES.map((axis) => `column.${axis}`),
  ...QUESTIONS.map((question) => `question.${question}`),
  ...Object.values(METRICS).flatMap(({ dimensions }) =>
    Object.entries(dimensions as Record<string, readonly string[] | string>).flatMap(([name, words]) => [
      `column.${name}`,
      ...(Array.isArray(words) ? words.map((word) => `${name}.${word}`) : []),
    ]),
  ),
];

test('every metric, column and word of the vocabulary has a text in both languages, and the same gaps to fill', () => {
  const gaps = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([gap]) => gap).sort();
  for (const [key, text] of Object.entries(de)) expect(gaps(en[key as keyof typeof en]), key).toEqual(gaps(text));
  expect(Object.keys(en).sort()).toEqual(Object.keys(de).sort());
  expect(needed.filter((key) => !Object.hasOwn(de, key))).toEqual([]);
});

test('a count that is not shown is said to be so, a location is named, another word stays as it is', () => {
  const words = wordsOf('de', { locations: new Map([['l1', 'Rathaus']]), threshold: 7 });
  expect([words.count(1234), words.count(null)]).toEqual(['1.234', 'weniger als 7 oder geschützt']);
  expect([words.value('location', 'l1'), words.value('location', '')]).toEqual(['Rathaus', 'ohne Standort']);
  expect([words.value('service', 'parking'), words.value('weekday', '7')]).toEqual(['parking', 'Sonntag']);
  expect(words.sentence({ key: 'failing.reason', values: { reason: 'reason.no-eid', count: 12, share: null } })).toBe(
    'Häufiger Grund: kein nutzbarer Online-Ausweis – 12 Mal.',
  );
});

test('days and months in a sentence are written as people write them', () => {
  const words = wordsOf('de', { locations: new Map(), threshold: 5 });
  const values = { beforeFrom: '2026-03-09', beforeTo: '2026-05-31', afterFrom: '2026-06', afterTo: '2026-08' };
  expect(words.sentence({ key: 'since.weeks', values })).toContain('9. März 2026 bis 31. Mai 2026 mit Juni 2026 bis');
});
