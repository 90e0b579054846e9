import type { z } from 'zod';
import { backoff } from '../../../foundation/backoff.ts';
import type { Clock, Timer } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import { cut } from '../../../foundation/rpc/cut.ts';
import { DeliveryProgress, type SealedSubmission } from '../../../portals/fit-connect/contract.ts';
import { type Delivery, MOST_PROBLEMS, ProblemText, type Refund } from '../../channel/terminal/delivery.ts';
import type { TerminalDelays } from '../configuration/delays.ts';
import type { Alerts } from '../store/alerts.ts';
import { durably, type Store } from '../store/database.ts';
import type { Journal } from '../store/journal.ts';
import type { Outbox } from '../store/outbox.ts';
import type { StoredPackage } from '../store/package.ts';
import { drawConsequences, type PolicyOf, refundOf } from '../store/package-consequences.ts';
import { type NoticeOptions, sealNotice } from './payment-notice.ts';
import type { SubmissionPortal } from './submission-portal.ts';

/** Failures that mean the portal does not answer at present (portals/http/request.ts, `failureCode`). */
const DOWN = /^(unreachable|timeout|server-error)/;

/** Packages that are sent at the same time: a large scan must not delay the package of the citizen who waits. */
const AT_ONCE = 3;

export interface OutboxRunnerOptions {
  readonly db: Store;
  readonly outbox: Outbox;
  readonly journal: Journal;
  readonly alerts: Alerts;
  readonly policyOf: PolicyOf;
  readonly portal: SubmissionPortal;
  readonly serviceOf: NoticeOptions['serviceOf'];
  readonly delays: TerminalDelays;
  readonly clock: Clock;
  readonly log: Log;
  /** 0 ≤ n < 1, for jitter. */
  readonly random: () => number;
  readonly onDelivery: (pkg: StoredPackage, delivery: z.input<typeof Delivery>) => void;
  /** Called when a payment may have to be reversed. */
  readonly onRefused?: (packageId: string) => void;
  /** What a delivery has found out about a destination. */
  readonly onPortalObserved?: (destinationId: string, isUp: boolean) => void;
}

/**
 * Delivers what is released and asks after what is submitted, until the authority has decided. Every wait is a timer of
 * its own per package and relative, so that a wrong wall clock delays nothing.
 */
export class OutboxRunner {
  readonly #options: OutboxRunnerOptions;
  readonly #timers = new Map<string, Timer>();
  readonly #running = new Set<string>();
  readonly #queued: string[] = [];
  /** Polls of a submitted case in this run of the terminal. */
  readonly #polls = new Map<string, number>();
  #isStopped = false;
  #sweep: Timer;

  constructor(options: OutboxRunnerOptions) {
    this.#options = options;
  }

  start(): void {
    const { clock, delays } = this.#options;
    for (const { packageId, nextTryAt, changedAt } of this.#options.outbox.deliverable()) {
      // A back-off goes on after a restart. Its start and its end were written by the same clock, so their difference is
      // right even if that clock was wrong.
      const left = nextTryAt === null ? 0 : Math.min(nextTryAt - clock.now(), nextTryAt - changedAt);
      this.#schedule(packageId, Math.min(Math.max(left, 0), delays.deliveryRetryAtMost));
    }
    this.#sweepLater();
  }

  /** There is something to do for this package. */
  poke(packageId: string): void {
    this.#schedule(packageId, 0);
  }

  /** The portal is back: no need to wait for the back-off. */
  pokeAll(): void {
    for (const pkg of this.#options.outbox.deliverable()) {
      this.#schedule(pkg.packageId, this.#options.random() * this.#options.delays.deliveryRetryFirst);
    }
  }

