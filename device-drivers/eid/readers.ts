import type { ReaderInfo } from './codec/messages.ts';
import { unusable } from './workflow/card.ts';

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

  /** Name of the first reader with an eID card that can be used on it. */
  get withCard(): string | null {
    for (const { name, card } of this.#attached.values()) if (card && !unusable(card)) return name;
    return null;
  }

  /** Why no card can be read before one is taken away; `null` while some reader is free, or holds a good one. */
  get hindrance(): ReturnType<typeof unusable> {
    const all = [...this.#attached.values()].map(({ card }) => unusable(card));
    return all.every((one) => one !== null) ? (all[0] ?? null) : null;
  }

  /** A card that is of no use beside a reader that is free belongs to somebody else: a technician's, forgotten there. */
  concerns({ card }: ReaderInfo): boolean {
    return unusable(card) === null || this.hindrance !== null;
  }

  /** Any card at all, as far as the app tells it. */
  get isCardPresent(): boolean {
    return [...this.#attached.values()].some(({ card }) => card !== null && card !== undefined);
  }
}
