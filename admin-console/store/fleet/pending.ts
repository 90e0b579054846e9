import type { Sections } from '../../../fleet-link/contract.ts';
import type { OpenedLink } from '../../domain/link-store.ts';

/** What one terminal told since the last time that was written. */
export interface Pending {
  readonly terminalId: string;
  /** The link over which it was told. */
  linkId: string;
  /** Its newest hello. */
  opened: Omit<OpenedLink, 'state'> | null;
  at: number;
  sections: Sections;
  /** How far its clock is off; `null`: as it was. */
  clockOffMs: number | null;
  /** Links that ended. */
  readonly closed: string[];
  /** Who waits until it is written; `true`: the terminal may link. */
  readonly waiting: ((isTaken: boolean) => void)[];
}

/** Gathers what terminals tell, so that each is written once however much it tells. */
export class PendingTerminals {
  #all = new Map<string, Pending>();

  get isEmpty(): boolean {
    return this.#all.size === 0;
  }

  opened({ state, ...opened }: OpenedLink, clockOffMs: number, waiting: (isTaken: boolean) => void): void {
    const { at, ...sections } = state;
    const pending = this.#of(opened.terminalId, opened.linkId);
    Object.assign(pending, { opened, linkId: opened.linkId, at, sections, clockOffMs });
    pending.waiting.push(waiting);
  }

  changed(terminalId: string, linkId: string, at: number, sections: Sections): void {
    const pending = this.#of(terminalId, linkId);
    Object.assign(pending, { linkId, at, sections: { ...pending.sections, ...sections } });
  }

  clockOff(terminalId: string, linkId: string, clockOffMs: number): void {
    this.#of(terminalId, linkId).clockOffMs = clockOffMs;
  }

  closed(terminalId: string, linkId: string, waiting: (isTaken: boolean) => void): void {
    const pending = this.#of(terminalId, linkId);
    pending.closed.push(linkId);
    pending.waiting.push(waiting);
  }

  /** Hands over all that was gathered. */
  take(): Pending[] {
    const all = [...this.#all.values()];
    this.#all = new Map();
    return all;
  }

  /** What could not be written: it is older than what was gathered since. */
  putBack(older: readonly Pending[]): void {
    for (const old of older) {
      const newer = this.#all.get(old.terminalId);
      this.#all.set(old.terminalId, newer ? merged(old, newer) : old);
    }
  }

  #of(terminalId: string, linkId: string): Pending {
    const known = this.#all.get(terminalId);
    if (known) return known;
    const nothing = { opened: null, at: 0, sections: {}, clockOffMs: null };
    const made: Pending = { terminalId, linkId, ...nothing, closed: [], waiting: [] };
    this.#all.set(terminalId, made);
    return made;
  }
}

function merged(old: Pending, newer: Pending): Pending {
  const isTold = newer.at > 0;
  return {
    terminalId: old.terminalId,
    linkId: isTold ? newer.linkId : old.linkId,
    opened: newer.opened ?? old.opened,
    at: isTold ? newer.at : old.at,
    sections: newer.opened ? newer.sections : { ...old.sections, ...newer.sections },
    clockOffMs: newer.clockOffMs ?? old.clockOffMs,
    closed: [...old.closed, ...newer.closed],
    waiting: [...old.waiting, ...newer.waiting],
  };
}
