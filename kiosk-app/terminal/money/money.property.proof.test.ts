import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { Listeners } from '../../../foundation/listeners.ts';
import { err, ok } from '../../../foundation/result.ts';
import { feeOfItems, type OnlineProgress } from '../../channel/terminal/money.ts';
import { DELAYS } from '../configuration/delays.ts';
import { DeliveryMessages, type ToldDelivery } from '../delivery/delivery-messages.ts';
import { OutboxRunner } from '../delivery/outbox-runner.ts';
import { openStore } from '../store/database.ts';
import type { StoredPackage } from '../store/package.ts';
import { booksOn, feeFor } from '../test-support/books.ts';
import { FakePortal, sealedSubmission, temporaryDirectory } from '../test-support/fakes.ts';
import { LedgerPortal, PORTAL_LOSSES, type PortalLoss } from '../test-support/ledger-portal.ts';
import { LedgerTerminal, LOSSES, type Loss } from '../test-support/ledger-terminal.ts';
import { createMoney, type MoneyDesk } from './money.ts';

/** What the process that is killed sees of it: nothing it writes from then on arrives. */
class Killed extends Error {}

type Step =
  | {
      readonly act: 'pay';
      readonly later: boolean;
      readonly loss: Loss;
      readonly staysAway: boolean;
      readonly seconds: number;
      readonly declines: boolean;
    }
  | { readonly act: 'pay-again' }
  | { readonly act: 'telephone'; readonly later: boolean; readonly seconds: number }
  | { readonly act: 'telephone-again' | 'leave' | 'drop' }
  | { readonly act: 'decides'; readonly status: 'PAYED' | 'FAILED' | 'CANCELED' }
  | { readonly act: 'payment-portal'; readonly isDown: boolean; readonly loss: PortalLoss }
  | { readonly act: 'kill'; readonly atWrite: number }
  | { readonly act: 'restart' | 'session-dies' | 'offline' | 'online' }
  | { readonly act: 'authority'; readonly says: 'accepted' | 'rejected' | 'pending' | 'undeliverable' | 'down' }
  | { readonly act: 'loss'; readonly loss: Loss }
  | { readonly act: 'wait'; readonly seconds: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant('pay' as const),
      later: fc.boolean(),
      loss: fc.constantFrom(...LOSSES),
      staysAway: fc.boolean(),
      seconds: fc.constantFrom(1, 100),
      declines: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, fc.boolean()),
    }),
  },
  fc.constant({ act: 'pay-again' as const }),
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('telephone' as const),
      later: fc.boolean(),
      seconds: fc.constantFrom(1, 100),
    }),
  },
  fc.record({ act: fc.constantFrom('telephone-again' as const, 'leave' as const, 'drop' as const) }),
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('decides' as const),
      status: fc.oneof(
        { weight: 3, arbitrary: fc.constant('PAYED' as const) },
        fc.constantFrom('FAILED' as const, 'CANCELED' as const),
      ),
    }),
  },
  fc.record({
    act: fc.constant('payment-portal' as const),
    isDown: fc.boolean(),
    loss: fc.constantFrom(...PORTAL_LOSSES),
  }),
  { weight: 4, arbitrary: fc.record({ act: fc.constant('kill' as const), atWrite: fc.integer({ min: 1, max: 25 }) }) },
  fc.record({
    act: fc.constantFrom('restart' as const, 'session-dies' as const, 'offline' as const, 'online' as const),
  }),
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant('authority' as const),
      says: fc.constantFrom('accepted', 'rejected', 'pending', 'undeliverable', 'down'),
    }),
  },
  fc.record({ act: fc.constant('loss' as const), loss: fc.constantFrom(...LOSSES) }),
  {
    weight: 3,
    arbitrary: fc.record({ act: fc.constant('wait' as const), seconds: fc.constantFrom(1, 45, 700) }),
  },
);

const place = fc.record({
  knowsB4: fc.boolean(),
  undoesUnacknowledged: fc.boolean(),
  whenRejected: fc.constantFrom('reverse' as const, 'flag' as const),
  whenUndeliverable: fc.constantFrom('reverse' as const, 'flag' as const),
  steps: fc.array(step, { minLength: 1, maxLength: 14 }),
});

