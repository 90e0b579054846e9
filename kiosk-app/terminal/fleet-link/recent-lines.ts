import { LINES_AT_ONCE } from '../../../fleet-link/log-lines.ts';

/**
 * The newest lines of the log, for whoever begins to read it at the hub. While nobody reads, a line costs one place in
 * a list of `LINES_AT_ONCE`.
 */
export class RecentLines {
  readonly #lines: string[] = [];
  /** Lines since the start. */
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** The same sink, and this beside it. */
  beside(sink: (line: string) => void): (line: string) => void {
    return (line) => {
      this.#lines[this.#count++ % LINES_AT_ONCE] = line;
      sink(line);
    };
  }

  /** @param count lines that are known @returns those after them, oldest first, as far as they are still here */
  after(count: number): readonly string[] {
    const missing = Math.min(this.#count - count, this.#lines.length);
    const first = this.#count - missing;
    return Array.from({ length: missing }, (_, n) => this.#lines[(first + n) % LINES_AT_ONCE] ?? '');
  }
}
