import type { ReaderInfo } from '../../device-drivers/eid/codec/messages.ts';
import { Listeners } from '../../foundation/listeners.ts';
import { EidChip, type SimulatedCard } from './card.ts';

export interface Laid {
  readonly spec: SimulatedCard;
  /** `null`: a card without the eID function. */
  readonly chip: EidChip | null;
}

export interface ReaderState {
  readonly name: string;
  readonly hasKeypad: boolean;
  isPlugged: boolean;
  card: Laid | null;
}

/** The counter as a person sees it: readers, and the card that lies on one of them. */
export class Counter {
  readonly #readers = new Map<string, ReaderState>();
  /** A card keeps its tries when it is taken off and laid again. */
  readonly #chips = new WeakMap<object, EidChip>();
  readonly #listeners = new Listeners<[reader: ReaderState]>();

  addReader(name: string, hasKeypad: boolean): ReaderState {
    const reader: ReaderState = { name, hasKeypad, isPlugged: true, card: null };
    this.#readers.set(name, reader);
    return reader;
  }

  get readers(): readonly ReaderState[] {
    return [...this.#readers.values()];
  }

  get(name: string): ReaderState | undefined {
    return this.#readers.get(name);
  }

  /** The card the app would use: the first with an eID chip on an attached reader. */
  get usable(): { readonly reader: ReaderState; readonly chip: EidChip } | null {
    for (const reader of this.#readers.values()) {
      const chip = reader.card?.chip;
      if (reader.isPlugged && chip && !chip.deactivated) return { reader, chip };
    }
    return null;
  }

  lay(reader: ReaderState, spec: SimulatedCard): void {
    if (reader.card) this.take(reader);
    reader.card = { spec, chip: this.chipOf(spec) };
    this.changed(reader);
  }

  take(reader: ReaderState): void {
    if (!reader.card) return;
    reader.card.chip?.leaveField();
    reader.card = null;
    this.changed(reader);
  }

  plug(reader: ReaderState, isPlugged: boolean): void {
    if (reader.isPlugged === isPlugged) return;
    reader.card?.chip?.leaveField();
    reader.isPlugged = isPlugged;
    this.changed(reader);
  }

  onChange(listener: (reader: ReaderState) => void): () => void {
    return this.#listeners.add(listener);
  }

  changed(reader: ReaderState): void {
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
export function describeReader(reader: ReaderState, level: number, hasInsertable: boolean): ReaderInfo {
  if (!reader.isPlugged) return { name: reader.name, attached: false };
  return {
    name: reader.name,
    attached: true,
    ...(hasInsertable ? { insertable: false } : {}),
    keypad: reader.hasKeypad,
    card: describeCard(reader.card, level),
  };
}

function describeCard(card: Laid | null, level: number): ReaderInfo['card'] {
  if (!card) return null;
  const { chip } = card;
  if (!chip) return level >= 3 ? {} : null;
  return {
    retryCounter: chip.hidesTries ? -1 : chip.tries,
    deactivated: chip.deactivated,
    inoperative: chip.isInoperative,
  };
}