interface Bought {
  readonly packageId: string;
  readonly cents: number;
  readonly later: boolean;
}

/** One terminal over its whole life: store, device and authority outlive each run of the process. */
function world(options: typeof place extends fc.Arbitrary<infer T> ? T : never) {
  const clock = new SimulatedClock();
  using directory = new DisposableStack();
  const { path } = directory.use(temporaryDirectory());
  const device = new LedgerTerminal();
  Object.assign(device, { knowsB4: options.knowsB4, undoesUnacknowledged: options.undoesUnacknowledged });
  const portal = new FakePortal();
  const payments = new LedgerPortal();
  /** Addresses that somebody has seen. */
  const shown = new Set<string>();
  const see = (progress: OnlineProgress) => {
    if (progress.kind === 'code' && progress.address !== null) shown.add(progress.address);
  };
  const delivered = new Set<string>();
  /** What the authority was told of payments, by the package they are about. */
  const notices = new Map<string, Set<string>>();
  const bought: Bought[] = [];
  let writesLeft = Number.POSITIVE_INFINITY;
  let isDead = false;
  let run = begin();
  const cleanUp = directory.move();

  function open() {
    const db = openStore(join(path, 'terminal.db'));
    // Processes die here, not the machine.
    db.pragma('synchronous = OFF');
    db.function('write_or_die', () => {
      if (isDead) throw new Killed();
      if (--writesLeft >= 0) return 1;
      isDead = true;
      throw new Killed();
    });
    for (const table of ['journal', 'package', 'alert']) {
      for (const change of ['INSERT', 'UPDATE', 'DELETE']) {
        db.exec(
          `CREATE TEMP TRIGGER kill_${table}_${change} BEFORE ${change} ON main.${table} BEGIN SELECT write_or_die(); END`,
        );
      }
    }
    return db;
  }

  function begin() {
    const books = booksOn(open(), clock);
    Object.assign(books.policy, { whenRejected: options.whenRejected, whenUndeliverable: options.whenUndeliverable });
    const sessionId = randomUUID().replaceAll('-', '').slice(0, 16);
    const live = { sessions: [sessionId] };
    const told = new Listeners<[pkg: StoredPackage, delivery: ToldDelivery]>();
    const refused = new Listeners();
    const messages = new DeliveryMessages({ ...books, tell: (pkg, delivery) => told.tell(pkg, delivery) });
    const runner = new OutboxRunner({
      ...books,
      portal: {
        ...portal,
        prepare: portal.prepare,
        keptRecipient: () => null,
        replyChannels: async () => [],
        isUp: async () => true,
        deliver: (sealed, progress, onProgress) => portal.deliver(sealed, progress, onProgress),
        decision: async () => portal.nextDecision,
        sealNotice: (notice) => portal.sealNotice(notice),
      },
      serviceOf: () => ({ serviceName: 'Dienst', serviceIdentifier: null }),
      delays: DELAYS,
      random: () => 0.5,
      onDelivery: (pkg, delivery) => {
        if (delivery.kind === 'submitted' && pkg.noticeOf !== null) {
          notices.set(pkg.noticeOf, (notices.get(pkg.noticeOf) ?? new Set()).add(pkg.packageId));
        } else if (delivery.kind === 'submitted') delivered.add(pkg.packageId);
        messages.heard(pkg, delivery);
      },
      onRefused: () => refused.tell(),
    });
    const money: MoneyDesk = createMoney({
      ...books,
      device,
      online: payments,
      onPortalObserved: () => {},
      deliveries: {
        messages,
        poke: (packageId) => runner.poke(packageId),
        onDelivery: (listener) => told.add(listener),
        onRefused: (listener) => refused.add(listener),
      },
      liveSessions: () => live.sessions,
      delays: DELAYS,
    });
    void money.start().catch(() => {});
    runner.start();
    return { books, money, runner, live, sessionId };
  }

  /** The next run, as after a kill: nothing of the one before goes on. */
  async function restart(): Promise<void> {
    isDead = true;
    await clock.advance(0);
    run.money.stop();
    run.runner.stop();
    // What still goes on in it finds no store.
    run.books.db.close();
    isDead = false;
    writesLeft = Number.POSITIVE_INFINITY;
    run = begin();
    await clock.advance(0);
  }

  function sessionDies(): void {
    const { sessionId } = run;
    run.live.sessions = [];
    run.money.sessionGone(sessionId, 'died');
    run = { ...run, sessionId: randomUUID().replaceAll('-', '').slice(0, 16) };
    run.live.sessions = [run.sessionId];
  }

  /** Every second one is two bills of two payees. */
  const feeOf = (cents: number) =>
    cents % 2 === 0
      ? feeFor({ cents, reference: `REF-${cents}` })
      : feeOfItems([
          { payee: 'stadtkasse', reference: `REF-${cents}`, cents: cents - 100, purpose: '' },
          { payee: 'stadtwerke', reference: `REF-${cents}-B`, cents: 100, purpose: '' },
        ]);

  async function buy(later: boolean, seconds: number, online = false): Promise<void> {
    const sealed = sealedSubmission();
    const cents = 1000 + bought.length;
    const { books, runner, money, sessionId } = run;
    books.outbox.hold(sessionId, 'service', sealed, feeOf(cents));
    bought.push({ packageId: sealed.packageId, cents, later });
    if (later) {
      books.outbox.move(sealed.packageId, ['held'], 'released');
      runner.poke(sealed.packageId);
      await clock.advance(2_000);
    }
    void (online ? money.online?.pay(sealed.packageId, see) : money.payment.pay(sealed.packageId, () => {}))?.catch(
      () => {},
    );
    await clock.advance(seconds * 1_000);
  }

  /** As a session's call does it: not while the telephone may have paid. */
  async function payByCard(packageId: string): Promise<void> {
    const { money } = run;
    if ((await money.online?.askBeforeCard(packageId)) !== 'free') return;
    await money.payment.pay(packageId, () => {});
    await money.online?.isPaidMeanwhile(packageId);
  }

  async function take(it: Step): Promise<void> {
    switch (it.act) {
      case 'pay':
        device.loss = it.loss;
        device.declines = it.declines;
        device.staysAway = it.staysAway;
        await buy(it.later, it.seconds);
        break;
      case 'pay-again': {
        const last = bought.at(-1);
        device.declines = false;
        if (last) void payByCard(last.packageId).catch(() => {});
        await clock.advance(1_000);
        break;
      }
      case 'telephone':
        await buy(it.later, it.seconds, true);
        break;
      case 'telephone-again': {
        const last = bought.at(-1);
        if (last) void run.money.online?.pay(last.packageId, see).catch(() => {});
        await clock.advance(1_000);
        break;
      }
      case 'leave': {
        const last = bought.at(-1);
        if (last) void run.money.online?.leave(last.packageId).catch(() => {});
        await clock.advance(1_000);
        break;
      }
      case 'drop': {
        const last = bought.at(-1);
        if (last && !last.later) run.books.outbox.drop(last.packageId);
        break;
      }
      case 'decides':
        // Nobody can pay what was never shown to them.
        payments.decideOn(
          payments.opened.findLast(({ transaction }) => shown.has(transaction.transactionRedirectUrl ?? '')),
          it.status,
        );
        await clock.advance(1_000);
        break;
      case 'payment-portal':
        payments.isDown = it.isDown;
        payments.loss = it.loss;
        break;
      case 'kill':
        writesLeft = it.atWrite;
        break;
      case 'restart':
        await restart();
        break;
      case 'session-dies':
        sessionDies();
        break;
      case 'offline':
      case 'online':
        device.setOnline(it.act === 'online');
        break;
      case 'loss':
        device.loss = it.loss;
        break;
      case 'authority':
        says(it.says);
        break;
      case 'wait':
        await clock.advance(it.seconds * 1_000);
    }
  }

  function says(what: (Step & { act: 'authority' })['says']): void {
    const trouble = { retryAfterMs: null, progress: null };
    const fine = new FakePortal().onDeliver;
    portal.onDeliver =
      what === 'down'
        ? async () => err({ ...trouble, reason: 'unreachable', next: 'retry' })
        : what === 'undeliverable'
          ? async () => err({ ...trouble, reason: 'key-rolled-over', next: 'staff' })
          : fine;
    if (what === 'accepted') portal.nextDecision = ok({ kind: 'accepted' });
    if (what === 'pending') portal.nextDecision = ok({ kind: 'pending' });
    if (what === 'rejected') portal.nextDecision = ok({ kind: 'rejected', problems: [] });
  }

  return {
    device,
    payments,
    bought,
    delivered,
    notices,
    get books() {
      return run.books;
    },
    async play(steps: readonly Step[]): Promise<void> {
      for (const it of steps) {
        try {
          await take(it);
        } catch (thrown) {
          if (!(thrown instanceof Killed)) throw thrown;
        }
        if (isDead) await restart();
      }
      // Everything works again, and time passes.
      device.setOnline(true);
      device.loss = 'none';
      payments.isDown = false;
      payments.loss = 'none';
      says('down');
      says('accepted');
      await restart();
      await clock.advance(3 * 60 * 60_000);
    },
    [Symbol.dispose]() {
      run.money.stop();
      run.runner.stop();
      run.books.db.close();
      cleanUp.dispose();
    },
  };
}

