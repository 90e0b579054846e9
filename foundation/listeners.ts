/** Who wants to be told something. `A` are the arguments of a listener: `Listeners<[health: DeviceHealth]>`. */
export class Listeners<A extends readonly unknown[] = []> {
  readonly #all = new Set<(...args: A) => void>();

  /** How many there are. */
  get size(): number {
    return this.#all.size;
  }

  /**
   * From now on `listener` is told; a function that is there already is told once all the same.
   * @returns ends that; may be called again without effect
   */
  add(listener: (...args: A) => void): () => void {
    this.#all.add(listener);
    return () => void this.#all.delete(listener);
  }

  /** Nobody is told any more. */
  clear(): void {
    this.#all.clear();
  }

  /**
   * Calls each listener in the order of their coming. One that was removed meanwhile is not called any more, one that
   * was added meanwhile not yet. What a listener throws is thrown, and the ones after it are not told.
   */
  tell(...args: A): void {
    for (const listener of [...this.#all]) if (this.#all.has(listener)) listener(...args);
  }
}
