import { createHash, randomUUID } from 'node:crypto';
import type { Clock } from '../../../foundation/clock.ts';
import { Bug } from '../../../foundation/errors.ts';
import { durably, type Store } from './database.ts';
import { type EntryKind, type EntryPhase, FACTS, type FactsOf } from './journal-facts.ts';
import { durablyAfterTheAct } from './keeping/reserve.ts';

export interface Entry {
  readonly seq: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly intentId: string;
  readonly kind: EntryKind;
  readonly phase: EntryPhase;
  readonly packageId: string;
  readonly facts: unknown;
}

export interface OpenIntent<K extends EntryKind> {
  readonly intentId: string;
  readonly packageId: string;
  readonly at: number;
  readonly intent: FactsOf<K, 'intent'>;
  /** The last thing the device said of it, if anything. */
  readonly evidence: FactsOf<K, 'evidence'> | null;
}

/**
 * Write-ahead record of irreversible acts (ARCHITECTURE.md, "The transaction"). An intent stands on the disk before
 * the act begins, what a device says before it is acknowledged, the outcome after it. Rows are only ever added; each
 * carries the hash of the one before it, so that a change or a gap shows.
 */
export interface Journal {
  /** Durable when it returns. @throws Refusal<StoreRefusal>: then the act must not begin */
  intend<K extends EntryKind>(kind: K, packageId: string, facts: FactsOf<K, 'intent'>): string;
  evidence<K extends EntryKind>(kind: K, intentId: string, facts: FactsOf<K, 'evidence'>): void;
  conclude<K extends EntryKind>(kind: K, intentId: string, facts: FactsOf<K, 'outcome'>): void;
  /** Intents without an outcome, oldest first. */
  open<K extends EntryKind>(kind: K): readonly OpenIntent<K>[];
  /** Latest outcome of this kind for a package, `null` if none. */
  lastOutcome<K extends EntryKind>(kind: K, packageId: string): FactsOf<K, 'outcome'> | null;
  /** `null` while it is open. */
  outcomeOf<K extends EntryKind>(kind: K, intentId: string): FactsOf<K, 'outcome'> | null;
  /** The latest payment of a package by card that was booked, `null` if none. */
  lastPaid(packageId: string): { readonly intentId: string; readonly outcome: FactsOf<'authorise', 'outcome'> } | null;
  /** How a package was paid on a telephone; `null` if it was not, or if that money is given back. */
  paidOnline(packageId: string): FactsOf<'online', 'outcome'> | null;
  /** What was last to be paid for a package on a telephone; `null` if nothing was. */
  lastOnline(packageId: string): FactsOf<'online', 'intent'> | null;
  /** How many intents of this kind a package has had. */
  attempts(kind: EntryKind, packageId: string): number;
  /** The last entry, `null` while there is none. A copy kept elsewhere shows if the journal was cut or replaced. */
  head(): { readonly seq: number; readonly hash: string } | null;
  /**
   * Recomputes part of the chain: `most` entries after `from`, `null` = the last erased one.
   * `brokenAt` is the first entry that does not fit, `null` if all do; `next` where to go on, `null` at the end.
   */
  verifySlice(
    from: { readonly seq: number; readonly hash: string } | null,
    most: number,
  ): {
    readonly entries: number;
    readonly brokenAt: number | null;
    readonly next: { readonly seq: number; readonly hash: string } | null;
  };
  /** Erases the entries up to and with this one, which becomes the anchor of the chain. */
  eraseUpTo(seq: number): void;
  /** Recomputes the whole chain. */
  verify(): { readonly entries: number; readonly brokenAt: number | null };
}

interface Row {
  seq: number;
  at: number;
  intent_id: string;
  kind: EntryKind;
  phase: EntryPhase;
  package_id: string;
  facts: string;
  previous: string;
  hash: string;
}

interface Link {
  readonly seq: number;
  readonly hash: string;
}

const GENESIS: Link = { seq: 0, hash: '0'.repeat(64) };

