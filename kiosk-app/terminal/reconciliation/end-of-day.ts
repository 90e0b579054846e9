import { isUsable } from '../../../device-drivers/contract.ts';
import type { PaymentTerminal } from '../../../device-drivers/payment/contract.ts';
import type { Clock, Timer } from '../../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../../foundation/errors.ts';
import { code } from '../../../foundation/log.ts';
import { err, ok, type Result } from '../../../foundation/result.ts';
import { cut } from '../../../foundation/rpc/cut.ts';
import { addDays, localTime } from '../../../foundation/time/local-time.ts';
import { Turns } from '../../../foundation/turns.ts';
import type { TerminalDelays } from '../configuration/delays.ts';
import type { Books } from '../store/books.ts';
import { EndOfDayOutcome } from '../store/journal-facts.ts';
import { accountForClosings, lastAccount, type Till } from './closings.ts';

export interface EndOfDayOptions extends Pick<Books, 'db' | 'journal' | 'outbox' | 'alerts' | 'statistics' | 'log'> {
  readonly till: Till;
  readonly device: Pick<PaymentTerminal, 'health' | 'endOfDay'> | null;
  /** "HH:MM" in the till's time zone; `null`: left to the device or to staff. */
  readonly at: string | null;
  /** Nobody is being served: a closing takes the device up to minutes. */
  readonly mayRun: () => boolean;
  readonly delays: TerminalDelays;
  readonly clock: Clock;
}

/** The day as it was closed. */
export interface ClosedDay {
  readonly count: number | null;
  /** Cents. */
  readonly total: number | null;
}

export interface EndOfDaySchedule {
  /**
   * Closes the day now, whatever the hour.
   * @throws Refusal `no-device`, `busy` while somebody is served or money is moving, `clock-wrong`, the device's own
   *   reason, or StoreRefusal
   */
  closeNow(): Promise<ClosedDay>;
  stop(): void;
}

/**
 * Closes the payment terminal's day (ZVT 06 50) when the hour has come and nobody is being served, and makes up for it
 * where the terminal was off then. The journal says which day is closed: a restart closes none twice. Each closing is
 * accounted for at once, or at the next start.
 */
export function scheduleEndOfDay(options: EndOfDayOptions): EndOfDaySchedule {
  const { device, at, till, mayRun, db, journal, outbox, alerts, statistics, log, delays, clock } = options;
  account();
  if (!device) {
    return {
      closeNow: () => Promise.reject(new Refusal('no-device')),
      stop: () => {},
    };
  }
  const terminal = device;
  const turns = new Turns();
  let isStopped = false;
  let timer: Timer;
  let notBefore = clock.monotonic();

  function lookAgain(): void {
    timer = clock.setTimeout(async () => {
      try {
        await turns.take(look);
      } catch (thrown) {
        // The store refused. Either nothing was closed, or the closing could not be written; it is tried again later.
        notBefore = clock.monotonic() + delays.endOfDayRetryAfter;
        log.event('error', 'end-of-day.not-recorded', { reason: code(reasonOf(thrown)) });
      }
      if (!isStopped) lookAgain();
    }, delays.endOfDayLookEvery);
  }

  /** What waits for the closing: after it the device reverses nothing of before, and knows no last receipt. */
  function isMoneyMoving(): boolean {
    return outbox.withPayment('reversing').length > 0 || outbox.withPayment('paying').length > 0;
  }

  /** A day that is over by a wrong clock only, or was closed before the clock went back, is left alone. */
  function isDayPlausible(day: string): boolean {
    return day >= (lastAccount(db)?.day ?? '') && !alerts.open().some(({ kind }) => kind === 'clock-wrong');
  }

  function account(): void {
    try {
      accountForClosings({ db, alerts, till, log });
    } catch (thrown) {
      log.event('error', 'closing.not-accounted', { reason: code(reasonOf(thrown)) });
    }
  }

  async function look(): Promise<void> {
    // Staff may have closed the day at the device's own keys.
    account();
    if (at === null) return;
    if (clock.monotonic() < notBefore || !mayRun() || isMoneyMoving() || !isUsable(terminal.health())) return;
    const day = dayToClose(clock.now(), at, till.timeZone);
    if (journal.lastOutcome('end-of-day', day)?.result === 'done' || !isDayPlausible(day)) return;
    const closed = await close(day);
    if (!closed.ok) notBefore = clock.monotonic() + delays.endOfDayRetryAfter;
  }

  async function closeNow(): Promise<ClosedDay> {
    account();
    if (!mayRun() || isMoneyMoving()) throw new Refusal('busy');
    if (!isUsable(terminal.health())) throw new Refusal(terminal.health().reason ?? 'not-ready');
    // Until the hour has come it is still the day before that is closed, once more: this day's own closing is to come.
    const day = dayToClose(clock.now(), at ?? '00:00', till.timeZone);
    if (!isDayPlausible(day)) throw new Refusal('clock-wrong');
    const closed = await close(day);
    if (!closed.ok) throw new Refusal(closed.error);
    return closed.value;
  }

  async function close(day: string): Promise<Result<ClosedDay, string>> {
    const intentId = journal.intend('end-of-day', day, { day });
    const result = await terminal.endOfDay({ onProgress: () => {} });
    if (result.ok) {
      const { count, total, detail } = result.value;
      journal.conclude('end-of-day', intentId, { result: 'done', reason: null, count, total, detail });
      statistics.count('end-of-day.done');
      log.event('info', 'end-of-day.done', { day: code(day), count, cents: total });
      account();
      return ok({ count, total });
    }
    const reason = cut(EndOfDayOutcome.shape.reason, result.error) ?? 'unknown';
    journal.conclude('end-of-day', intentId, { result: 'failed', reason, count: null, total: null });
    statistics.count('end-of-day.failed');
    log.event('error', 'end-of-day.failed', { day: code(day), reason: code(reason) });
    return err(reason);
  }

  lookAgain();
  return {
    closeNow: () => turns.take(closeNow),
    stop() {
      isStopped = true;
      clock.clearTimeout(timer);
    },
  };
}

/** Day whose closing hour was the last to pass, "2026-01-31" in `timeZone`. */
export function dayToClose(now: number, at: string, timeZone: string): string {
  const { date, time } = localTime(now, timeZone);
  return time >= at ? date : addDays(date, -1);
}
