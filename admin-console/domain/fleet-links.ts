import type { HelpRequest, HelpStage, Sections, StatusReport } from '../../fleet-link/contract.ts';
import { Refusal } from '../../foundation/errors.ts';
import type { LinkStore } from './link-store.ts';

/** A link as this process holds it. */
export interface OpenLink {
  readonly terminalId: string;
  readonly linkId: string;
  readonly fingerprint: string;
  readonly certificateExpiresAt: number;
  close(reason: string): void;
  helpTaken(request: string): void;
  /** Another version of that may be wanted. */
  wanted(what: string): void;
  /** Somebody reads its log. @param until epoch milliseconds */
  readLog(until: number): Promise<void>;
}

/** The links of this hub process: the newest of each terminal. What an older one still says is out of date. */
export class FleetLinks {
  readonly #store: LinkStore;
  readonly #onFailed: (thrown: unknown) => void;
  readonly #newest = new Map<string, OpenLink>();
  readonly #stops: readonly (() => void)[];

  constructor(store: LinkStore, onFailed: (thrown: unknown) => void) {
    this.#store = store;
    this.#onFailed = onFailed;
    this.#stops = [
      store.onOrders(() => void this.#obey().catch(onFailed)),
      store.onTakenForDead(() => this.#closeAll('hub-lost-its-database')),
      store.onUnwritable((terminalId) => this.#newest.get(terminalId)?.close('unwritable')),
    ];
  }

  /** Links of terminals that have said hello to this process. */
  get count(): number {
    return this.#newest.size;
  }

  /** The enrolled terminal with that certificate, or `undefined`. */
  admitted(fingerprint: string): Promise<string | undefined> {
    return this.#store.admitted(fingerprint);
  }

  /** @throws Refusal `revoked` */
  async opened(link: OpenLink, site: string, state: StatusReport): Promise<void> {
    const { terminalId, linkId, fingerprint, certificateExpiresAt } = link;
    const older = this.#newest.get(terminalId);
    this.#newest.set(terminalId, link);
    older?.close('replaced');
    const isTaken = await this.#store.opened({
      ...{ terminalId, linkId, fingerprint, certificateExpiresAt },
      ...{ site, state },
    });
    if (!isTaken) throw new Refusal('revoked');
  }

  changed(link: OpenLink, at: number, sections: Sections): void {
    if (this.#isNewest(link)) this.#store.changed(link.terminalId, link.linkId, at, sections);
  }

  async closed(link: OpenLink): Promise<void> {
    if (this.#isNewest(link)) this.#newest.delete(link.terminalId);
    await this.#store.closed(link.terminalId, link.linkId);
  }

  /** @returns how far the call has come; `null` for none, and for what a link says that has been replaced */
  async helpAsked(link: OpenLink, request: HelpRequest | null): Promise<HelpStage | null> {
    return this.#isNewest(link) ? this.#store.help(link.terminalId, request) : null;
  }

  stop(): void {
    for (const stop of this.#stops) stop();
  }

  async #obey(): Promise<void> {
    for (const { terminalId, linkId, kind, detail } of await this.#store.takeOrders()) {
      const link = this.#newest.get(terminalId);
      if (link?.linkId !== linkId) continue;
      if (kind === 'close') link.close(detail ?? 'closed');
      else if (kind === 'wanted') link.wanted(detail ?? '');
      // The answer may take seconds, and other orders wait.
      else if (kind === 'read-log') void link.readLog(Number(detail)).catch(this.#onFailed);
      else link.helpTaken(detail ?? '');
    }
  }

  #closeAll(reason: string): void {
    for (const link of [...this.#newest.values()]) link.close(reason);
  }

  #isNewest(link: OpenLink): boolean {
    return this.#newest.get(link.terminalId) === link;
  }
}
