import { expect, test } from 'vitest';
import type { z } from 'zod';
import { err, ok } from '../../../foundation/result.ts';
import { CONTRADICTIONS } from '../../../portals/fit-connect/events/judge-log.ts';
import type { Delivery as DeliverySchema } from '../../channel/terminal/delivery.ts';
import { DELAYS } from '../configuration/delays.ts';
import { openBooks } from '../test-support/books.ts';
import { DELIVERED, FakePortal } from '../test-support/fakes.ts';
import { OutboxRunner } from './outbox-runner.ts';

type Delivery = z.input<typeof DeliverySchema>;

function line(books = openBooks(), portal = new FakePortal()) {
  const told: string[] = [];
  const deliveries: Delivery[] = [];
  const refused: string[] = [];
  const observed: boolean[] = [];
  const runner = new OutboxRunner({
    ...books,
    portal,
    serviceOf: () => ({ serviceName: 'Dienst', serviceIdentifier: null }),
    delays: DELAYS,
    random: () => 0.5,
    onDelivery: (_, delivery) => {
      told.push(delivery.kind);
      deliveries.push(delivery);
    },
    onRefused: (packageId) => refused.push(packageId),
    onPortalObserved: (_, isUp) => observed.push(isUp),
  });
  return {
    books,
    portal,
    told,
    deliveries,
    refused,
    observed,
    runner,
    /** One that was paid. */
    releasePaid() {
      const packageId = books.hold();
      books.outbox.movePayment(packageId, ['due'], 'paid');
      books.outbox.move(packageId, ['held'], 'released');
      runner.poke(packageId);
      return packageId;
    },
    release() {
      const packageId = books.hold(null);
      books.outbox.move(packageId, ['held'], 'released');
      runner.poke(packageId);
      return packageId;
    },
    [Symbol.dispose]() {
      runner.stop();
      books[Symbol.dispose]();
    },
  };
}
const trouble = (reason: string, retryAfterMs: number | null = null) =>
  err({ reason, next: 'retry' as const, retryAfterMs, progress: null });

test('released → submitted → accepted, with the case number and no ciphertext left', async () => {
  using l = line();
  const packageId = l.release();
  await l.books.clock.advance(DELAYS.eventsPollFirst);
  expect(l.told).toEqual(['sending', 'submitted', 'accepted']);
  expect(l.books.outbox.get(packageId)).toMatchObject({ state: 'accepted' });
  expect(l.books.outbox.sealed(packageId)).toBeNull();
  expect(l.books.journal.open('submit')).toHaveLength(0);
  expect(l.books.clock.waiting).toBe(0);
});

test('not accepted without the authority’s event, however often it is asked', async () => {
  using l = line();
  l.portal.nextDecision = ok({ kind: 'pending' });
  const packageId = l.release();
  await l.books.clock.advance(10 * 60_000);
  expect(l.told).toEqual(['sending', 'submitted']);
  expect(l.books.outbox.get(packageId)?.state).toBe('submitted');
  l.portal.nextDecision = ok({ kind: 'accepted' });
  await l.books.clock.advance(DELAYS.eventsPollSlow);
  expect(l.told.at(-1)).toBe('accepted');
});

test('rejected: the citizen hears the words, the disk keeps only their kind', async () => {
  using l = line();
  l.portal.nextDecision = ok({
    kind: 'rejected',
    problems: [{ type: 'https://schema.fitko.de/fit-connect/problem/data', text: 'Kennzeichen MS-AB 1 gibt es nicht' }],
  });
  const packageId = l.release();
  await l.books.clock.advance(DELAYS.eventsPollFirst);
  expect(l.told.at(-1)).toBe('rejected');
  expect(l.books.outbox.get(packageId)?.state).toBe('rejected');
  const row = l.books.db.prepare('SELECT problems FROM package').get();
  expect(JSON.stringify(row)).not.toContain('MS-AB');
});

test.each(CONTRADICTIONS)('%s: staff are told, the request is kept, and no money moves by itself', async (why) => {
  using l = line();
  Object.assign(l.books.policy, { whenRejected: 'reverse', whenUndeliverable: 'reverse' });
  l.portal.nextDecision = ok({ kind: 'contradictory', why });
  const packageId = l.releasePaid();
  await l.books.clock.advance(DELAYS.eventsPollFirst);
  expect(l.books.outbox.get(packageId)).toMatchObject({ state: 'flagged', reason: why, payment: 'paid' });
  expect(l.books.outbox.sealed(packageId)).not.toBeNull();
  expect(l.books.alerts.open().map(({ kind, reason }) => [kind, reason])).toEqual([['contradictory-answers', why]]);
  expect(l.refused).toEqual([]);
  // The citizen has heard that it was sent, and hears nothing that may be untrue.
  expect(l.told).toEqual(['sending', 'submitted']);
  expect(l.books.clock.waiting).toBe(0);
});

