import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock, Timer } from '../../../../foundation/clock.ts';
import { reasonOf } from '../../../../foundation/errors.ts';
import { code } from '../../../../foundation/log.ts';
import type { TerminalDelays } from '../../configuration/delays.ts';
import type { Books } from '../books.ts';
import type { ClockWatch } from './clock-watch.ts';
import type { Reserve } from './reserve.ts';
import { eraseOld, type RetentionDays } from './retention.ts';

/** Entries that are hashed in one go: some milliseconds. */
const SLICE = 500;

export interface HousekeepingOptions extends Pick<Books, 'db' | 'journal' | 'alerts' | 'log'> {
  readonly clockWatch: ClockWatch;
  readonly reserve: Reserve;
  readonly retention: RetentionDays;
  /** Called when storage has become low, or has enough space again. */
  readonly onStorage: () => void;
  readonly delays: TerminalDelays;
  readonly clock: Clock;
}

export interface Housekeeping {
  start(): void;
  /** True if there is too little disk space to take payments. */
  isStorageLow(): boolean;
  stop(): void;
}

/** Looks after the store: verifies the journal, erases what is old, keeps space in reserve, tells staff of each trouble. */
export function createHousekeeping(options: HousekeepingOptions): Housekeeping {
  const { db, journal, alerts, clockWatch, reserve, retention, onStorage, delays, clock, log } = options;
  let isStopped = false;
  let isLow = false;
  let storageTimer: Timer;
  let dailyTimer: Timer;

  const carefully = (what: () => void) => {
    try {
      what();
    } catch (thrown) {
      log.event('error', 'housekeeping.failed', { reason: code(reasonOf(thrown)) });
    }
  };

  function lookAtStorage(): void {
    carefully(() => {
      // The reserve is not made while the disk is low: whatever filled the disk has to be removed first.
      const low = !reserve.fill() || reserve.isLow();
      if (low !== isLow) {
        isLow = low;
        log.event(low ? 'error' : 'info', 'storage.changed', { low, freeKiB: Math.floor(reserve.free() / 1024) });
        onStorage();
      }
      if (low) alerts.raise('storage-low', null, null);
      else alerts.mended('storage-low', null);
    });
    if (!isStopped) storageTimer = clock.setTimeout(lookAtStorage, delays.storageLookEvery);
  }

  async function verify(): Promise<void> {
    let from: Parameters<typeof journal.verifySlice>[0] = null;
    do {
      const slice = journal.verifySlice(from, SLICE);
      if (slice.brokenAt !== null) {
        log.event('error', 'journal.broken', { at: slice.brokenAt, entries: slice.entries });
        alerts.raise('journal-broken', null, `at-${slice.brokenAt}`);
        return;
      }
      from = slice.next;
      await nextTurn();
    } while (from !== null && !isStopped);
  }

  function erase(): void {
    if (!clockWatch.isConfirmed()) return;
    const { entries, packages, ciphertexts } = eraseOld(db, journal, retention, clock.now());
    if (entries + packages + ciphertexts > 0) log.event('info', 'retention.erased', { entries, packages, ciphertexts });
  }

  async function daily(): Promise<void> {
    await verify().catch((thrown: unknown) => {
      log.event('error', 'housekeeping.failed', { reason: code(reasonOf(thrown)) });
    });
    if (isStopped) return;
    carefully(erase);
    dailyTimer = clock.setTimeout(() => void daily(), delays.housekeepingEvery);
  }

  clockWatch.onVerdict((verdict) => {
    if (isStopped) return;
    carefully(() => {
      if (verdict === 'plausible') alerts.mended('clock-wrong', null);
      else alerts.raise('clock-wrong', null, verdict);
    });
  });

  return {
    start() {
      lookAtStorage();
      dailyTimer = clock.setTimeout(() => void daily(), delays.housekeepingFirst);
    },
    isStorageLow: () => isLow,
    stop() {
      isStopped = true;
      clock.clearTimeout(storageTimer);
      clock.clearTimeout(dailyTimer);
    },
  };
}
