import type { Clock } from '../foundation/clock.ts';
import { err, ok, type Result } from '../foundation/result.ts';
import type { JoinedBox } from '../portals/phone-relay/contract.ts';
import { LIMITS as LINK } from '../portals/phone-relay/limits.ts';
import { BoxEvents } from './box-events.ts';
import { DELAYS } from './delays.ts';
import { hashOf } from './hash.ts';

/** Why a part is not taken: its number is not the next one, or as many wait as may. */
export type NotTaken = 'out-of-order' | 'wait';

export interface Part {
  readonly number: number;
  readonly data: Buffer;
}

/** A link between a session and the first telephone that joins: sealed parts both ways, in order, in memory only. */
export class LinkBox {
  readonly kind = 'link';
  readonly events: BoxEvents;
  readonly #clock: Clock;
  readonly #sessionKey: string;
  #phone: { readonly token: string; readonly publicKey: string } | null = null;
  /** Last part from the telephone, last one for it, last one that it has confirmed. */
  #up = 0;
  #down = 0;
  #confirmed = 0;
  #waiting: Part[] = [];
  #isOpen = true;
  #wake: (() => void) | null = null;

  constructor(sessionKey: string, clock: Clock) {
    this.#sessionKey = sessionKey;
    this.#clock = clock;
    this.events = new BoxEvents(clock);
  }

  /** Characters, or bytes, that it holds. */
  get size(): number {
    return this.events.size + this.#waiting.reduce((sum, { data }) => sum + data.length, 0);
  }

  /** The first telephone is taken; the same one may ask again. Another one is refused, and the session hears of it. */
  join(token: string, publicKey: string): Result<JoinedBox, 'taken'> {
    if (this.#phone === null) {
      this.#phone = { token: hashOf(token), publicKey };
      this.events.tellOnce({ kind: 'joined', publicKey });
    } else if (!this.isPhone(token) || this.#phone.publicKey !== publicKey) {
      this.events.tellOnce({ kind: 'second-phone' });
      return err('taken');
    }
    return ok({ sessionKey: this.#sessionKey, up: this.#up, down: this.#confirmed });
  }

  isPhone(token: string): boolean {
    return this.#phone !== null && this.#phone.token === hashOf(token);
  }

  /** From the telephone. */
  takeUp({ number, data }: Part): Result<null, NotTaken> {
    if (number <= this.#up) return ok(null);
    if (number !== this.#up + 1) return err('out-of-order');
    if (this.events.waiting('part') >= LINK.partsWaiting) return err('wait');
    this.#up = number;
    this.events.tell({ kind: 'part', part: number, data: data.toString('base64url') });
    return ok(null);
  }

  /** From the session. */
  takeDown(part: Part): Result<null, NotTaken> {
    if (part.number <= this.#down) return ok(null);
    if (part.number !== this.#down + 1) return err('out-of-order');
    if (this.#waiting.length >= LINK.partsWaiting) return err('wait');
    this.#down = part.number;
    this.#waiting.push(part);
    this.#wake?.();
    return ok(null);
  }

  /**
   * The part behind `after` for the telephone, which confirms those before it: they are forgotten.
   * @returns `null` if none came within `DELAYS.newsWithin`, `gone` once the box has been closed
   */
  async nextDown(after: number): Promise<Part | null | 'gone'> {
    this.#confirmed = Math.min(Math.max(this.#confirmed, after), this.#down);
    this.#waiting = this.#waiting.filter(({ number }) => number > after);
    if (this.#waiting.length === 0 && this.#isOpen) await this.#somethingComes();
    return this.#isOpen ? (this.#waiting[0] ?? null) : 'gone';
  }

  stopWaiting(): void {
    this.#wake?.();
  }

  close(): void {
    this.#isOpen = false;
    this.#waiting = [];
    this.events.close();
    this.#wake?.();
  }

  #somethingComes(): Promise<void> {
    this.#wake?.();
    return new Promise((resolve) => {
      const wake = () => {
        this.#clock.clearTimeout(timer);
        if (this.#wake === wake) this.#wake = null;
        resolve();
      };
      const timer = this.#clock.setTimeout(wake, DELAYS.newsWithin);
      this.#wake = wake;
    });
  }
}