const RUNS = Number(process.env.BT_MONEY_RUNS ?? 60);

test(
  'whatever fails and whenever it is killed: charged at most once; paid is delivered, reversed, or staff know; what is paid after sending is told once',
  async () => {
    await fc.assert(
      fc.asyncProperty(place, async (it) => {
        using w = world(it);
        await w.play(it.steps);
        const alerts = w.books.alerts.open();
        for (const { packageId, cents, later } of w.bought) {
          const pkg = w.books.outbox.get(packageId);
          const [byCard, byTelephone] = [w.device.charges(cents), w.payments.charges(cents)];
          const balance = w.device.balance(cents) + byTelephone;
          const standing = alerts.filter((alert) => alert.packageId === packageId);
          const isTold = standing.length > 0;
          const context = { state: pkg?.state, payment: pkg?.payment, balance, isTold };
          expect(byCard, 'charges').toBeLessThanOrEqual(1);
          expect(byTelephone, 'charges').toBeLessThanOrEqual(1);
          expect([0, 1], 'given back at most once').toContain(w.device.balance(cents));
          // Both only where the citizen did it: then staff give the second one back, or look after an unclear one.
          if (balance === 2) expect(isTold, 'paid twice, and staff know').toBe(true);
          if (balance === 1 && !isTold) expect(context).toMatchObject({ state: 'accepted', payment: 'paid' });
          if (balance === 0 && !isTold) expect(['none', 'due', 'reversed', undefined]).toContain(pkg?.payment);
          if (!later && w.delivered.has(packageId)) expect(byCard + byTelephone, 'delivered unpaid').toBeGreaterThan(0);
          const told = w.notices.get(packageId)?.size ?? 0;
          expect(told, 'told of one payment').toBeLessThanOrEqual(1);
          if (!later) expect(told, 'told of what stood in the request').toBe(0);
          if (told === 1) expect(byCard + byTelephone, 'told of a payment that never was').toBeGreaterThan(0);
          if (later && pkg?.payment === 'paid' && pkg.state === 'accepted') {
            const isNoticeTold = alerts.some(
              (alert) => alert.packageId === w.books.outbox.noticeAbout(packageId)?.packageId,
            );
            expect(told === 1 || isNoticeTold, 'the authority, or staff, know that it is paid').toBe(true);
          }
          if (pkg?.payment === 'paid') expect(balance).toBeGreaterThan(0);
          if (pkg?.payment === 'reversed') expect(context).toMatchObject({ balance: 0 });
        }
        // What is still open at the portal is either nobody's any more, or unclear for staff.
        for (const { packageId } of w.books.journal.open('online')) {
          const payment = w.books.outbox.get(packageId)?.payment;
          const isTold = alerts.some((alert) => alert.packageId === packageId);
          expect(isTold || (payment !== 'due' && payment !== 'paying'), 'silent').toBe(true);
        }
        expect(w.books.journal.verify().brokenAt).toBeNull();
        expect(w.books.journal.open('authorise')).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  },
  60_000 + RUNS * 1_000,
);
