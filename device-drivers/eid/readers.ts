import type { ReaderInfo } from './codec/messages.ts';

/** The reader the app brings along itself; no hardware. */
const BUILT_IN = 'Simulator';

/** What is attached to the terminal, as far as the app has told. */
export class Readers {
  readonly #attached = new Map<string, ReaderInfo>();
  readonly #countBuiltIn: boolean;

  /** @param countBuiltIn the app's own simulator counts as a reader */
  constructor(countBuiltIn: boolean) {
    this.#countBuiltIn = countBuiltIn;
  }

  replaceAll(readers: readonly ReaderInfo[]): void {
    this.#attached.clear();
    for (const reader of readers) this.update(reader);
  }

  update(reader: ReaderInfo): void {
    if (reader.name === BUILT_IN && !this.#countBuiltIn) return;
    if (reader.attached) this.#attached.set(reader.name, reader);
    else this.#attached.delete(reader.name);
  }

  get count(): number {
    return this.#attached.size;
  }

  get withKeypad(): number {
    return [...this.#attached.values()].filter((reader) => reader.keypad).length;
  }

  /** Name of the first reader with an eID card on it. */
  get withCard(): string | null {
    return this.#withAnyCard((card) => 'retryCounter' in card);
  }

  /** Any card at all, as far as the app tells it. */
  get isCardPresent(): boolean {
    return this.#withAnyCard(() => true) !== null;
  }

  #withAnyCard(accepts: (card: object) => boolean): string | null {
    for (const { name, card } of this.#attached.values()) if (card && accepts(card)) return name;
    return null;
  }
}
