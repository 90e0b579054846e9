import type { Clock, Timer } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { Listeners } from '../../../foundation/listeners.ts';
import { code, type Log } from '../../../foundation/log.ts';
import type { LinkStore } from '../../domain/link-store.ts';
import { DELAYS } from '../delays.ts';
import { recordHelp } from '../help.ts';
import type { HubStore } from '../open-store.ts';
import { ringPages, takeOrders } from './link-orders.ts';
import { type Pending, PendingTerminals } from './pending.ts';
import { writePending } from './write-pending.ts';

/** Most terminals in one transaction: other queries wait for its end on SQLite. */
const AT_ONCE = 500;

/** What was written at once, or could not be. */
export interface WrittenBatch {
  readonly terminals: number;
  /** Hellos and changes that were told. */
  readonly reports: number;
  /** Since the first of them was told. */
  readonly milliseconds: number;
  readonly isWritten: boolean;
}

/** A link store that gathers what is told within `DELAYS.reportGather` into one transaction. */
export interface GatheringLinkStore extends LinkStore {
  /** Told after each attempt to write. @returns ends that */
  onBatch(listener: (batch: WrittenBatch) => void): () => void;
  /** Writes what was gathered, and no more after. */
  close(): Promise<void>;
}

export function createLinkStore(store: HubStore, clock: Clock, log: Log): GatheringLinkStore {
  const { db, bell, processId } = store;
  const gathered = new PendingTerminals();
  const unwritable = new Listeners<[terminalId: string]>();
  const batches = new Listeners<[batch: WrittenBatch]>();
  /** By terminal, as it was told last. */
  const clocksOff = new Map<string, number>();
  let reports = 0;
  let firstAt: number | null = null;
  let timer: Timer | undefined;
  let writing: Promise<void> | null = null;
  let isClosed = false;

  function soon(after: number = DELAYS.reportGather): void {
    if (writing || timer !== undefined || isClosed) return;
    timer = clock.setTimeout(() => {
      timer = undefined;
      void write();
    }, after);
  }

  async function write(): Promise<void> {
    writing ??= writeAll().then((isInVain) => {
      writing = null;
      // What was told meanwhile, and what could not be written.
      if (!gathered.isEmpty) soon(isInVain ? DELAYS.reportRetry : DELAYS.reportGather);
    });
    await writing;
  }

  function count(): void {
    reports++;
    firstAt ??= clock.monotonic();
  }

  /** @returns true if some of it could not be written, and is kept for another try */
  async function writeAll(): Promise<boolean> {
    const all = gathered.take();
    const counted = reports;
    const since = firstAt ?? clock.monotonic();
    reports = 0;
    firstAt = null;
    let isInVain = false;
    for (let first = 0; first < all.length; first += AT_ONCE) {
      const part = all.slice(first, first + AT_ONCE);
      if (isInVain || !(await writePart(part))) {
        isInVain = true;
        gathered.putBack(part);
      }
    }
    if (isInVain) {
      reports += counted;
      firstAt = since;
    }
    const milliseconds = clock.monotonic() - since;
    batches.tell({ terminals: all.length, reports: counted, milliseconds, isWritten: !isInVain });
    return isInVain;
  }

  /** @returns false if the database could not be reached, so that it is worth another try */
  async function writePart(part: readonly Pending[]): Promise<boolean> {
    try {
      const { taken, ring } = await writePending(db, clock, processId, part);
      for (const id of ring) bell.ring(id, 'links');
      for (const { terminalId, waiting } of part) for (const settle of waiting) settle(taken.has(terminalId));
      return true;
    } catch (thrown) {
      log.event('error', 'hub.reports.not-written', { reason: code(reasonOf(thrown)), terminals: part.length });
      if (!isFaultOfData(thrown)) return false;
      return tryApart(part);
    }
  }

  /** One terminal's fault must not keep what the others told from being written. */
  async function tryApart(part: readonly Pending[]): Promise<boolean> {
    const [only] = part;
    if (!only) return true;
    if (part.length === 1) {
      for (const settle of only.waiting) settle(false);
      unwritable.tell(only.terminalId);
      return true;
    }
    const half = Math.ceil(part.length / 2);
    const isFirstWritten = await writePart(part.slice(0, half));
    const isSecondWritten = await writePart(part.slice(half));
    // What was written is written again: that changes nothing.
    return isFirstWritten && isSecondWritten;
  }

  return {
    async admitted(fingerprint) {
      const row = await db
        .selectFrom('terminal')
        .select('id')
        .where('revokedAt', 'is', null)
        .where((or) => or.or([or('fingerprint', '=', fingerprint), or('nextFingerprint', '=', fingerprint)]))
        .executeTakeFirst();
      return row?.id;
    },
    opened: (link) =>
      new Promise((resolve) => {
        count();
        const clockOffMs = link.state.at - clock.now();
        clocksOff.set(link.terminalId, clockOffMs);
        gathered.opened(link, clockOffMs, resolve);
        soon();
      }),
    changed(terminalId, linkId, at, sections) {
      count();
      gathered.changed(terminalId, linkId, at, sections);
      const clockOffMs = at - clock.now();
      const known = clocksOff.get(terminalId);
      if (known === undefined || Math.abs(clockOffMs - known) >= DELAYS.clockStep) {
        clocksOff.set(terminalId, clockOffMs);
        gathered.clockOff(terminalId, linkId, clockOffMs);
      }
      soon();
    },
    closed: (terminalId, linkId) =>
      new Promise((resolve) => {
        clocksOff.delete(terminalId);
        gathered.closed(terminalId, linkId, () => resolve());
        soon();
      }),
    async help(terminalId, request) {
      const told = await recordHelp(db, clock, terminalId, request);
      if (told.isNew) await ringPages(db, bell, clock);
      return told.stage;
    },
    onOrders: (listener) => bell.onRing('links', listener),
    takeOrders: () => takeOrders(db, processId),
    onTakenForDead: (listener) => store.onTakenForDead(listener),
    onUnwritable: (listener) => unwritable.add(listener),
    onBatch: (listener) => batches.add(listener),
    async close() {
      clock.clearTimeout(timer);
      timer = undefined;
      await writing;
      clock.clearTimeout(timer);
      isClosed = true;
      await write();
    },
  };
}

/** What was told cannot be stored: PostgreSQL 18, appendix A, classes 22 and 23; SQLite, "Result and Error Codes". */
function isFaultOfData(thrown: unknown): boolean {
  const fault = String((thrown as { readonly code?: unknown } | null)?.code);
  return /^(22|23)...$|^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG|ERROR)/.test(fault);
}
