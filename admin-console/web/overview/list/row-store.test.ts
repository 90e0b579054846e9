import { expect, test } from 'vitest';
import type { TerminalSummary } from '../../../contract/terminals/terminal-view.ts';
import { type Listing, listingOf } from './listing.ts';
import { PART, RowStore } from './row-store.ts';

const row = (n: number, change: Partial<TerminalSummary> = {}): TerminalSummary => ({
  ...{
    id: `T-${n}`,
    tenantId: 't',
    locationId: 'l-1',
    name: null,
    site: null,
    software: '1.0',
    online: true,
    seenAt: 1,
  },
  ...{ revokedAt: null, condition: 'in-service', messages: { urgent: 0, soon: 0, note: 0 }, cause: null, help: null },
  ...{ tags: [], paper: null },
  ...change,
});

/** A hub with so many terminals. @param most rows of one answer */
function listOf(all: TerminalSummary[], { listing = listingOf(new URLSearchParams()), most = PART } = {}) {
  const asked: number[] = [];
  const load = async (from: number, limit: number) => {
    asked.push(from);
    return { terminals: all.slice(from, from + Math.min(limit, most)), next: null, total: all.length };
  };
  return { asked, store: new RowStore(listing as Listing, load, () => {}) };
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
const fleet = (n: number) => Array.from({ length: n }, (_, at) => row(at));

test('only what is looked at is fetched, wherever that is', async () => {
  const { store, asked } = listOf(fleet(10_000));
  store.want(0, 20);
  await settled();
  store.want(9_000, 9_020);
  await settled();
  expect(store.total).toBe(10_000);
  expect([store.at(0)?.id, store.at(9_010)?.id, store.at(5_000)]).toEqual(['T-0', 'T-9010', undefined]);
  expect(asked).toHaveLength(2);
  store.want(9_000, 9_020);
  await settled();
  expect(asked, 'what is there is not asked for again').toHaveLength(2);
});

test('an answer that ends early is gone on with', async () => {
  const { store } = listOf(fleet(100), { most: 7 });
  store.want(0, 20);
  await settled();
  expect(store.at(19)?.id).toBe('T-19');
});

test('a row changes in its place, and stays there', async () => {
  const { store } = listOf(fleet(30));
  store.want(0, 30);
  await settled();
  store.changed([row(5, { condition: 'out-of-service' })]);
  expect(store.at(5)?.condition).toBe('out-of-service');
  expect(store.moved, 'its place would be another').toBe(1);
  store.changed([row(6, { software: '2.0' })]);
  expect(store.moved, 'its place would be the same').toBe(1);
});

test('a new order is read when somebody wants it, and what was there stays until then', async () => {
  const all = fleet(30);
  const { store } = listOf(all);
  store.want(0, 30);
  await settled();
  store.changed([row(5, { condition: 'limited' })]);
  all.unshift(...all.splice(5, 1));
  store.again();
  expect(store.at(0)?.id).toBe('T-0');
  await settled();
  expect([store.at(0)?.id, store.at(1)?.id, store.moved]).toEqual(['T-5', 'T-0', 0]);
});

test('a terminal that moved between two parts stands once', async () => {
  const all = fleet(PART + 10);
  const { store } = listOf(all);
  store.want(0, 10);
  await settled();
  // The first one goes to the end before the rest is read.
  all.push(...all.splice(0, 1));
  store.want(PART - 5, PART + 10);
  await settled();
  const ids = Array.from({ length: PART + 10 }, (_, n) => store.at(n)?.id).filter((id) => id !== undefined);
  expect(new Set(ids).size).toBe(ids.length);
});

test.each([
  ['a filter that it no longer passes', { condition: 'limited' }, true],
  ['the same cause, another reason', {}, false],
])('whether a row may have moved: %s', (_, filters, isMoved) => {
  const listing = listingOf(new URLSearchParams({ ...filters, sort: 'id' }));
  const { store } = listOf([row(0, { condition: 'limited' })], { listing });
  store.want(0, 1);
  return settled().then(() => {
    store.changed([row(0)]);
    expect(store.moved > 0).toBe(isMoved);
  });
});

test('a hub that refuses is told, and asked again when somebody wants that', async () => {
  let isAway = true;
  const load = async () => (isAway ? 403 : { terminals: fleet(1), next: null, total: 1 });
  const store = new RowStore(listingOf(new URLSearchParams()), load, () => {});
  store.want(0, 9);
  await settled();
  expect(store.problem).toBe(403);
  isAway = false;
  store.again();
  await settled();
  expect([store.problem, store.total]).toEqual([null, 1]);
});
