import type { TerminalPage, TerminalSummary } from '../../../contract/terminals/terminal-view.ts';
import { type Listing, mayMove } from './listing.ts';

/** Rows that are fetched together: three screens. */
export const PART = 50;
/** So many rows before what is looked at come along: somebody who jumps to a place looks around. */
const LEAD = 10;

/** @returns what the hub said, or the status with which it refused (0: not reached) */
export type LoadPart = (from: number, limit: number) => Promise<TerminalPage | number>;

/**
 * The rows of a list of any length, fetched where somebody looks. A row that changes is another in its place; its place
 * stays until somebody wants the new order, so that nothing jumps under the hand.
 */
export class RowStore {
  readonly #listing: Listing;
  readonly #load: LoadPart;
  readonly #told: () => void;
  #rows = new Map<number, TerminalSummary>();
  /** Where each terminal stands. */
  #places = new Map<string, number>();
  readonly #moved = new Set<string>();
  #wanted: readonly [number, number] = [0, 0];
  #isAsking = false;
  /** Rises with each new order: what was asked for before is not taken any more. */
  #order = 0;
  #isOld = false;
  /** `null` until the hub has answered once. */
  total: number | null = null;
  /** Of the last question, if it was refused. */
  problem: number | null = null;

  /** @param told called when there is something else to show */
  constructor(listing: Listing, load: LoadPart, told: () => void) {
    this.#listing = listing;
    this.#load = load;
    this.#told = told;
  }

  /** `undefined` while it is not there. */
  at(place: number): TerminalSummary | undefined {
    return this.#rows.get(place);
  }

  /** How many terminals may stand elsewhere by now. */
  get moved(): number {
    return this.#moved.size;
  }

  /** Somebody looks at these rows: what of them is not there is fetched. @param end the place after the last */
  want(first: number, end: number): void {
    this.#wanted = [first, end];
    void this.#fetch();
  }

  /** The hub says that these are others now. Who calls it draws. */
  changed(rows: readonly TerminalSummary[]): void {
    for (const row of rows) {
      const place = this.#places.get(row.id);
      const before = place === undefined ? undefined : this.#rows.get(place);
      if (place !== undefined) this.#rows.set(place, row);
      if (mayMove(this.#listing, before, row)) this.#moved.add(row.id);
    }
  }

  /** Fetches again what is looked at, in today's order. What was there stays until then. */
  again(): void {
    this.#order++;
    this.#isOld = true;
    this.#isAsking = false;
    void this.#fetch();
  }

  async #fetch(): Promise<void> {
    const from = this.#firstMissing();
    if (this.#isAsking || from === null) return;
    this.#isAsking = true;
    const order = this.#order;
    const answer = await this.#load(from, PART);
    if (order !== this.#order) return;
    this.#isAsking = false;
    if (typeof answer === 'number') {
      this.problem = answer;
      return this.#told();
    }
    this.problem = null;
    this.#take(from, answer);
    this.#told();
    // What is still missing is asked for, unless the hub has nothing there.
    if (this.#firstMissing() !== from && answer.terminals.length > 0) void this.#fetch();
  }

  /** Where the next part begins: at what is missing where somebody looks, or a little before it. */
  #firstMissing(): number | null {
    const [first, end] = this.#wanted;
    if (this.#isOld || this.total === null) return Math.max(0, first - LEAD);
    for (let place = first; place < Math.min(end, this.total); place++) {
      if (this.#rows.has(place)) continue;
      let from = Math.max(0, place - LEAD);
      while (this.#rows.has(from)) from++;
      return from;
    }
    return null;
  }

  #take(from: number, { terminals, total }: TerminalPage): void {
    if (this.#isOld) {
      this.#rows = new Map();
      this.#places = new Map();
      this.#moved.clear();
      this.#isOld = false;
    }
    // Somebody came or went since the part before: the order is another.
    else if (this.total !== null && total !== this.total)
      for (const { id } of terminals.slice(0, 1)) this.#moved.add(id);
    this.total = total ?? terminals.length;
    terminals.forEach((row, n) => {
      const place = from + n;
      const old = this.#places.get(row.id);
      // It moved while the list was being read: it is shown where the hub saw it last.
      if (old !== undefined && old !== place) this.#rows.delete(old);
      this.#rows.set(place, row);
      this.#places.set(row.id, place);
    });
  }
}
