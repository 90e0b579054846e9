import { Listeners } from '../../../foundation/listeners.ts';

/** Origins of shells that frame the session's page; outside production only. */
export class FrameOrigins {
  readonly #isProduction: boolean;
  readonly #known: Set<string>;
  readonly #added = new Listeners();

  constructor(isProduction: boolean, known: readonly string[]) {
    this.#isProduction = isProduction;
    this.#known = new Set(isProduction ? [] : known);
  }

  add(origin: string): void {
    if (this.#isProduction || this.#known.has(origin)) return;
    this.#known.add(origin);
    this.#added.tell();
  }

  /** What a session's page lets itself be framed by: the two that came last. */
  latest(): string[] {
    return [...this.#known].slice(-2);
  }

  /** One has come that running sessions do not know of. */
  onAdded(listener: () => void): () => void {
    return this.#added.add(listener);
  }
}
