import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../test-support/fakes.ts';
import { collectLogs } from './collect-logs.ts';

const line = (at: string, level: string, event: string, rest = {}) => JSON.stringify({ at, level, event, ...rest });

function collected(files: Readonly<Record<string, readonly string[]>>, level: 'debug' | 'warn' = 'debug') {
  using directory = temporaryDirectory();
  for (const [name, lines] of Object.entries(files)) writeFileSync(join(directory.path, name), lines.join('\n'));
  const since = Date.parse('2026-01-01T00:00:00.000Z');
  return gunzipSync(collectLogs(join(directory.path, 'terminal.log'), { since, level }))
    .toString()
    .trim()
    .split('\n');
}

test('the lines of the time, oldest first, over the files that were set aside', () => {
  const [old, one, two, three] = ['2025-12-31', '2026-01-01', '2026-01-02', '2026-01-03'].map((day) =>
    line(`${day}T10:00:00.000Z`, 'info', 'terminal.started', { port: 1 }),
  );
  expect(collected({ 'terminal.log': [two ?? '', three ?? ''], 'terminal.log.1': [old ?? '', one ?? ''] })).toEqual([
    one,
    two,
    three,
  ]);
});

test('below the level that was asked for there is nothing', () => {
  const at = '2026-01-02T10:00:00.000Z';
  const lines = ['debug', 'info', 'warn', 'error'].map((level) => line(at, level, `e.${level}`));
  expect(collected({ 'terminal.log': lines }, 'warn')).toEqual(lines.slice(2));
});

test('whatever got into the file, no text leaves it', () => {
  const at = '2026-01-02T10:00:00.000Z';
  expect(
    collected({
      'terminal.log': [
        'Erika Mustermann was here',
        line(at, 'warn', 'session.failed', { detail: 'Erika Mustermann', codes: ['ok', 'Heidestraße 17'] }),
        JSON.stringify({ at, level: 'warn', event: 'session.nested', who: { name: 'Erika' } }),
      ],
    }),
  ).toEqual([line(at, 'warn', 'session.failed', { detail: '?', codes: ['ok', '?'] })]);
});

test('no lines are said to be none', () => {
  expect(() => collected({})).toThrow('no-lines');
});
