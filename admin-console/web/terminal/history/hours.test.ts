import { expect, test } from 'vitest';
import type { TerminalChange, TerminalHistory } from '../../../contract/terminals/terminal-history.ts';
import { hoursOf, shareServed } from './hours.ts';

const at = (text: string) => Date.parse(`2026-11-${text}:00Z`);
const became = (text: string, value: string): TerminalChange => ({ kind: 'condition', at: at(text), value });
const history = (changes: readonly TerminalChange[]): TerminalHistory => ({
  from: at('27T00:00'),
  to: at('29T00:00'),
  changes,
});

test('an hour shows the worst that was in it', () => {
  const [first] = hoursOf(
    history([became('26T00:00', 'in-service'), became('27T08:10', 'unreachable'), became('27T08:20', 'in-service')]),
    'UTC',
  );
  expect(first?.hours.slice(7, 10)).toEqual(['in-service', 'unreachable', 'in-service']);
  expect(first?.spent.unreachable).toBe(600_000);
});

test('hours are those of the place', () => {
  const [first] = hoursOf(history([became('26T00:00', 'in-service'), became('27T08:00', 'limited')]), 'Europe/Berlin');
  expect(first?.hours.slice(8, 10)).toEqual(['in-service', 'limited']);
});

test('what was before the hub knew the terminal is not known, and no time without service', () => {
  const days = hoursOf(history([became('28T12:00', 'in-service')]), 'UTC');
  expect(days[0]?.hours.every((hour) => hour === null)).toBe(true);
  expect(shareServed(days)).toBe(1);
  expect(shareServed(hoursOf(history([]), 'UTC'))).toBeNull();
});

test('a terminal that serves with less than everything serves', () => {
  const changes = [became('26T00:00', 'limited'), became('28T00:00', 'out-of-service')];
  expect(shareServed(hoursOf(history(changes), 'UTC'))).toBe(0.5);
});
