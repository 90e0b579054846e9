import type { Clock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { SealedSubmission } from '../../../portals/fit-connect/contract.ts';
import { durably, type Store } from './database.ts';

/**
 * `held` sealed, waiting for payment or release · `paying` at the payment terminal · `unclear` nobody knows whether
 * money moved: staff · `released` to be delivered · `delivering` begun at the portal · `submitted` handed in, waiting
 * for the authority's event · `accepted` · `rejected` · `flagged` needs staff (key rolled over, refused for good).
 */
export type PackageState =
  | 'held'
  | 'paying'
  | 'unclear'
  | 'released'
  | 'delivering'
  | 'submitted'
  | 'accepted'
  | 'rejected'
  | 'flagged';

export interface Package {
  readonly packageId: string;
  readonly sessionId: string;
  readonly serviceId: string;
  readonly destinationId: string;
  readonly state: PackageState;
  readonly fee: { readonly cents: number; readonly reference: string } | null;
  /** What the delivery needs to go on where it stopped; JSON of the portal client. */
  readonly progress: string | null;
  readonly caseNumber: string | null;
  readonly attempts: number;
  /** Epoch milliseconds; `null` = now. */
  readonly nextTryAt: number | null;
  readonly reason: string | null;
  readonly heldAt: number;
  readonly changedAt: number;
}

export interface Change {
  readonly progress?: string | null;
  readonly caseNumber?: string;
  readonly problems?: readonly string[];
  readonly reason?: string | null;
  readonly attempts?: number;
  readonly nextTryAt?: number | null;
  /** The ciphertext has arrived and is not needed any more. */
  readonly erase?: true;
}

interface Row {
  package_id: string;
  session_id: string;
  service_id: string;
  destination_id: string;
  state: PackageState;
  fee_cents: number | null;
  reference: string | null;
  progress: string | null;
  case_number: string | null;
  attempts: number;
  next_try_at: number | null;
  reason: string | null;
  held_at: number;
  changed_at: number;
}

const FIELDS = `package_id, session_id, service_id, destination_id, state, fee_cents, reference, progress, case_number,
  attempts, next_try_at, reason, held_at, changed_at`;
const DELIVERABLE = `('released', 'delivering', 'submitted')`;

/** Sealed submissions, as ciphertext, from the moment the citizen confirms until the authority has decided. */
export class Outbox {
  readonly #db: Store;
  readonly #clock: Clock;

  constructor(db: Store, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Durable when it returns. @throws Refusal `duplicate-package`, StoreRefusal */
  hold(sessionId: string, serviceId: string, sealed: SealedSubmission, fee: Package['fee']): void {
    const now = this.#clock.now();
    durably(this.#db, () => {
      if (this.get(sealed.packageId)) throw new Refusal('duplicate-package');
      this.#db
        .prepare(
          `INSERT INTO package (package_id, session_id, service_id, destination_id, state, sealed, fee_cents, reference,
             held_at, changed_at) VALUES (?, ?, ?, ?, 'held', ?, ?, ?, ?, ?)`,
        )
        .run(
          sealed.packageId,
          sessionId,
          serviceId,
          sealed.destinationId,
          Buffer.from(JSON.stringify(sealed)),
          fee?.cents ?? null,
          fee?.reference ?? null,
          now,
          now,
        );
    });
  }

  get(packageId: string): Package | null {
    const row = this.#db.prepare<[string], Row>(`SELECT ${FIELDS} FROM package WHERE package_id = ?`).get(packageId);
    return row ? packageOf(row) : null;
  }

  /** The ciphertext; `null` once it was erased. */
  sealed(packageId: string): SealedSubmission | null {
    const row = this.#db
      .prepare<[string], { sealed: Buffer | null }>('SELECT sealed FROM package WHERE package_id = ?')
      .get(packageId);
    return row?.sealed ? SealedSubmission.parse(JSON.parse(row.sealed.toString())) : null;
  }

  /**
   * Moves a package from one of `from` to `to`; takes part in a surrounding transaction.
   * @throws Refusal `wrong-state` if it is in none of them
   */
  move(packageId: string, from: readonly PackageState[], to: PackageState, change: Change = {}): void {
    durably(this.#db, () => {
      const before = this.get(packageId);
      if (!before || !from.includes(before.state)) throw new Refusal('wrong-state', before?.state ?? 'unknown');
      this.#db
        .prepare(
          `UPDATE package SET state = @state, progress = @progress, case_number = @caseNumber, reason = @reason,
             problems = coalesce(@problems, problems), attempts = @attempts, next_try_at = @nextTryAt,
             sealed = CASE WHEN @erase = 1 THEN NULL ELSE sealed END, changed_at = @now WHERE package_id = @packageId`,
        )
        .run({
          packageId,
          state: to,
          progress: change.progress === undefined ? before.progress : change.progress,
          caseNumber: change.caseNumber ?? before.caseNumber,
          problems: change.problems ? JSON.stringify(change.problems) : null,
          reason: change.reason === undefined ? before.reason : change.reason,
          attempts: change.attempts ?? before.attempts,
          nextTryAt: change.nextTryAt === undefined ? before.nextTryAt : change.nextTryAt,
          erase: change.erase ? 1 : 0,
          now: this.#clock.now(),
        });
    });
  }

  /** Erases a package that was neither paid nor released; false if it is not `held`. */
  drop(packageId: string): boolean {
    return durably(
      this.#db,
      () => this.#db.prepare(`DELETE FROM package WHERE package_id = ? AND state = 'held'`).run(packageId).changes > 0,
    );
  }

  /** Erases what is held for sessions that no longer live: nobody can pay or release it. */
  dropOrphans(liveSessions: readonly string[]): number {
    return durably(
      this.#db,
      () =>
        this.#db
          .prepare(`DELETE FROM package WHERE state = 'held' AND session_id NOT IN (SELECT value FROM json_each(?))`)
          .run(JSON.stringify(liveSessions)).changes,
    );
  }

  /** What is to be delivered or asked after, oldest first. */
  deliverable(): readonly Package[] {
    return this.#db
      .prepare<[], Row>(`SELECT ${FIELDS} FROM package WHERE state IN ${DELIVERABLE} ORDER BY held_at`)
      .all()
      .map(packageOf);
  }

  /** A package with this payment reference whose money moved or may have moved. */
  paidReference(reference: string): Package | null {
    const row = this.#db
      .prepare<[string], Row>(
        `SELECT ${FIELDS} FROM package WHERE reference = ? AND state NOT IN ('held', 'paying') LIMIT 1`,
      )
      .get(reference);
    return row ? packageOf(row) : null;
  }

  counts(): { readonly waiting: number; readonly unclear: number } {
    const row = this.#db
      .prepare<[], { waiting: number; unclear: number }>(
        `SELECT count(*) FILTER (WHERE state IN ${DELIVERABLE}) AS waiting,
           count(*) FILTER (WHERE state IN ('unclear', 'flagged')) AS unclear FROM package`,
      )
      .get();
    return { waiting: row?.waiting ?? 0, unclear: row?.unclear ?? 0 };
  }
}

function packageOf(row: Row): Package {
  return {
    packageId: row.package_id,
    sessionId: row.session_id,
    serviceId: row.service_id,
    destinationId: row.destination_id,
    state: row.state,
    fee: row.fee_cents !== null && row.reference !== null ? { cents: row.fee_cents, reference: row.reference } : null,
    progress: row.progress,
    caseNumber: row.case_number,
    attempts: row.attempts,
    nextTryAt: row.next_try_at,
    reason: row.reason,
    heldAt: row.held_at,
    changedAt: row.changed_at,
  };
}
