import { type HelpRequest, type HelpStage, StatusReport } from '../../fleet-link/contract.ts';
import type { Clock } from '../../foundation/clock.ts';
import { Listeners } from '../../foundation/listeners.ts';
import { type AlertView, explainJournal, recordAlerts, standingAlerts } from '../store/alerts.ts';
import type { HubDatabase } from '../store/database.ts';
import { type HelpView, recordHelp, standingHelp, takeHelp } from '../store/help.ts';
import { type Judgement, judge } from './judgement.ts';

/** A terminal as the console shows it. */
export interface TerminalView {
  readonly id: string;
  readonly site: string | null;
  readonly fingerprint: string;
  readonly enrolledAt: number;
  readonly online: boolean;
  readonly seenAt: number | null;
  readonly software: string | null;
  readonly status: StatusReport | null;
  /** What a person has to look after there. */
  readonly alerts: readonly AlertView[];
  readonly judgement: Judgement;
  /** Somebody there asks for a person. */
  readonly help: HelpView | null;
}

/** What the hub knows of its terminals: rows for what lasts, the open links for what is online. */
export class Fleet {
  readonly #db: HubDatabase;
  readonly #clock: Clock;
  readonly #online = new Map<string, number>();
  /** The newest link of each terminal: what an older one still says is out of date. */
  readonly #newest = new Map<string, object>();
  readonly #listeners = new Listeners();
  readonly #helpListeners = new Listeners<[terminalId: string, request: string]>();

  constructor(db: HubDatabase, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** The enrolled terminal with that certificate, or `undefined`. */
  async idByFingerprint(fingerprint: string): Promise<string | undefined> {
    const row = await this.#db
      .selectFrom('terminal')
      .select('id')
      .where('fingerprint', '=', fingerprint)
      .executeTakeFirst();
    return row?.id;
  }

  /** @param link identifies this link in `reported` */
  async connected(id: string, site: string, software: string, link: object): Promise<void> {
    this.#newest.set(id, link);
    this.#online.set(id, (this.#online.get(id) ?? 0) + 1);
    await this.#update(id, { site, software, seenAt: this.#clock.now() });
  }

  /** Links are counted: a terminal that redials before its old link is found dead stays online. */
  async disconnected(id: string): Promise<void> {
    const left = (this.#online.get(id) ?? 1) - 1;
    if (left > 0) this.#online.set(id, left);
    else this.#online.delete(id);
    await this.#update(id, { seenAt: this.#clock.now() });
  }

  async reported(id: string, status: StatusReport, link: object): Promise<void> {
    if (this.#newest.get(id) !== link) return;
    await recordAlerts(this.#db, this.#clock, id, status);
    await this.#update(id, {
      status: JSON.stringify(status),
      seenAt: this.#clock.now(),
      software: status.software.version,
    });
  }

  /** @returns how far the call has come; `null` for none, and for what a link says that has been replaced */
  async helpAsked(id: string, request: HelpRequest | null, link: object): Promise<HelpStage | null> {
    if (this.#newest.get(id) !== link) return null;
    const stage = await recordHelp(this.#db, this.#clock, id, request);
    this.#changed();
    return stage;
  }

  /** Somebody looks after a call for help; false if it no longer stands, or somebody does already. */
  async takeHelp(id: string, request: string, actor: string): Promise<boolean> {
    const isTaken = await takeHelp(this.#db, this.#clock, id, request, actor);
    if (isTaken) {
      this.#helpListeners.tell(id, request);
      this.#changed();
    }
    return isTaken;
  }

  onHelpTaken(listener: (terminalId: string, request: string) => void): () => void {
    return this.#helpListeners.add(listener);
  }

  async list(): Promise<TerminalView[]> {
    const rows = await this.#db.selectFrom('terminal').selectAll().orderBy('id').execute();
    const alerts = await standingAlerts(this.#db);
    const help = await standingHelp(this.#db);
    return rows.map((row) => {
      const heard = {
        online: this.#online.has(row.id),
        status: row.status === null ? null : storedReport(row.status),
        alerts: alerts.get(row.id) ?? [],
      };
      return {
        id: row.id,
        site: row.site,
        fingerprint: row.fingerprint,
        enrolledAt: Number(row.enrolledAt),
        seenAt: row.seenAt === null ? null : Number(row.seenAt),
        software: row.software,
        ...heard,
        judgement: judge(heard),
        help: help.get(row.id) ?? null,
      };
    });
  }

  /** A person has found out why a terminal's journal went back; false if it had not. */
  async explainJournal(id: string, actor: string): Promise<boolean> {
    const isExplained = await explainJournal(this.#db, this.#clock, id, actor);
    if (isExplained) this.#changed();
    return isExplained;
  }

  onChange(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  async #update(id: string, set: { site?: string; software?: string; seenAt: number; status?: string }): Promise<void> {
    await this.#db.updateTable('terminal').set(set).where('id', '=', id).execute();
    this.#changed();
  }

  #changed(): void {
    this.#listeners.tell();
  }
}

/** One that another version wrote and that is none any more is as good as none: the next comes within seconds. */
const storedReport = (text: string): StatusReport | null => StatusReport.safeParse(JSON.parse(text)).data ?? null;