  stop(): void {
    this.#isStopped = true;
    this.#options.clock.clearTimeout(this.#sweep);
    for (const timer of this.#timers.values()) this.#options.clock.clearTimeout(timer);
    this.#timers.clear();
  }

  /** Staff may have released something from another process. */
  #sweepLater(): void {
    const { clock, delays, outbox } = this.#options;
    this.#sweep = clock.setTimeout(() => {
      for (const { packageId, state } of outbox.deliverable()) {
        const isKnown = this.#timers.has(packageId) || this.#running.has(packageId) || this.#queued.includes(packageId);
        if (state === 'released' && !isKnown) this.#schedule(packageId, 0);
      }
      this.#sweepLater();
    }, delays.deliverySweepEvery);
  }

  #schedule(packageId: string, ms: number): void {
    if (this.#isStopped) return;
    const { clock } = this.#options;
    const before = this.#timers.get(packageId);
    if (before !== undefined) clock.clearTimeout(before);
    this.#timers.set(
      packageId,
      clock.setTimeout(() => {
        this.#timers.delete(packageId);
        if (!this.#running.has(packageId) && !this.#queued.includes(packageId)) this.#queued.push(packageId);
        this.#startQueued();
      }, ms),
    );
  }

  #startQueued(): void {
    while (this.#running.size < AT_ONCE) {
      const packageId = this.#queued.shift();
      if (packageId === undefined) return;
      this.#running.add(packageId);
      void this.#step(packageId).then((again) => {
        this.#running.delete(packageId);
        if (again !== null && !this.#timers.has(packageId)) this.#schedule(packageId, again);
        this.#startQueued();
      });
    }
  }

  /** One attempt; answers in how many milliseconds to look again, `null` = never. */
  async #step(packageId: string): Promise<number | null> {
    const { outbox, log, delays } = this.#options;
    try {
      const pkg = outbox.get(packageId);
      if (!pkg || this.#isStopped) return null;
      let sealed = outbox.sealed(packageId);
      if (!sealed && pkg.noticeOf !== null && pkg.state === 'released') {
        const notice = await sealNotice(this.#options, pkg);
        if (this.#isStopped) return null;
        if (notice.kind === 'not-yet') return this.#tryLater(pkg, 'released', notice.reason);
        if (notice.kind === 'sealed') sealed = notice.sealed;
      }
      if (!sealed) return null;
      if (pkg.state === 'released' || pkg.state === 'delivering') return await this.#deliver(pkg, sealed);
      if (pkg.state === 'submitted') return await this.#ask(pkg, sealed);
      return null;
    } catch (thrown) {
      // The disk is full or there is a bug. Nothing was lost, so the package is tried again later.
      log.event('error', 'outbox.step-failed', { package: code(packageId), reason: code(reasonOf(thrown)) });
      return delays.deliveryRetryAtMost;
    }
  }

  async #deliver(before: StoredPackage, sealed: SealedSubmission): Promise<number | null> {
    const { db, outbox, journal, portal, onDelivery, delays } = this.#options;
    const { packageId } = before;
    if (before.state === 'released') {
      durably(db, () => {
        journal.intend('submit', packageId, {
          destinationId: sealed.destinationId,
          encryptionKid: sealed.encryptionKid,
        });
        outbox.move(packageId, ['released'], 'delivering');
      });
    }
    onDelivery(before, { kind: 'sending' });
    const outcome = await portal.deliver(sealed, progressOf(before), (progress) =>
      outbox.move(packageId, ['delivering'], 'delivering', { progress: JSON.stringify(progress), nextTryAt: null }),
    );
    const isDown = !outcome.ok && outcome.error.next === 'retry' && DOWN.test(outcome.error.reason);
    if (outcome.ok || isDown) this.#options.onPortalObserved?.(sealed.destinationId, outcome.ok);
    if (outcome.ok) {
      this.#conclude(packageId, 'submitted', null, { progress: JSON.stringify(outcome.value), attempts: 0 });
      onDelivery(before, { kind: 'submitted' });
      return delays.eventsPollFirst;
    }
    const { reason, next, progress, retryAfterMs } = outcome.error;
    const kept = progress === null ? {} : { progress: JSON.stringify(progress) };
    if (before.noticeOf !== null && reason === 'key-rolled-over') {
      // Nothing was announced yet, so the terminal seals the notice again with the new key.
      durably(db, () => {
        this.#concludeIntent(packageId, 'flagged', reason);
        outbox.sealNotice(packageId, null);
      });
      return this.#tryLater(before, 'released', reason);
    }
    if (next === 'staff') {
      this.#conclude(packageId, 'flagged', reason, kept);
      this.#tellRefused(before, (refund) => ({ kind: 'undeliverable', reason, refund }));
      return null;
    }
    return this.#tryLater(before, 'delivering', reason, { ...kept, retryAfterMs });
  }

  #tryLater(
    before: StoredPackage,
    state: 'released' | 'delivering',
    reason: string,
    { progress, retryAfterMs }: { progress?: string; retryAfterMs?: number | null } = {},
  ): number {
    const { db, outbox, alerts, delays, clock, onDelivery } = this.#options;
    const { packageId } = before;
    const attempts = before.attempts + 1;
    const wait = Math.max(retryAfterMs ?? 0, this.#backOff(attempts));
    const now = clock.now();
    durably(db, () => {
      const nextTryAt = now + Math.round(wait);
      const kept = progress === undefined ? {} : { progress };
      outbox.move(packageId, [state], state, { ...kept, attempts, reason, nextTryAt });
      if (now - before.heldAt > delays.deliveryOverdueAfter) alerts.raise('delivery-overdue', packageId, reason);
    });
    onDelivery(before, { kind: 'deferred', reason });
    return wait;
  }

  #concludeIntent(packageId: string, result: 'submitted' | 'flagged', reason: string | null): void {
    const { journal } = this.#options;
    const open = journal.open('submit').find((entry) => entry.packageId === packageId);
    if (open) journal.conclude('submit', open.intentId, { result, reason });
  }

  #conclude(
    packageId: string,
    result: 'submitted' | 'flagged',
    reason: string | null,
    change: { progress?: string; attempts?: number },
  ): void {
    const { db, outbox, log } = this.#options;
    durably(db, () => {
      this.#concludeIntent(packageId, result, reason);
      outbox.move(packageId, ['delivering'], result, { ...change, reason, nextTryAt: null });
      drawConsequences(this.#options, packageId);
    });
    log.event(result === 'flagged' ? 'error' : 'info', `outbox.${result}`, {
      package: code(packageId),
      reason: code(reason ?? 'none'),
    });
  }

  async #ask(pkg: StoredPackage, sealed: SealedSubmission): Promise<number | null> {
    const { db, outbox, portal, log, onDelivery } = this.#options;
    const { packageId } = pkg;
    const progress = progressOf(pkg);
    if (!progress) {
      durably(db, () => {
        outbox.move(packageId, ['submitted'], 'flagged', { reason: 'no-progress' });
        drawConsequences(this.#options, packageId);
      });
      this.#tellRefused(pkg, (refund) => ({ kind: 'undeliverable', reason: 'no-progress', refund }));
      return null;
    }
    const answer = await portal.decision(sealed, progress);
    if (!answer.ok || answer.value.kind === 'pending') {
      if (!answer.ok) {
        log.event('warn', 'outbox.events-failed', { package: code(packageId), reason: code(answer.error.reason) });
      }
      return this.#nextPoll(packageId);
    }
    this.#polls.delete(packageId);
    const decision = answer.value;
    if (decision.kind === 'contradictory') {
      // The ciphertext stays: it may be the only copy of a request that nobody has. The citizen has heard that it is sent.
      durably(db, () => {
        outbox.move(packageId, ['submitted'], 'flagged', { reason: decision.why });
        drawConsequences(this.#options, packageId);
      });
    } else if (decision.kind === 'accepted') {
      outbox.move(packageId, ['submitted'], 'accepted', { erase: true });
      onDelivery(pkg, decision);
    } else {
      const problems = decision.problems.map((problem) => problem.type);
      durably(db, () => {
        // The authority has the package and has decided, so the ciphertext is erased.
        outbox.move(packageId, ['submitted'], 'rejected', { problems, reason: 'rejected', erase: true });
        drawConsequences(this.#options, packageId);
      });
      const words = decision.problems.slice(0, MOST_PROBLEMS).map(({ text }) => cut(ProblemText, text));
      this.#tellRefused(pkg, (refund) => ({ kind: 'rejected', problems: words, refund }));
    }
    log.event(decision.kind === 'accepted' ? 'info' : 'error', `outbox.${decision.kind}`, {
      package: code(packageId),
      ...(decision.kind === 'contradictory' && { reason: code(decision.why) }),
    });
    return null;
  }

  /** Reports to the session that the package will not be served, and what happens to the money. */
  #tellRefused(pkg: StoredPackage, say: (refund: Refund) => z.input<typeof Delivery>): void {
    const { outbox, onDelivery, onRefused } = this.#options;
    onDelivery(pkg, say(refundOf(outbox.get(pkg.packageId) ?? pkg)));
    onRefused?.(pkg.packageId);
  }

  #nextPoll(packageId: string): number {
    const { delays } = this.#options;
    const polls = (this.#polls.get(packageId) ?? 0) + 1;
    this.#polls.set(packageId, polls);
    return polls * delays.eventsPollFirst < delays.eventsPollFastFor ? delays.eventsPollFirst : delays.eventsPollSlow;
  }

  /** Doubling from the first wait to the last, ± jitter: a fleet must not come back in step after an outage. */
  #backOff(attempts: number): number {
    const { deliveryRetryFirst: first, deliveryRetryAtMost: atMost, deliveryJitter: jitter } = this.#options.delays;
    return backoff(attempts - 1, { first, atMost, jitter }, this.#options.random);
  }
}

function progressOf(pkg: StoredPackage): DeliveryProgress | null {
  return pkg.progress === null ? null : DeliveryProgress.parse(JSON.parse(pkg.progress));
}
