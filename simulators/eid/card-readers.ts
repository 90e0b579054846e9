import type { ReaderInfo } from '../../device-drivers/eid/codec/messages.ts';
import { Listeners } from '../../foundation/listeners.ts';
import { EidChip, type SimulatedCard } from './card.ts';

export interface CounterCard {
  readonly spec: SimulatedCard;
  /** `null`: a card without the eID function. */
  readonly chip: EidChip | null;
}

export interface CardReader {
  readonly name: string;
  readonly hasKeypad: boolean;
  isPlugged: boolean;
  card: CounterCard | null;
}

/** The counter as a person sees it: readers, and the card that lies on one of them. */
export class Counter {
  readonly #readers = new Map<string, CardReader>();
  /** A card keeps its tries when it is taken off and laid again. */
  readonly #chips = new WeakMap<object, EidChip>();
  readonly #listeners = new Listeners<[reader: CardReader]>();

  addReader(name: string, hasKeypad: boolean): CardReader {
    const reader: CardReader = { name, hasKeypad, isPlugged: true, card: null };
    this.#readers.set(name, reader);
    return reader;
  }

  get readers(): readonly CardReader[] {
    return [...this.#readers.values()];
  }

  get(name: string): CardReader | undefined {
    return this.#readers.get(name);
  }

  /** The card the app would use: the first with an eID chip on an attached reader. */
  get usable(): { readonly reader: CardReader; readonly chip: EidChip } | null {
    for (const reader of this.#readers.values()) {
      const chip = reader.card?.chip;
      if (reader.isPlugged && chip && !chip.deactivated) return { reader, chip };
    }
    return null;
  }

  lay(reader: CardReader, spec: SimulatedCard): void {
    if (reader.card) this.take(reader);
    reader.card = { spec, chip: this.chipOf(spec) };
    this.changed(reader);
  }

  take(reader: CardReader): void {
    if (!reader.card) return;
    reader.card.chip?.leaveField();
    reader.card = null;
    this.changed(reader);
  }

  plug(reader: CardReader, isPlugged: boolean): void {
    if (reader.isPlugged === isPlugged) return;
    reader.card?.chip?.leaveField();
    reader.isPlugged = isPlugged;
    this.changed(reader);
  }

  onChange(listener: (reader: CardReader) => void): () => void {
    return this.#listeners.add(listener);
  }

  changed(reader: CardReader): void {
    this.#listeners.tell(reader);
  }

  /** The card as it was made: what was done to it is undone, also while it lies there. */
  reset(spec: SimulatedCard): void {
    this.#chips.delete(spec);
    for (const reader of this.#readers.values()) if (reader.card?.spec === spec) this.lay(reader, spec);
  }

  /** `null` for a card without the eID function. */
  chipOf(spec: SimulatedCard): EidChip | null {
    if (spec.kind === 'other') return null;
    const chip = this.#chips.get(spec) ?? new EidChip(spec);
    this.#chips.set(spec, chip);
    return chip;
  }
}

/** What READER says of a reader at this level; `hasInsertable` since 1.24. */
export function describeReader(reader: CardReader, level: number, hasInsertable: boolean): ReaderInfo {
  if (!reader.isPlugged) return { name: reader.name, attached: false };
  return {
    name: reader.name,
    attached: true,
    ...(hasInsertable ? { insertable: false } : {}),
    keypad: reader.hasKeypad,
    card: describeCard(reader.card, level),
  };
}

function describeCard(card: CounterCard | null, level: number): ReaderInfo['card'] {
  if (!card) return null;
  const { chip } = card;
  if (!chip) return level >= 3 ? {} : null;
  return {
    retryCounter: chip.hidesTries ? -1 : chip.tries,
    deactivated: chip.deactivated,
    inoperative: chip.isInoperative,
  };
}
