/** The links that are open now. They are counted: a terminal that redials before its old link is found dead stays online. */
export class OpenLinks {
  readonly #count = new Map<string, number>();
  readonly #newest = new Map<string, object>();

  opened(id: string, link: object): void {
    this.#newest.set(id, link);
    this.#count.set(id, (this.#count.get(id) ?? 0) + 1);
  }

  closed(id: string): void {
    const left = (this.#count.get(id) ?? 1) - 1;
    if (left > 0) this.#count.set(id, left);
    else this.#count.delete(id);
  }

  isOnline(id: string): boolean {
    return this.#count.has(id);
  }

  /** What an older link of the same terminal still says is out of date. */
  isNewest(id: string, link: object): boolean {
    return this.#newest.get(id) === link;
  }
}
