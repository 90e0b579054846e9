import { expect, test } from 'vitest';
import { idleBoard } from '../test-support/idle-board.ts';

test('a card that was forgotten on the reader is told to the hub, until it is gone', () => {
  const { board, shown } = idleBoard();
  let changes = 0;
  board.onChange(() => changes++);
  expect(board.report().cardLeft).toBe(false);
  shown.cardLeft('0123456789abcdef', true);
  shown.cardLeft('0123456789abcdef', true);
  expect([board.report().cardLeft, changes]).toEqual([true, 1]);
  shown.cardLeft('0123456789abcdef', false);
  expect(board.report().cardLeft).toBe(false);
});

test('a place that is closed by its hours is in service, and nobody is there', () => {
  const { board, shown } = idleBoard();
  shown.moveTo('0123456789abcdef', 'closed', null);
  expect(board.report()).toMatchObject({ mode: 'in-service', step: 'closed' });
  expect(shown.isIdle()).toBe(true);
});
