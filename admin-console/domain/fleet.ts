import type { HelpRequest, HelpStage, StatusReport } from '../../fleet-link/contract.ts';
import { Refusal } from '../../foundation/errors.ts';
import { Listeners } from '../../foundation/listeners.ts';
import type { TerminalView } from '../contract/terminal-view.ts';
import type { FleetStore } from './fleet-store.ts';
import { judge } from './judgement.ts';
import { OpenLinks } from './open-links.ts';

/** What the hub knows of its terminals: what lasts from the store, what is online from the open links. */
export class Fleet {
  readonly #store: FleetStore;
  readonly #links = new OpenLinks();
  readonly #changed = new Listeners();
  readonly #helpTaken = new Listeners<[terminalId: string, request: string]>();

  constructor(store: FleetStore) {
    this.#store = store;
  }

  /** The enrolled terminal with that certificate, or `undefined`. */
  idByFingerprint(fingerprint: string): Promise<string | undefined> {
    return this.#store.idByFingerprint(fingerprint);
  }

  /** @param link identifies this link in `reported` and `helpAsked` */
  async connected(id: string, site: string, software: string, link: object): Promise<void> {
    this.#links.opened(id, link);
    await this.#store.seen(id, { site, software });
    this.#changed.tell();
  }

  async disconnected(id: string): Promise<void> {
    this.#links.closed(id);
    await this.#store.seen(id);
    this.#changed.tell();
  }

  async reported(id: string, status: StatusReport, link: object): Promise<void> {
    if (!this.#links.isNewest(id, link)) return;
    await this.#store.report(id, status);
    this.#changed.tell();
  }

  /** @returns how far the call has come; `null` for none, and for what a link says that has been replaced */
  async helpAsked(id: string, request: HelpRequest | null, link: object): Promise<HelpStage | null> {
    if (!this.#links.isNewest(id, link)) return null;
    const stage = await this.#store.help(id, request);
    this.#changed.tell();
    return stage;
  }

  /** Somebody looks after a call for help; false if it no longer stands, or somebody does already. */
  async takeHelp(id: string, request: string, actor: string): Promise<boolean> {
    const isTaken = await this.#store.takeHelp(id, request, actor);
    if (isTaken) {
      this.#helpTaken.tell(id, request);
      this.#changed.tell();
    }
    return isTaken;
  }

  /** A person has found out why a terminal's journal went back; false if it had not. */
  async explainJournal(id: string, actor: string): Promise<boolean> {
    const isExplained = await this.#store.explainJournal(id, actor);
    if (isExplained) this.#changed.tell();
    return isExplained;
  }

  /** @param tenants ids of those whose terminals are wanted */
  async list(tenants: readonly string[]): Promise<readonly TerminalView[]> {
    const known = await this.#store.terminals(tenants);
    return known.map((terminal) => {
      const heard = { ...terminal, online: this.#links.isOnline(terminal.id) };
      return { ...heard, judgement: judge(heard) };
    });
  }

  /** @throws Refusal `not-found` if there is no such terminal or it is another tenant's */
  async mustBeOf(tenants: readonly string[], id: string): Promise<void> {
    const tenant = await this.#store.tenantOf(id);
    if (tenant === undefined || !tenants.includes(tenant)) throw new Refusal('not-found');
  }

  onChange(listener: () => void): () => void {
    return this.#changed.add(listener);
  }

  onHelpTaken(listener: (terminalId: string, request: string) => void): () => void {
    return this.#helpTaken.add(listener);
  }
}
