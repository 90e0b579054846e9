import { durably, type Store } from '../database.ts';
import type { Journal } from '../journal.ts';

const DAY = 24 * 60 * 60_000;

export interface RetentionDays {
  /** Entries of settled acts, and what belongs to them. */
  readonly journalDays: number;
  /** Ciphertext of what could not be delivered. */
  readonly undeliverableDays: number;
}

export interface Erased {
  readonly entries: number;
  readonly packages: number;
  readonly ciphertexts: number;
}

/**
 * First entry that must stay: young, of an act without an outcome, of a package that is not final or of which staff
 * still have to do something, or of money that no closing has accounted for. The chain can only lose its beginning, so
 * everything after it stays too.
 */
const FIRST_TO_STAY = `
  SELECT min(seq) AS seq FROM journal e WHERE
    at >= @before
    OR NOT EXISTS (SELECT 1 FROM journal o WHERE o.intent_id = e.intent_id AND o.phase = 'outcome')
    OR EXISTS (SELECT 1 FROM journal o WHERE o.intent_id = e.intent_id AND o.at >= @before)
    OR EXISTS (SELECT 1 FROM alert a WHERE a.package_id = e.package_id AND a.settled_at IS NULL)
    OR EXISTS (SELECT 1 FROM package p WHERE p.package_id = e.package_id AND NOT (
         p.state IN ('accepted', 'rejected', 'flagged') AND p.sealed IS NULL
         AND p.payment IN ('none', 'due', 'paid', 'reversed')))
    OR (e.kind IN ('authorise', 'online', 'reverse') AND seq > (SELECT ifnull(max(to_seq), 0) FROM closing))`;

/**
 * Erases what need not be kept any longer. To be called only while the clock is confirmed: a wrong clock would
 * erase too early.
 */
export function eraseOld(db: Store, journal: Journal, days: RetentionDays, now: number): Erased {
  return durably(db, () => {
    const before = now - days.journalDays * DAY;
    const ciphertexts = db
      .prepare(`UPDATE package SET sealed = NULL WHERE state = 'flagged' AND sealed IS NOT NULL AND changed_at < ?`)
      .run(now - days.undeliverableDays * DAY).changes;
    const stays = db.prepare<[{ before: number }], { seq: number | null }>(FIRST_TO_STAY).get({ before })?.seq;
    const head = journal.head();
    const upTo = stays === null || stays === undefined ? (head?.seq ?? 0) : stays - 1;
    const entries = db.prepare<[number], { n: number }>('SELECT count(*) AS n FROM journal WHERE seq <= ?').get(upTo);
    if (entries && entries.n > 0) journal.eraseUpTo(upTo);
    const packages = db
      .prepare(
        `DELETE FROM package WHERE state IN ('accepted', 'rejected', 'flagged') AND sealed IS NULL
           AND payment IN ('none', 'due', 'paid', 'reversed') AND max(changed_at, payment_at) < ?
           AND NOT EXISTS (SELECT 1 FROM journal e WHERE e.package_id = package.package_id)
           AND NOT EXISTS (SELECT 1 FROM alert a WHERE a.package_id = package.package_id AND a.settled_at IS NULL)`,
      )
      .run(before).changes;
    db.prepare('DELETE FROM alert WHERE settled_at < ?').run(before);
    // The last account stays: the next one goes on from it, and takes the number after its.
    db.prepare('DELETE FROM closing WHERE closed_at < ? AND number < (SELECT max(number) FROM closing)').run(before);
    return { entries: entries?.n ?? 0, packages, ciphertexts };
  });
}
