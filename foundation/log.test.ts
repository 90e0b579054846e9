import { expect, test } from 'vitest';
import { SimulatedClock } from './clock.ts';
import { code, createLog } from './log.ts';

test('a line is JSON with time, level, event and fields', () => {
  const lines: string[] = [];
  createLog((l) => lines.push(l), new SimulatedClock(0), { room: code('x') }).event('info', 'a.b', {
    n: 1,
    reason: code('paper-out'),
  });
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    at: '1970-01-01T00:00:00.000Z',
    level: 'info',
    event: 'a.b',
    room: 'x',
    n: 1,
    reason: 'paper-out',
  });
  expect(lines[0]?.endsWith('\n')).toBe(true);
});

test.each(['Erika Mustermann', 'Köln', 'a\nb', '', 'x'.repeat(121)])('prose %j cannot become a log field', (text) => {
  expect(code(text)).toBe('?');
});
