import { expect, test } from 'vitest';
import type { LogLine } from '../../../../fleet-link/log-lines.ts';
import { fileOf, MOST_ROWS, rowsWith, shownOf } from './log-shown.ts';

const line = (event: string, level: LogLine['level'] = 'info', fields: LogLine['fields'] = {}): LogLine => ({
  at: 0,
  level,
  event,
  fields,
});
const batch = (lines: LogLine[], omitted = 0) => ({ number: 1, lines, omitted });

test('what was left out stands where it was left out', () => {
  const rows = rowsWith(rowsWith([], [batch([line('a.b')])]), [batch([line('c.d')], 37)]);
  expect(rows).toEqual([
    { key: 1, line: line('a.b') },
    { key: 2, omitted: 37 },
    { key: 3, line: line('c.d') },
  ]);
});

test('a terminal that writes without end fills no page', () => {
  const lines = Array.from({ length: 200 }, (_, n) => line(`n.${n}`));
  let rows = rowsWith([], []);
  for (let n = 0; n < MOST_ROWS / 200 + 2; n++) rows = rowsWith(rows, [batch(lines)]);
  expect(rows.length).toBe(MOST_ROWS);
  expect(rows.at(-1)).toMatchObject({ line: { event: 'n.199' } });
});

test('a filter finds worse levels and text in the fields, and hides no omission', () => {
  const rows = rowsWith(
    [],
    [batch([line('a.b', 'debug'), line('c.d', 'error', { reason: 'Paper-Out' }), line('e.f', 'warn')], 2)],
  );
  expect(shownOf(rows, { level: 'warn', text: 'paper' })).toEqual([rows[0], rows[2]]);
  expect(shownOf(rows, { level: 'debug', text: '' })).toEqual(rows);
});

test('a file has what the terminal wrote', () => {
  const rows = rowsWith([], [batch([line('a.b', 'warn', { n: 1 })], 2)]);
  expect(fileOf(rows)).toBe('{"omitted":2}\n{"at":"1970-01-01T00:00:00.000Z","level":"warn","event":"a.b","n":1}\n');
});
