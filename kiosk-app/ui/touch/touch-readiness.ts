/** Marks, for tests that look for it, what takes no touch yet. It changes nothing that a person sees. */
export const FRESH = 'data-fresh';

/** Left, top, right and bottom on the screen, in CSS pixels. */
export type ControlEdges = readonly [number, number, number, number];

/** One control as it stands before a person. */
export interface ShownControl {
  /** What it does: another name or other words are another control, though it be the same element. */
  readonly what: string;
  readonly place: ControlEdges;
  /** Milliseconds that it must have stood there before it takes a touch. */
  readonly wait: number;
}

/** Movement in pixels that does not change what a finger is over: a fifth of the smallest target. */
const SLACK = 16;

/**
 * The one rule about touches: a control takes one only after it has stood at its place, with its words, long enough to
 * be seen. A touch that came too early starts the wait anew, so that no series of taps gets through, however long.
 */
export class TouchReadiness<K> {
  readonly #seen = new Map<K, { readonly sight: ShownControl; since: number }>();
  readonly #now: () => number;

  /** @param now milliseconds, monotonic */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Everything that can be touched now. What is missing is forgotten: when it comes back, it is new. */
  look(sights: ReadonlyMap<K, ShownControl>): void {
    for (const key of this.#seen.keys()) if (!sights.has(key)) this.#seen.delete(key);
    for (const [key, sight] of sights) this.#see(key, sight);
  }

  /** Whether it was there at the last look, or touched since. */
  knows(key: K): boolean {
    return this.#seen.has(key);
  }

  /** Milliseconds until it takes a touch, 0 if it does now. */
  remaining(key: K): number {
    const seen = this.#seen.get(key);
    return seen ? Math.max(0, seen.since + seen.sight.wait - this.#now()) : Number.POSITIVE_INFINITY;
  }

  /** @param sight as it is at this moment, `null` if it lies under something else @returns whether the touch counts */
  takes(key: K, sight: ShownControl | null): boolean {
    if (sight === null) return false;
    const seen = this.#see(key, sight);
    if (this.remaining(key) === 0) return true;
    seen.since = this.#now();
    return false;
  }

  #see(key: K, sight: ShownControl): { since: number } {
    const seen = this.#seen.get(key);
    if (seen && seen.sight.what === sight.what && isSamePlace(seen.sight.place, sight.place)) return seen;
    const fresh = { sight, since: this.#now() };
    this.#seen.set(key, fresh);
    return fresh;
  }
}

const isSamePlace = (one: ControlEdges, other: ControlEdges): boolean =>
  one.every((edge, index) => Math.abs(edge - (other[index] ?? Number.NaN)) <= SLACK);
