import { expect, test } from 'vitest';
import { hrefOf, placeOf } from './router.ts';

test.each([
  ['#/', 'terminals', null],
  ['', 'terminals', null],
  ['#einmal=abc', 'terminals', null],
  ['#/meldungen', 'inbox', null],
  ['#/terminal/MS-RH-01', 'terminal', 'MS-RH-01'],
  ['#/terminal/a%2', 'terminal', 'a%2'],
  ['#/gibt-es-nicht/x', 'terminals', 'x'],
])('address %s names page %s', (hash, page, id) => {
  expect(placeOf(hash)).toMatchObject({ page, id });
});

test('an address leads to what it was made for', () => {
  const href = hrefOf('inbox', null, { cause: 'device.receipt-printer.paper-out', terminal: null });
  expect(href).toBe('#/meldungen?cause=device.receipt-printer.paper-out');
  expect(placeOf(href).query.get('cause')).toBe('device.receipt-printer.paper-out');
  expect(placeOf(hrefOf('terminal', 'a/b?c', { act: 'self-test' }))).toMatchObject({ page: 'terminal', id: 'a/b?c' });
});
