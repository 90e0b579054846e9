import type { Clock } from '../foundation/clock.ts';
import { DELAYS } from './delays.ts';
import { LIMITS } from './limits.ts';

/** Those that are not counted apart any more. */
const OTHERS = 'others';

/** Counts requests of each address over a minute. Nothing of an address is kept beyond it. */
export class AddressLimit {
  readonly #clock: Clock;
  readonly #counts = new Map<string, number>();
  #began: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#began = clock.monotonic();
  }

  /** @returns whether one more request of this address is within `LIMITS.requestsPerMinute`; it is counted */
  take(address: string): boolean {
    const now = this.#clock.monotonic();
    if (now - this.#began >= DELAYS.minute) {
      this.#counts.clear();
      this.#began = now;
    }
    const subscriber = subscriberOf(address);
    const key = this.#counts.has(subscriber) || this.#counts.size < LIMITS.addresses ? subscriber : OTHERS;
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return count <= LIMITS.requestsPerMinute;
  }
}

/** Whoever has IPv6 has a whole /64 (RFC 6177) and can change the address within it with each request. */
export function subscriberOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.replace(/%.*/, '').split('::');
  const groupsOf = (part = '') => part.split(':').filter((group) => group !== '');
  const missing = tail === undefined ? 0 : 8 - groupsOf(head).length - groupsOf(tail).length;
  const groups = [...groupsOf(head), ...Array<string>(Math.max(0, missing)).fill('0'), ...groupsOf(tail)];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