test('portal down: waits double from the first to the last, and the citizen hears that it is deferred', async () => {
  using l = line();
  l.portal.onDeliver = async () => trouble('unreachable');
  l.release();
  await l.books.clock.advance(0);
  expect(l.told).toEqual(['sending', 'deferred']);
  await l.books.clock.advance(DELAYS.deliveryRetryFirst);
  expect(l.portal.deliveries).toBe(2);
  await l.books.clock.advance(DELAYS.deliveryRetryFirst);
  expect(l.portal.deliveries).toBe(2);
  await l.books.clock.advance(DELAYS.deliveryRetryFirst);
  expect(l.portal.deliveries).toBe(3);
  await l.books.clock.advance(24 * 3_600_000);
  const before = l.portal.deliveries;
  await l.books.clock.advance(DELAYS.deliveryRetryAtMost);
  expect(l.portal.deliveries).toBe(before + 1);
});

test('"retry after" of the portal is kept', async () => {
  using l = line();
  l.portal.onDeliver = async () => trouble('rate-limited', 120_000);
  l.release();
  await l.books.clock.advance(119_000);
  expect(l.portal.deliveries).toBe(1);
  await l.books.clock.advance(2_000);
  expect(l.portal.deliveries).toBe(2);
});

test('the portal is back: nobody waits for the back-off', async () => {
  using l = line();
  l.portal.onDeliver = async () => trouble('unreachable');
  const packageId = l.release();
  await l.books.clock.advance(60 * 60_000);
  l.portal.onDeliver = async () => ok(DELIVERED);
  l.runner.pokeAll();
  await l.books.clock.advance(DELAYS.deliveryRetryFirst + DELAYS.eventsPollFirst);
  expect(l.books.outbox.get(packageId)?.state).toBe('accepted');
});

test('a restart goes on with the same submission instead of making a second case', async () => {
  const books = openBooks();
  const halfWay = { ...DELIVERED, submitTried: false, submitted: false };
  const first = line(books);
  first.portal.onDeliver = async (_, onProgress) => {
    onProgress(halfWay);
    return new Promise(() => {});
  };
  first.release();
  await books.clock.advance(0);
  first.runner.stop();

  using second = line(books);
  second.runner.start();
  await books.clock.advance(DELAYS.eventsPollFirst);
  expect(second.portal.progressSeen).toEqual([halfWay]);
  expect(second.told.at(-1)).toBe('accepted');
});

test('the destination’s key has rolled over: flagged for staff, kept, not sent again', async () => {
  using l = line();
  l.portal.onDeliver = async () =>
    err({ reason: 'key-rolled-over', next: 'staff', retryAfterMs: null, progress: null });
  const packageId = l.release();
  await l.books.clock.advance(24 * 3_600_000);
  expect(l.portal.deliveries).toBe(1);
  expect(l.books.outbox.get(packageId)).toMatchObject({ state: 'flagged', reason: 'key-rolled-over' });
  expect(l.books.outbox.sealed(packageId)).not.toBeNull();
  expect(l.books.outbox.counts().unclear).toBe(1);
});

test('a wall clock that jumps back a year delays nothing', async () => {
  using l = line();
  l.portal.onDeliver = async () => trouble('unreachable');
  l.release();
  await l.books.clock.advance(0);
  l.books.clock.jumpWallClock(-365 * 24 * 3_600_000);
  await l.books.clock.advance(DELAYS.deliveryRetryFirst);
  expect(l.portal.deliveries).toBe(2);
});

test('a large package on the line does not hold back the next citizen’s', async () => {
  using l = line();
  let calls = 0;
  l.portal.onDeliver = () => (calls++ === 0 ? new Promise(() => {}) : Promise.resolve(ok(DELIVERED)));
  l.release();
  const second = l.release();
  await l.books.clock.advance(DELAYS.eventsPollFirst);
  expect(l.books.outbox.get(second)?.state).toBe('accepted');
});

const ROLLED_OVER = err({ reason: 'key-rolled-over', next: 'staff' as const, retryAfterMs: null, progress: null });

test.each([
  ['reverse', 'reversing', 'reversing'],
  ['flag', 'paid', 'staff'],
] as const)(
  'paid and undeliverable, policy %s: told so, and what becomes of the money',
  async (policy, payment, refund) => {
    using l = line();
    l.books.policy.whenUndeliverable = policy;
    l.portal.onDeliver = async () => ROLLED_OVER;
    const packageId = l.releasePaid();
    await l.books.clock.advance(0);
    expect(l.deliveries.at(-1)).toEqual({ kind: 'undeliverable', reason: 'key-rolled-over', refund });
    expect(l.books.outbox.get(packageId)).toMatchObject({ state: 'flagged', payment });
    expect(l.books.alerts.open()).toMatchObject([{ kind: 'undeliverable', packageId, reason: 'key-rolled-over' }]);
    expect(l.refused).toEqual([packageId]);
  },
);

