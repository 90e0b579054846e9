import { expect, test } from 'vitest';
import { DELAYS } from '../configuration/delays.ts';
import { createClosureStore } from '../store/closure-notice.ts';
import { openBooks } from '../test-support/books.ts';
import { Closure } from './closure.ts';

const TEXTS = { de: 'Umbau', en: 'Works' };

test('the notice stands over a restart, and goes by itself when its time is over', async () => {
  using books = openBooks();
  const { clock, db } = books;
  const first = new Closure(createClosureStore(db), clock, DELAYS);
  first.close({ texts: TEXTS, until: clock.now() + 10 * 60_000 });
  first.stop();
  const closure = new Closure(createClosureStore(db), clock, DELAYS);
  let changes = 0;
  closure.onChange(() => changes++);
  await clock.advance(10 * 60_000 - 1);
  expect([closure.texts(), changes]).toEqual([TEXTS, 0]);
  await clock.advance(1);
  expect([closure.texts(), changes, clock.waiting]).toEqual([null, 1, 0]);
  expect(createClosureStore(db).read()).toBeNull();
});

test('one without an end stands until it is taken down', async () => {
  using books = openBooks();
  const closure = new Closure(createClosureStore(books.db), books.clock, DELAYS);
  closure.close({ texts: TEXTS, until: null });
  await books.clock.advance(365 * 86_400_000);
  expect(closure.texts()).toEqual(TEXTS);
  closure.open();
  expect([closure.texts(), books.clock.waiting]).toEqual([null, 0]);
});
