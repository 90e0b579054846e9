import type { Clock, Timer } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import { Turns } from '../../../foundation/turns.ts';
import type { AlertingStore, StandingConditions } from './alerting-store.ts';
import { DELAYS } from './delays.ts';
import { evaluate } from './evaluate.ts';

/** Terminals of one look; their rows are in memory together. */
const AT_ONCE = 200;

/**
 * Looks at terminals that changed, at those of which an episode is due, and at all of them now and then. One of the hub's
 * processes does it; when it dies another goes on from where it was. Should two do it at once, each change is still
 * written once.
 * @param written told when alerts have begun, changed or ended
 * @returns ends it; resolves when the work that has begun is done
 */
export function startEvaluator(options: {
  readonly processId: string;
  readonly conditions: StandingConditions;
  readonly store: AlertingStore;
  readonly written: () => void;
  readonly clock: Clock;
  readonly log: Log;
}): () => Promise<void> {
  const { processId, conditions, store, written, clock, log } = options;
  const turns = new Turns();
  /** When each terminal that changed lately had changed when it was looked at. */
  const looked = new Map<string, number>();
  const again = new Set<string>();
  let watching: Awaited<ReturnType<AlertingStore['watch']>> | null = null;
  let changedAfter = 0;
  let askedAt = Number.NEGATIVE_INFINITY;
  // Terminals that come back after a restart of the hub are not looked at while they are still away.
  let sweptAt = clock.monotonic() - DELAYS.sweep + DELAYS.blindAfter;
  let timer: Timer | undefined;
  let isStopped = false;

  async function look(ids: readonly string[]): Promise<void> {
    for (let n = 0; n < ids.length && !isStopped; n += AT_ONCE) {
      const part = ids.slice(n, n + AT_ONCE);
      const { written: count, isWhole } = await evaluate(part, watching?.watchingSince ?? clock.now(), options);
      // Somebody acted meanwhile, or another process looked.
      if (!isWhole) for (const id of part) again.add(id);
      if (count === 0) continue;
      log.event('info', 'hub.alerts.changed', { count });
      written();
    }
  }

  /** Every `DELAYS.watch`: whether it is this process that looks. */
  async function ask(): Promise<void> {
    if (clock.monotonic() - askedAt < DELAYS.watch) return;
    const before = watching;
    watching = await store.watch(processId);
    askedAt = clock.monotonic();
    if (!watching.isHolder) return;
    if (!before?.isHolder) changedAfter = watching.seenBefore - DELAYS.clocksApart;
  }

  async function tick(): Promise<void> {
    await ask();
    if (!watching?.isHolder) return;
    await lookAtChanges();
    await look(await store.dueTerminals(AT_ONCE));
    if (clock.monotonic() - sweptAt < DELAYS.sweep) return;
    sweptAt = clock.monotonic();
    await sweep();
    await store.forgetOld();
  }

  /** A row may be written later than it says, and by a process whose clock is behind: the last seconds are read again. */
  async function lookAtChanges(): Promise<void> {
    const from = changedAfter;
    const next = clock.now() - DELAYS.clocksApart;
    const changed = await conditions.changedSince(from);
    const fresh = changed.filter(({ id, changedAt }) => looked.get(id) !== changedAt).map(({ id }) => id);
    const ids = [...new Set([...again, ...fresh])];
    again.clear();
    await look(ids);
    looked.clear();
    for (const { id, changedAt } of changed) looked.set(id, changedAt);
    changedAfter = Math.max(from, next);
  }

  async function sweep(): Promise<void> {
    let ids = await conditions.terminalsAfter('', AT_ONCE);
    while (ids.length > 0 && !isStopped) {
      await look(ids);
      ids = await conditions.terminalsAfter(ids.at(-1) ?? '', AT_ONCE);
    }
  }

  function later(ms: number): void {
    timer = clock.setTimeout(() => {
      void turns
        .take(tick)
        .catch((thrown) => log.event('error', 'hub.alerts.failed', { reason: code(reasonOf(thrown)) }))
        .then(() => !isStopped && later(DELAYS.tick));
    }, ms);
  }
  later(0);

  return async () => {
    isStopped = true;
    clock.clearTimeout(timer);
    await turns.ended();
  };
}