test.each([
  ['reverse', 'reversing', []],
  ['flag', 'staff', ['rejected-paid']],
] as const)('paid and rejected, policy %s: what becomes of the money is told', async (policy, refund, kinds) => {
  using l = line();
  l.books.policy.whenRejected = policy;
  l.portal.nextDecision = ok({ kind: 'rejected', problems: [] });
  const packageId = l.releasePaid();
  await l.books.clock.advance(DELAYS.eventsPollFirst);
  expect(l.deliveries.at(-1)).toEqual({ kind: 'rejected', problems: [], refund });
  expect(l.books.alerts.open().map(({ kind }) => kind)).toEqual(kinds);
  expect(l.books.outbox.sealed(packageId)).toBeNull();
});

test('not delivered for a day: staff are told, it is still tried, and the alert goes with the delivery', async () => {
  using l = line();
  l.portal.onDeliver = async () => trouble('unreachable');
  const packageId = l.release();
  await l.books.clock.advance(DELAYS.deliveryOverdueAfter - 60_000);
  expect(l.books.alerts.open()).toEqual([]);
  await l.books.clock.advance(60_000 + 2 * DELAYS.deliveryRetryAtMost);
  expect(l.books.alerts.open()).toMatchObject([{ kind: 'delivery-overdue', packageId }]);
  l.portal.onDeliver = async () => ok(DELIVERED);
  await l.books.clock.advance(2 * DELAYS.deliveryRetryAtMost);
  expect(l.books.alerts.open()).toEqual([]);
});

test('a back-off goes on over a restart', async () => {
  const books = openBooks();
  const first = line(books);
  first.portal.onDeliver = async () => trouble('rate-limited', 120_000);
  first.release();
  await books.clock.advance(0);
  first.runner.stop();
  await books.clock.advance(20_000);

  using second = line(books);
  second.runner.start();
  await books.clock.advance(99_000);
  expect(second.portal.deliveries).toBe(0);
  await books.clock.advance(2_000);
  expect(second.portal.deliveries).toBe(1);
});

test.each([
  ['its own back-off', 'unreachable', null, DELAYS.deliveryRetryFirst],
  ['what the portal asked for', 'rate-limited', 120_000, 120_000],
] as const)(
  'a retry time written while the wall clock was two hours ahead: after the restart it waits for %s, no longer',
  async (_, reason, retryAfterMs, wait) => {
    const books = openBooks();
    books.clock.jumpWallClock(2 * 3_600_000);
    const first = line(books);
    first.portal.onDeliver = async () => trouble(reason, retryAfterMs);
    first.release();
    await books.clock.advance(0);
    first.runner.stop();
    books.clock.jumpWallClock(-2 * 3_600_000);

    using second = line(books);
    second.runner.start();
    await books.clock.advance(wait - 1);
    expect(second.portal.deliveries).toBe(0);
    await books.clock.advance(1);
    expect(second.portal.deliveries).toBe(1);
  },
);

test('killed in an attempt that was put off while the wall clock was ahead: the next start does not put it off again', async () => {
  const books = openBooks();
  books.clock.jumpWallClock(2 * 3_600_000);
  const first = line(books);
  first.portal.onDeliver = async () => trouble('unreachable');
  first.release();
  await books.clock.advance(0);
  books.clock.jumpWallClock(-2 * 3_600_000);
  first.portal.onDeliver = async (_, onProgress) => {
    onProgress({ ...DELIVERED, submitTried: false, submitted: false });
    return new Promise(() => {});
  };
  await books.clock.advance(DELAYS.deliveryRetryFirst);
  first.runner.stop();

  using second = line(books);
  second.runner.start();
  await books.clock.advance(0);
  expect(second.portal.deliveries).toBe(1);
});

test('what a delivery finds out about the portal is passed on', async () => {
  using l = line();
  l.portal.onDeliver = async () => trouble('unreachable');
  l.release();
  await l.books.clock.advance(0);
  l.portal.onDeliver = async () => ok(DELIVERED);
  await l.books.clock.advance(DELAYS.deliveryRetryFirst);
  expect(l.observed).toEqual([false, true]);
});

test('released by staff from another process: found and delivered', async () => {
  using l = line();
  l.runner.start();
  const packageId = l.books.hold(null);
  l.books.outbox.move(packageId, ['held'], 'released');
  await l.books.clock.advance(DELAYS.deliverySweepEvery + DELAYS.eventsPollFirst);
  expect(l.books.outbox.get(packageId)?.state).toBe('accepted');
});

test('poked twice while it is on the line: one submission, not two', async () => {
  using l = line();
  const packageId = l.release();
  l.runner.poke(packageId);
  l.runner.pokeAll();
  await l.books.clock.advance(10_000);
  expect(l.portal.deliveries).toBe(1);
});
