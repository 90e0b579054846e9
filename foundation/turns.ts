/** Work that must not overlap, one after the other in the order in which it was asked for. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /**
   * Begins `work` when all work taken before has ended, whether well or not.
   * @returns what `work` answers; rejects with what it throws, which does not touch the turns after it
   */
  take<T>(work: () => T | Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => {});
    return turn;
  }

  /** Resolves when all work taken until now has ended; never rejects. */
  async ended(): Promise<void> {
    await this.#last;
  }
}
