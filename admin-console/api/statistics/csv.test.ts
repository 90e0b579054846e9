import { expect, test } from 'vitest';
import type { StatisticTable } from '../../contract/statistics.ts';
import { tableAsCsv } from './csv.ts';
import { wordsOf } from './words.ts';

const table: StatisticTable = {
  metric: 'visits',
  unit: 'times',
  from: '2026-06',
  to: '2026-06',
  by: ['location', 'purpose'],
  rows: [
    { values: ['a', 'information'], count: 12 },
    { values: ['b', 'transaction'], count: null },
  ],
  total: 20,
  threshold: 5,
};
const names = new Map([
  ['a', 'Rathaus, "Foyer"'],
  ['b', '=cmd|calc'],
]);

test('with German headers: quoted where RFC 4180 wants it, hidden is empty, nothing is a formula', () => {
  expect(tableAsCsv(table, wordsOf('de', { locations: names, threshold: 5 }))).toBe(
    '\uFEFFStandort,Zweck,Anzahl\r\n"Rathaus, ""Foyer""",nur Information,12\r\n\'=cmd|calc,mit Vorgang,\r\n',
  );
});

test('without a language it has the words of the API', () => {
  expect(tableAsCsv(table, null)).toBe('\uFEFFlocation,purpose,count\r\na,information,12\r\nb,transaction,\r\n');
});
