import { createEnrolment } from '../../admin-console/domain/enrolment.ts';
import { type DatabaseAddress, type HubDatabase, openDatabase } from '../../admin-console/store/database.ts';
import { createEnrolmentStore } from '../../admin-console/store/enrolment-store.ts';
import { type Clock, delay } from '../../foundation/clock.ts';
import { Bug } from '../../foundation/errors.ts';
import { localTime } from '../../foundation/time/local-time.ts';
import { fillPastWeeks, workToday } from './office/office.ts';
import { reachedBefore } from './office/rollouts.ts';
import { rememberedPaper } from './paper.ts';
import { DEMO_PLACES, DEMO_TENANTS, REAL_TERMINAL_AT } from './places.ts';
import type { PlannedTerminal } from './planned-terminals.ts';
import { pastCounts } from './statistics/past-counts.ts';

const DAY = 86_400_000;
/** Days since the terminal that is offline was seen, and until the certificate of another ends. */
const OFFLINE_DAYS = 4;
const CERTIFICATE_DAYS = 9;
/** Rows of one statement, and milliseconds between two: the hub writes into the same database meanwhile. */
const ROWS = 500;
const PAUSE = 20;

/** What the demo writes into the hub's database itself: what an operator has set up, and what years have left there. */
export class FleetHub {
  readonly #db: HubDatabase;
  readonly #clock: Clock;

  private constructor(db: HubDatabase, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  static async open(address: DatabaseAddress, clock: Clock): Promise<FleetHub> {
    return new FleetHub(await openDatabase(address), clock);
  }

  close(): Promise<void> {
    return this.#db.destroy();
  }

  /** Towns and places, and where the terminal on the desk stands. */
  async setUpPlaces(): Promise<void> {
    const db = this.#db;
    for (const tenant of DEMO_TENANTS) {
      const row = { ...tenant, createdAt: this.#clock.now() };
      await db
        .insertInto('tenant')
        .values(row)
        .onConflict((c) => c.column('id').doUpdateSet({ name: row.name }))
        .execute();
    }
    for (const { id, tenantId, name, address, latitude, longitude } of DEMO_PLACES) {
      const row = { id, tenantId, name, address, latitude, longitude };
      await db
        .insertInto('location')
        .values(row)
        .onConflict((c) => c.column('id').doNothing())
        .execute();
    }
    await db
      .updateTable('terminal')
      .set({ locationId: REAL_TERMINAL_AT, changedAt: this.#clock.now() })
      .where('tenantId', '=', 'default')
      .where('locationId', 'is', null)
      .execute();
  }

  /** What people have released, rolled out and agreed on in the weeks before. */
  fillPastWeeks(): Promise<void> {
    return fillPastWeeks(this.#db, this.#clock);
  }

  /** What they do with the terminals that are there; goes on for some minutes. */
  workToday(planned: readonly PlannedTerminal[]): Promise<void> {
    return workToday(this.#db, this.#clock, planned);
  }

  /** @returns a code with which it comes in; `null`: it is in already */
  async codeFor({ id, place }: PlannedTerminal, caFingerprint: string) {
    const known = await this.#db.selectFrom('terminal').select('id').where('id', '=', id).executeTakeFirst();
    if (known) return null;
    const issue = () => Promise.reject(new Bug('only the hub signs'));
    const authority = { caPem: '', caFingerprint, issue };
    const enrolment = createEnrolment(createEnrolmentStore(this.#db, this.#clock), authority, this.#clock);
    return enrolment.createCode({ terminalId: id, tenantId: place.tenantId, locationId: place.id }, 'demo');
  }

  /** What is known of a terminal that came in just now, as if it stood there for long. */
  async remember(terminal: PlannedTerminal): Promise<void> {
    const { id, name, place, software, troubles } = terminal;
    const now = this.#clock.now();
    const seenAt = now - OFFLINE_DAYS * DAY;
    await this.#db
      .updateTable('terminal')
      .set({
        name,
        enrolledAt: now - 400 * DAY,
        ...(troubles.includes('offline') && { seenAt, software, site: place.id }),
      })
      .where('id', '=', id)
      .execute();
    const memory = { since: now - 400 * DAY, usedAt: now - DAY, sessions: 0, paper: rememberedPaper(terminal, now) };
    await this.#db
      .insertInto('alertWatched')
      .values({ terminalId: id, memory: JSON.stringify(memory) })
      .onConflict((c) => c.column('terminalId').doNothing())
      .execute();
    if (!troubles.includes('offline')) await reachedBefore(this.#db, { id, locationId: place.id });
  }

  /** The hub has noted the end of its certificate when it linked: that is nearer now. */
  async certificateEndsSoon(id: string): Promise<void> {
    const now = this.#clock.now();
    await this.#db
      .updateTable('terminal')
      .set({ certificateExpiresAt: now + CERTIFICATE_DAYS * DAY, changedAt: now })
      .where('id', '=', id)
      .execute();
  }

  /** A year of counts, where there are none. */
  async writeYear(terminal: PlannedTerminal): Promise<void> {
    const known = await this.#db
      .selectFrom('statisticCount')
      .select('period')
      .where('terminalId', '=', terminal.id)
      .where('grain', '=', 'month')
      .limit(1)
      .executeTakeFirst();
    if (known) return;
    const rows = pastCounts(terminal, localTime(this.#clock.now(), 'Europe/Berlin').date);
    for (let from = 0; from < rows.length; from += ROWS) {
      await this.#db
        .insertInto('statisticCount')
        .values(rows.slice(from, from + ROWS))
        .execute();
      await delay(this.#clock, PAUSE);
    }
  }
}
