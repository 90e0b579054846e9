import type { Clock, Timer } from '../foundation/clock.ts';
import { err, ok, type Result } from '../foundation/result.ts';
import type { BoxOrder } from '../portals/phone-relay/contract.ts';
import { WalletBox } from './box.ts';
import { hashOf } from './hash.ts';
import { LIMITS } from './limits.ts';
import { LinkBox } from './link-box.ts';

export type Box = WalletBox | LinkBox;

interface Place {
  readonly box: Box;
  /** SHA-256 of the owner's token. */
  readonly owner: string;
  /** Of the terminal's key, for the count of its boxes. */
  readonly key: string;
  readonly timer: Timer;
}

/** Why a box is not opened: the id is somebody else's, the terminal has too many, the relay is full. */
export type NotOpened = 'taken' | 'too-many' | 'full';

/** All boxes. Each ends with its lifetime, whatever happens; nothing of it is left then. */
export class Boxes {
  readonly #clock: Clock;
  readonly #places = new Map<string, Place>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get count(): number {
    return this.#places.size;
  }

  /** Characters in all of them. */
  get size(): number {
    return [...this.#places.values()].reduce((sum, { box }) => sum + box.size, 0);
  }

  /**
   * @param key the terminal's, hashed
   * @returns whether it is new; `false`: it was open, and its owner asks again because the answer was lost
   */
  open(order: BoxOrder, key: string): Result<boolean, NotOpened> {
    const { id, lifetimeSeconds, content } = order;
    const owner = hashOf(order.ownerToken);
    const there = this.#places.get(id);
    if (there) return there.owner === owner ? ok(false) : err('taken');
    const ofKey = [...this.#places.values()].filter((place) => place.key === key).length;
    if (ofKey >= LIMITS.boxesPerKey) return err('too-many');
    if (!this.hasSpaceFor(content.kind === 'wallet' ? content.requestObject.length : content.publicKey.length))
      return err('full');
    const timer = this.#clock.setTimeout(() => this.close(id), lifetimeSeconds * 1_000);
    const box =
      content.kind === 'wallet'
        ? new WalletBox(content.requestObject, this.#clock)
        : new LinkBox(content.publicKey, this.#clock);
    this.#places.set(id, { box, owner, key, timer });
    return ok(true);
  }

  hasSpaceFor(characters: number): boolean {
    return this.size + characters <= LIMITS.characters;
  }

  /** For a telephone. */
  find(id: string): Box | null {
    return this.#places.get(id)?.box ?? null;
  }

  /** For a session: one of another owner is told apart from none by nobody. */
  findOwned(id: string, ownerToken: string): Box | null {
    const place = this.#places.get(id);
    return place?.owner === hashOf(ownerToken) ? place.box : null;
  }

  close(id: string): void {
    const place = this.#places.get(id);
    if (!place) return;
    this.#places.delete(id);
    this.#clock.clearTimeout(place.timer);
    place.box.close();
  }

  closeAll(): void {
    for (const id of this.#places.keys()) this.close(id);
  }
}