export function createJournal(db: Store, clock: Clock): Journal {
  const last = db.prepare<[], Row>('SELECT * FROM journal ORDER BY seq DESC LIMIT 1');
  const insert = db.prepare(
    `INSERT INTO journal (seq, at, intent_id, kind, phase, package_id, facts, previous, hash)
     VALUES (@seq, @at, @intent_id, @kind, @phase, @package_id, @facts, @previous, @hash)`,
  );
  const intentOf = db.prepare<[string], Row>(`SELECT * FROM journal WHERE intent_id = ? AND phase = 'intent'`);
  const openIntents = db.prepare<[string], Row>(
    'SELECT journal.* FROM open_intent o JOIN journal USING (seq) WHERE o.kind = ? ORDER BY seq',
  );
  const at = db.prepare<[number], Row>('SELECT * FROM journal WHERE seq = ?');
  const slice = db.prepare<[number, number], Row>('SELECT * FROM journal WHERE seq > ? ORDER BY seq LIMIT ?');
  const readAnchor = db.prepare<[], Link>('SELECT seq, hash FROM journal_anchor');
  const setAnchor = db.prepare('INSERT OR REPLACE INTO journal_anchor (one, seq, hash) VALUES (1, ?, ?)');
  const erase = db.prepare('DELETE FROM journal WHERE seq <= ?');
  const anchor = (): Link => readAnchor.get() ?? GENESIS;
  const head = (): Link => last.get() ?? anchor();
  const outcomeOf = db.prepare<[string], Row>(`SELECT * FROM journal WHERE intent_id = ? AND phase = 'outcome'`);
  const lastEvidence = db.prepare<[string], Row>(
    `SELECT * FROM journal WHERE intent_id = ? AND phase = 'evidence' ORDER BY seq DESC LIMIT 1`,
  );
  const lastOutcome = db.prepare<[string, string], Row>(
    `SELECT * FROM journal WHERE kind = ? AND package_id = ? AND phase = 'outcome' ORDER BY seq DESC LIMIT 1`,
  );

  const onlinePaid = db.prepare<[string], Row>(
    `SELECT * FROM journal WHERE kind = 'online' AND package_id = ? AND phase = 'outcome'
     AND json_extract(facts, '$.result') = 'paid' AND json_extract(facts, '$.reason') IS NULL
     ORDER BY seq DESC LIMIT 1`,
  );
  const lastOnlineIntent = db.prepare<[string], Row>(
    `SELECT * FROM journal WHERE kind = 'online' AND package_id = ? AND phase = 'intent' ORDER BY seq DESC LIMIT 1`,
  );
  const intentsOf = db.prepare<[string, string], { count: number }>(
    `SELECT count(*) AS count FROM journal WHERE kind = ? AND package_id = ? AND phase = 'intent'`,
  );

  const append = (kind: EntryKind, phase: EntryPhase, intentId: string, packageId: string, facts: unknown) => {
    // An intent must not use the reserved disk space, because its outcome needs it.
    const write = phase === 'intent' ? durably : durablyAfterTheAct;
    write(db, () => {
      const before = head();
      const row = {
        seq: before.seq + 1,
        at: clock.now(),
        intent_id: intentId,
        kind,
        phase,
        package_id: packageId,
        facts: JSON.stringify(FACTS[kind][phase].parse(facts)),
        previous: before.hash,
      };
      insert.run({ ...row, hash: hashOf(row) });
    });
  };
  const packageOf = (intentId: string): string => {
    const row = intentOf.get(intentId);
    if (!row) throw new Bug('outcome without intent');
    return row.package_id;
  };

  const verifySlice: Journal['verifySlice'] = (from, most) => {
    let link = from ?? anchor();
    let entries = 0;
    for (const row of slice.iterate(link.seq, most)) {
      entries++;
      if (row.seq !== link.seq + 1 || row.previous !== link.hash || row.hash !== hashOf(row)) {
        return { entries, brokenAt: row.seq, next: null };
      }
      link = { seq: row.seq, hash: row.hash };
    }
    return { entries, brokenAt: null, next: entries < most ? null : link };
  };

  return {
    intend(kind, packageId, facts) {
      const intentId = randomUUID();
      append(kind, 'intent', intentId, packageId, facts);
      return intentId;
    },
    evidence: (kind, intentId, facts) => append(kind, 'evidence', intentId, packageOf(intentId), facts),
    conclude: (kind, intentId, facts) => append(kind, 'outcome', intentId, packageOf(intentId), facts),
    open<K extends EntryKind>(kind: K) {
      return openIntents.all(kind).map((row): OpenIntent<K> => {
        const evidence = lastEvidence.get(row.intent_id);
        return {
          intentId: row.intent_id,
          packageId: row.package_id,
          at: row.at,
          intent: factsOf(kind, 'intent', row),
          evidence: evidence ? factsOf(kind, 'evidence', evidence) : null,
        };
      });
    },
    lastOutcome(kind, packageId) {
      const row = lastOutcome.get(kind, packageId);
      return row ? factsOf(kind, 'outcome', row) : null;
    },
    outcomeOf(kind, intentId) {
      const row = outcomeOf.get(intentId);
      return row ? factsOf(kind, 'outcome', row) : null;
    },
    lastPaid(packageId) {
      const row = lastOutcome.get('authorise', packageId);
      const outcome = row && factsOf('authorise', 'outcome', row);
      return row && outcome?.result === 'paid' ? { intentId: row.intent_id, outcome } : null;
    },
    paidOnline(packageId) {
      const paid = onlinePaid.get(packageId);
      return paid ? factsOf('online', 'outcome', paid) : null;
    },
    lastOnline(packageId) {
      const row = lastOnlineIntent.get(packageId);
      return row ? factsOf('online', 'intent', row) : null;
    },
    attempts: (kind, packageId) => intentsOf.get(kind, packageId)?.count ?? 0,
    head() {
      const { seq, hash } = head();
      return seq === 0 ? null : { seq, hash };
    },
    verifySlice,
    verify() {
      const { entries, brokenAt } = verifySlice(null, Number.MAX_SAFE_INTEGER);
      return { entries, brokenAt };
    },
    eraseUpTo(seq) {
      durably(db, () => {
        const row = at.get(seq);
        if (!row) return;
        setAnchor.run(row.seq, row.hash);
        erase.run(seq);
      });
    },
  };
}

function factsOf<K extends EntryKind, P extends EntryPhase>(kind: K, phase: P, row: Row): FactsOf<K, P> {
  return FACTS[kind][phase].parse(JSON.parse(row.facts)) as FactsOf<K, P>;
}

function hashOf(row: Omit<Row, 'hash'>): string {
  const fields = [row.previous, row.seq, row.at, row.intent_id, row.kind, row.phase, row.package_id, row.facts];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}
