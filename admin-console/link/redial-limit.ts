import type { Clock } from '../../foundation/clock.ts';
import { LIMITS } from './limits.ts';
import { TokenBucket } from './token-bucket.ts';

/** How often one terminal may open a link: one that dials without end must not take the others' turns. */
export class RedialLimit {
  readonly #clock: Clock;
  readonly #buckets = new Map<string, { readonly bucket: TokenBucket; usedAt: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @returns false if it is too often */
  take(terminalId: string): boolean {
    const now = this.#clock.monotonic();
    if (this.#buckets.size >= LIMITS.redialsRemembered) this.#forget(now);
    const known = this.#buckets.get(terminalId);
    const entry = known ?? { bucket: new TokenBucket(LIMITS.redialBurst, LIMITS.redialsPerSecond, now), usedAt: now };
    if (!known) this.#buckets.set(terminalId, entry);
    entry.usedAt = now;
    return entry.bucket.take(now);
  }

  /** Those that are full again say no more than none. */
  #forget(now: number): void {
    const full = (LIMITS.redialBurst / LIMITS.redialsPerSecond) * 1_000;
    for (const [id, { usedAt }] of this.#buckets) if (now - usedAt > full) this.#buckets.delete(id);
  }
}
