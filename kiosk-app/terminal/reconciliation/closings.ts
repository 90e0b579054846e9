import { Account, type DeviceTotals } from '../../../fleet-link/treasury/account.ts';
import { Bug } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import { localTime } from '../../../foundation/time/local-time.ts';
import type { Alerts } from '../store/alerts.ts';
import { durably, type Store } from '../store/database.ts';
import { EndOfDayOutcome, UnsolicitedIntent } from '../store/journal-facts.ts';
import { readActs } from './acts.ts';
import { reconcile } from './reconcile.ts';

export interface Till {
  readonly terminalId: string;
  readonly timeZone: string;
  readonly payees: Account['payees'];
}

export interface ClosingsOptions {
  readonly db: Store;
  readonly alerts: Alerts;
  readonly till: Till;
  readonly log: Log;
}

interface ClosingEntry {
  readonly kind: 'end-of-day' | 'foreign';
  readonly intent_seq: number;
  readonly day: string;
  readonly intent: string;
  readonly seq: number | null;
  readonly at: number | null;
  readonly hash: string | null;
  readonly facts: string | null;
}

/**
 * Writes the account of each closing that has none yet: from the closing before to this one, not by calendar days.
 * Reads only what stands in the journal, so it can be repeated after a crash; an account is never changed.
 * @returns the accounts written now
 */
export function accountForClosings({ db, alerts, till, log }: ClosingsOptions): readonly Account[] {
  if (!closingsAfter(db, accountedUpTo(db)).some((entry) => totalsOf(entry) !== null)) return [];
  return durably(db, () => {
    const before = lastAccount(db);
    let fromSeq = before?.toSeq ?? 0;
    let number = (before?.number ?? 0) + 1;
    let interruptedAt: number[] = [];
    const written: Account[] = [];
    for (const entry of closingsAfter(db, fromSeq)) {
      const device = totalsOf(entry);
      if (device === null) {
        interruptedAt.push(entry.intent_seq);
        continue;
      }
      if (entry.seq === null || entry.at === null || entry.hash === null) throw new Bug('a closing without its entry');
      const range = { fromSeq, toSeq: entry.seq };
      const acts = readActs(db, range);
      const account = Account.parse({
        number,
        ...till,
        day: entry.kind === 'foreign' ? localTime(entry.at, till.timeZone).date : entry.day,
        closedAt: entry.at,
        ...range,
        head: entry.hash,
        device,
        ...acts,
        ...reconcile({ ...acts, interruptedAt, device }),
      });
      db.prepare('INSERT INTO closing (number, day, closed_at, to_seq, account) VALUES (?, ?, ?, ?, ?)').run(
        number,
        account.day,
        account.closedAt,
        account.toSeq,
        JSON.stringify(account),
      );
      const differences = account.differences.length;
      if (differences > 0) alerts.raise('reconciliation-difference', null, `closing-${number}`);
      log.event(differences > 0 ? 'warn' : 'info', 'closing.accounted', {
        number,
        day: code(account.day),
        differences,
      });
      written.push(account);
      fromSeq = entry.seq;
      number++;
      interruptedAt = [];
    }
    return written;
  });
}

/** `null` if the closing was begun and its end is unknown. */
function totalsOf({ kind, intent, facts }: ClosingEntry): DeviceTotals | null {
  if (facts === null) return null;
  if (kind === 'foreign') {
    const report = UnsolicitedIntent.parse(JSON.parse(intent));
    return { count: null, total: report.kind === 'totals' ? report.total : null, detail: null };
  }
  const { result, count, total, detail } = EndOfDayOutcome.parse(JSON.parse(facts));
  return result === 'done' ? { count, total, detail: detail ?? null } : null;
}

/**
 * Closings begun after an entry, oldest first, by this terminal or at the device's own keys. A failed one may have
 * closed the device all the same.
 */
function closingsAfter(db: Store, fromSeq: number): readonly ClosingEntry[] {
  return db
    .prepare<[number], ClosingEntry>(
      `SELECT i.kind, i.seq AS intent_seq, i.package_id AS day, i.facts AS intent, o.seq, o.at, o.hash, o.facts
       FROM journal i LEFT JOIN journal o ON o.intent_id = i.intent_id AND o.phase = 'outcome'
       WHERE (i.kind = 'end-of-day' OR (i.kind = 'foreign' AND json_extract(i.facts, '$.kind') = 'totals'))
         AND i.phase = 'intent' AND i.seq > ? ORDER BY i.seq`,
    )
    .all(fromSeq);
}

/** Journal entries up to and including this one are accounted for; 0 if none is. */
export function accountedUpTo(db: Store): number {
  return db.prepare<[], { seq: number | null }>('SELECT max(to_seq) AS seq FROM closing').get()?.seq ?? 0;
}

export function lastAccount(db: Store): Account | null {
  return accounts(db, 'ORDER BY number DESC LIMIT 1')[0] ?? null;
}

export function accountByNumber(db: Store, number: number): Account | null {
  return accounts(db, 'WHERE number = ?', number)[0] ?? null;
}

/** @param day "2026-01-31" as it was closed; more than one where a closing was repeated. */
export function accountsOfDay(db: Store, day: string): readonly Account[] {
  return accounts(db, 'WHERE day = ? ORDER BY number', day);
}

/** Money and what is open since the last closing; no device has counted it yet. */
export function actsSinceLastClosing(db: Store): ReturnType<typeof readActs> {
  return readActs(db, { fromSeq: accountedUpTo(db), toSeq: Number.MAX_SAFE_INTEGER });
}

function accounts(db: Store, which: string, ...parameters: readonly (string | number)[]): readonly Account[] {
  return db
    .prepare<(string | number)[], { account: string }>(`SELECT account FROM closing ${which}`)
    .all(...parameters)
    .map(({ account }) => Account.parse(JSON.parse(account)));
}
