import { randomBytes } from 'node:crypto';
import type { Clock, Timer } from '../../foundation/clock.ts';
import type { IdentificationRequest, IdentityResult } from '../../portals/eid-service/contract.ts';
import { DELAYS } from './delays.ts';

/** One identification, from the request until its result is fetched or it expires. */
export interface Session {
  /** 128 bits, hex: session identifier, PSK identity, and the key of the refresh address. */
  readonly id: string;
  readonly request: IdentificationRequest;
  /** Path to which the eID client sends people back, of this server. */
  readonly returnPath: string;
  /** Of the latest token handed out; a client that fetches the token again begins anew. */
  psk: Buffer;
  /** Protocol state of the running attempt; whose is the exchange's own business. */
  attempt: unknown;
  result: IdentityResult | null;
}

/** Personal data stand only here, in memory, and leave by `take` or by expiry. */
export class Sessions {
  readonly #clock: Clock;
  readonly #open = new Map<string, { readonly session: Session; timer: Timer }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get count(): number {
    return this.#open.size;
  }

  begin(request: IdentificationRequest, returnPath = '/refresh'): Session {
    const id = randomBytes(16).toString('hex');
    const session: Session = { id, request, returnPath, psk: randomBytes(32), attempt: null, result: null };
    this.#open.set(id, { session, timer: this.#expire(id, DELAYS.session) });
    return session;
  }

  get(id: string | null | undefined): Session | undefined {
    return id ? this.#open.get(id)?.session : undefined;
  }

  /** A new attempt with a new key. */
  renew(session: Session): void {
    session.psk = randomBytes(32);
    session.attempt = null;
    session.result = null;
  }

  finish(session: Session, result: IdentityResult): void {
    const entry = this.#open.get(session.id);
    if (!entry) return;
    session.result = result;
    session.attempt = null;
    this.#clock.clearTimeout(entry.timer);
    entry.timer = this.#expire(session.id, DELAYS.result);
  }

  /** The result, once; the session is forgotten. `undefined` if there is no such session. */
  take(id: string | null): IdentityResult | undefined {
    const session = this.get(id);
    if (!session) return undefined;
    const result = session.result ?? { status: 'failed' as const, reason: 'not-completed' };
    this.#forget(session.id);
    return result;
  }

  clear(): void {
    for (const id of [...this.#open.keys()]) this.#forget(id);
  }

  #expire(id: string, ms: number): Timer {
    return this.#clock.setTimeout(() => this.#forget(id), ms);
  }

  #forget(id: string): void {
    const entry = this.#open.get(id);
    if (!entry) return;
    this.#clock.clearTimeout(entry.timer);
    entry.session.result = null;
    entry.session.attempt = null;
    this.#open.delete(id);
  }
}
