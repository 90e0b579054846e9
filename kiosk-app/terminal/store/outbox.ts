import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { SealedSubmission } from '../../../portals/fit-connect/contract.ts';
import { durably, type Store } from './database.ts';
import {
  type DeliveryState,
  type Fee,
  FIELDS,
  type PackageRow,
  type PaymentState,
  packageOf,
  type StoredPackage,
} from './package.ts';

export interface PackageChange {
  readonly progress?: string | null;
  readonly problems?: readonly string[];
  readonly reason?: string | null;
  readonly attempts?: number;
  readonly nextTryAt?: number | null;
  /** The ciphertext has arrived and is not needed any more. */
  readonly erase?: true;
}

const DELIVERABLE = `('released', 'delivering', 'submitted')`;
/** Money moved, moves or may have moved, and is not back. */
const PAID_OR_MAYBE = `('paying', 'paid', 'unclear', 'reversing', 'repay')`;
const HAS_REFERENCE = 'package_id IN (SELECT i.package_id FROM fee_item i WHERE i.reference = ?)';

/** Sealed submissions, as ciphertext, from the moment the citizen confirms until the authority has decided. */
export class Outbox {
  readonly #db: Store;
  readonly #clock: Clock;

  constructor(db: Store, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Durable when it returns. @throws Refusal `duplicate-package`, StoreRefusal */
  hold(sessionId: string, serviceId: string, sealed: SealedSubmission, fee: Fee | null): void {
    durably(this.#db, () => this.#hold(sessionId, serviceId, sealed, fee));
  }

  #hold(sessionId: string, serviceId: string, sealed: SealedSubmission, fee: Fee | null): void {
    const now = this.#clock.now();
    const { packageId } = sealed;
    if (this.get(packageId)) throw new Refusal('duplicate-package');
    this.#db
      .prepare(
        `INSERT INTO package (package_id, session_id, service_id, destination_id, state, payment, sealed, fee_cents,
           reference, payee, held_at, changed_at, payment_at)
           VALUES (?, ?, ?, ?, 'held', ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        packageId,
        sessionId,
        serviceId,
        sealed.destinationId,
        fee ? 'due' : 'none',
        Buffer.from(JSON.stringify(sealed)),
        fee?.cents ?? null,
        fee?.reference ?? null,
        fee ? onlyPayee(fee) : null,
        now,
        now,
        now,
      );
    const insert = this.#db.prepare(
      'INSERT INTO fee_item (package_id, position, payee, reference, cents, purpose) VALUES (?, ?, ?, ?, ?, ?)',
    );
    for (const [position, { payee, reference, cents, purpose }] of (fee?.items ?? []).entries()) {
      insert.run(packageId, position, payee, reference, cents, purpose);
    }
  }

  /**
   * The authority is to be told that this package, which it has already, is paid. Sealed later; takes part in a
   * surrounding transaction.
   */
  owesNotice({ packageId, sessionId, serviceId, destinationId }: StoredPackage): void {
    const id = randomUUID();
    const now = this.#clock.now();
    durably(this.#db, () => {
      this.#db
        .prepare(
          `INSERT INTO package (package_id, notice_of, session_id, service_id, destination_id, state, payment, held_at,
             changed_at, payment_at, closed_at) VALUES (?, ?, ?, ?, ?, 'released', 'none', ?, ?, ?, ?)
             ON CONFLICT (notice_of) WHERE notice_of IS NOT NULL DO NOTHING`,
        )
        .run(id, packageId, sessionId, serviceId, destinationId, now, now, now, now);
    });
  }

  /** The notice of its payment; `null` if none is owed or kept any more. */
  noticeAbout(packageId: string): StoredPackage | null {
    return this.#select('notice_of = ?', packageId)[0] ?? null;
  }

  /** The ciphertext of a notice; `null`: it is to be made anew, and delivered from the beginning. */
  sealNotice(packageId: string, sealed: SealedSubmission | null): void {
    durably(this.#db, () => {
      this.#db
        .prepare(
          `UPDATE package SET sealed = ?, state = 'released', progress = NULL WHERE package_id = ?
             AND notice_of IS NOT NULL AND state IN ('released', 'delivering')`,
        )
        .run(sealed && Buffer.from(JSON.stringify(sealed)), packageId);
    });
  }

  /** Drops the notice: nothing has to be reported any more. */
  dropNotice(packageId: string): void {
    durably(this.#db, () => {
      this.#db
        .prepare(`DELETE FROM package WHERE package_id = ? AND notice_of IS NOT NULL AND state = 'released'`)
        .run(packageId);
    });
  }

  get(packageId: string): StoredPackage | null {
    const row = this.#db
      .prepare<[string], PackageRow>(`SELECT ${FIELDS} FROM package WHERE package_id = ?`)
      .get(packageId);
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
   * Moves a package's delivery from one of `from` to `to`; takes part in a surrounding transaction.
   * @throws Refusal `wrong-state` if it is in none of them
   */
  move(packageId: string, from: readonly DeliveryState[], to: DeliveryState, change: PackageChange = {}): void {
    durably(this.#db, () => {
      const before = this.get(packageId);
      if (!before || !from.includes(before.state)) throw new Refusal('wrong-state', before?.state ?? 'unknown');
      this.#db
        .prepare(
          `UPDATE package SET state = @state, progress = @progress, reason = @reason,
             problems = coalesce(@problems, problems), attempts = @attempts, next_try_at = @nextTryAt,
             sealed = CASE WHEN @erase = 1 THEN NULL ELSE sealed END, changed_at = @now WHERE package_id = @packageId`,
        )
        .run({
          packageId,
          state: to,
          progress: change.progress === undefined ? before.progress : change.progress,
          problems: change.problems ? JSON.stringify(change.problems) : null,
          reason: change.reason === undefined ? before.reason : change.reason,
          attempts: change.attempts ?? before.attempts,
          nextTryAt: change.nextTryAt === undefined ? before.nextTryAt : change.nextTryAt,
          erase: change.erase ? 1 : 0,
          now: this.#clock.now(),
        });
    });
  }

  /**
   * Moves a package's payment from one of `from` to `to`; takes part in a surrounding transaction.
   * @throws Refusal `wrong-state` if it is in none of them
   */
  movePayment(packageId: string, from: readonly PaymentState[], to: PaymentState): void {
    durably(this.#db, () => {
      const before = this.get(packageId);
      if (!before || !from.includes(before.payment)) throw new Refusal('wrong-state', before?.payment ?? 'unknown');
      this.#db
        .prepare('UPDATE package SET payment = ?, payment_at = ? WHERE package_id = ?')
        .run(to, this.#clock.now(), packageId);
    });
  }

  /** Notes that its receipt was printed. */
  printed(packageId: string): void {
    this.#stamp('printed_at', 'package_id', packageId);
  }

  /** Notes that its person has finished with it, or has left. */
  close(packageId: string): void {
    this.#stamp('closed_at', 'package_id', packageId);
  }

  /** The session ended in an orderly way: whoever was there knows how things stand. */
  closeSession(sessionId: string): void {
    this.#stamp('closed_at', 'session_id', sessionId);
  }

  /** Erases a package that was neither paid nor released; false if it is neither `held` nor without a payment. */
  drop(packageId: string): boolean {
    return durably(
      this.#db,
      () =>
        this.#db
          .prepare(`DELETE FROM package WHERE package_id = ? AND state = 'held' AND payment IN ('none', 'due')`)
          .run(packageId).changes > 0,
    );
  }

  /**
   * Erases what is held for sessions that no longer live: nobody can pay or release it. Not what may yet be paid on a
   * telephone.
   */
  dropOrphans(liveSessions: readonly string[]): number {
    return durably(
      this.#db,
      () =>
        this.#db
          .prepare(
            `DELETE FROM package WHERE state = 'held' AND payment IN ('none', 'due')
               AND session_id NOT IN (SELECT value FROM json_each(?))
               AND package_id NOT IN
                 (SELECT j.package_id FROM open_intent o JOIN journal j USING (seq) WHERE o.kind = 'online')`,
          )
          .run(JSON.stringify(liveSessions)).changes,
    );
  }

  /** What is to be delivered or asked after, oldest first. */
  deliverable(): readonly StoredPackage[] {
    return this.#select(`state IN ${DELIVERABLE}`);
  }

  /** Oldest first. */
  withPayment(payment: PaymentState): readonly StoredPackage[] {
    return this.#select('payment = ?', payment);
  }

  /**
   * Handed in or under way, and not paid: not by a session that still may, nor as a bill by its reference. The fee is
   * owed, and staff were not told yet.
   */
  owed(liveSessions: readonly string[]): readonly StoredPackage[] {
    return this.#select(
      `payment = 'due' AND state IN ('released', 'delivering', 'submitted', 'accepted')
         AND session_id NOT IN (SELECT value FROM json_each(?))
         AND NOT EXISTS (SELECT 1 FROM alert WHERE kind = 'fee-due' AND alert.package_id = package.package_id
           AND (settled_at IS NULL OR settled_how <> 'mended'))
         AND NOT EXISTS (SELECT 1 FROM fee_item own JOIN fee_item same ON same.reference = own.reference
           AND same.package_id <> own.package_id JOIN package other ON other.package_id = same.package_id
           WHERE own.package_id = package.package_id AND other.payment IN ${PAID_OR_MAYBE})`,
      JSON.stringify(liveSessions),
    );
  }

  /**
   * With a fee, of which whoever stood there was not done: their session has died after money was asked for, or after
   * the request was sent. Latest payment first.
   */
  leftOpen(liveSessions: readonly string[]): readonly StoredPackage[] {
    return this.#select(
      `closed_at IS NULL AND payment <> 'none' AND NOT (payment = 'due' AND state = 'held')
         AND session_id NOT IN (SELECT value FROM json_each(?))`,
      JSON.stringify(liveSessions),
      'payment_at DESC',
    );
  }

  /** Requests that were sent before they were paid, and wait for money under this reference. */
  due(reference: string): readonly StoredPackage[] {
    return this.#select(`${HAS_REFERENCE} AND payment = 'due' AND state <> 'held'`, reference);
  }

  /** A package that pays this reference, whose money moved or may have moved, and is not back. */
  paidReference(reference: string): StoredPackage | null {
    return this.#select(`${HAS_REFERENCE} AND payment IN ${PAID_OR_MAYBE}`, reference)[0] ?? null;
  }

  /** The same, of another package than this one. */
  paidElsewhere(reference: string, packageId: string): boolean {
    return this.#select(`${HAS_REFERENCE} AND payment IN ${PAID_OR_MAYBE}`, reference).some(
      (pkg) => pkg.packageId !== packageId,
    );
  }

  /** `paid`: money for this reference is here, or to be given back. `maybe`: it is under way, or nobody knows. */
  paymentOfReference(reference: string): 'paid' | 'maybe' | null {
    const all = this.#select(`${HAS_REFERENCE} AND payment IN ${PAID_OR_MAYBE}`, reference);
    if (all.length === 0) return null;
    return all.some(({ payment }) => payment !== 'paying' && payment !== 'unclear') ? 'paid' : 'maybe';
  }

  /** `unclear`: staff have to look after it. */
  counts(): { readonly waiting: number; readonly unclear: number } {
    const row = this.#db
      .prepare<[], { waiting: number; unclear: number }>(
        `SELECT count(*) FILTER (WHERE state IN ${DELIVERABLE}) AS waiting,
           count(*) FILTER (WHERE payment IN ('unclear', 'repay') OR state = 'flagged') AS unclear FROM package`,
      )
      .get();
    return { waiting: row?.waiting ?? 0, unclear: row?.unclear ?? 0 };
  }

  #select(where: string, parameter?: string, order = 'held_at'): readonly StoredPackage[] {
    const query = `SELECT ${FIELDS} FROM package WHERE ${where} ORDER BY ${order}`;
    const rows =
      parameter === undefined
        ? this.#db.prepare<[], PackageRow>(query).all()
        : this.#db.prepare<[string], PackageRow>(query).all(parameter);
    return rows.map(packageOf);
  }

  #stamp(column: 'printed_at' | 'closed_at', of: 'package_id' | 'session_id', id: string): void {
    durably(this.#db, () => {
      this.#db
        .prepare(`UPDATE package SET ${column} = ? WHERE ${of} = ? AND ${column} IS NULL`)
        .run(this.#clock.now(), id);
    });
  }
}

/** Whose money all of it is; `null` if it is several payees'. */
function onlyPayee({ items }: Fee): string | null {
  const payees = new Set(items.map(({ payee }) => payee));
  return payees.size === 1 ? (items[0]?.payee ?? null) : null;
}
