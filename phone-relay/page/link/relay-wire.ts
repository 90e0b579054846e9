import { Backoff } from '../../../foundation/backoff.ts';
import { type Clock, delay } from '../../../foundation/clock.ts';
import { err, ok, type Result } from '../../../foundation/result.ts';
import type { JoinedBox } from '../../../portals/phone-relay/contract.ts';
import { delays } from '../delays.ts';

/** Why the relay has nothing for this telephone: another one was first, there is no such box (any more), it was left. */
export type WireEnd = 'taken' | 'gone' | 'left';

/** A part of this telephone, by its number. */
export interface SealedPart {
  readonly part: number;
  readonly data: Uint8Array<ArrayBuffer>;
}

export interface WireOptions {
  /** Of the box: `https://relay/p/{id}`. */
  readonly url: string;
  /** 256 random bits, base64url: by it the relay knows this telephone again. */
  readonly token: string;
  readonly clock: Clock;
  readonly fetch: typeof fetch;
  /** Whether the relay is reached; while it is not, it is asked again. */
  onReached(isReached: boolean): void;
}

/** Not whole in time (RFC 9110, section 15.5.9), no room or too often (RFC 6585, section 4). */
const MAY_PASS: readonly number[] = [408, 429];

/** A telephone's calls to one box of the relay. Whatever the network loses is asked again until the box is gone. */
export class RelayWire {
  readonly #options: WireOptions;
  readonly #left = new AbortController();

  constructor(options: WireOptions) {
    this.#options = options;
  }

  /** @returns the key of the session */
  async join(publicKey: string): Promise<Result<string, WireEnd>> {
    const { token } = this.#options;
    const answer = await this.#ask('/join', delays.call, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, publicKey }),
    });
    if (!answer.ok) return answer;
    const joined: Partial<JoinedBox> | null = await answer.value.json().catch(() => null);
    return typeof joined?.sessionKey === 'string' ? ok(joined.sessionKey) : err('gone');
  }

  /** Hands over a sealed part; while as many wait as may, it waits. */
  async put(part: number, data: Uint8Array<ArrayBuffer>): Promise<Result<null, WireEnd>> {
    const answer = await this.#ask(`/parts/${part}`, delays.part, this.#put(data));
    return answer.ok ? ok(null) : answer;
  }

  /** Hands over the last parts while the page is being closed: nobody waits for an answer. */
  putLast(parts: readonly SealedPart[]): void {
    const { url, fetch } = this.#options;
    for (const { part, data } of parts)
      fetch(`${url}/parts/${part}`, { ...this.#put(data), keepalive: true }).catch(() => {
        // The box ends by its time.
      });
    this.close();
  }

  /** Nothing more is asked. */
  close(): void {
    this.#left.abort();
  }

  /** The part behind number `after`, however long it takes to come. */
  async next(after: number): Promise<Result<{ part: number; data: Uint8Array<ArrayBuffer> }, WireEnd>> {
    for (;;) {
      const answer = await this.#ask(`/parts?after=${after}`, delays.news, { headers: this.#known() });
      if (!answer.ok) return answer;
      const { value } = answer;
      if (value.status === 204) continue;
      return ok({ part: Number(value.headers.get('x-part')), data: new Uint8Array(await value.arrayBuffer()) });
    }
  }

  #known() {
    return { authorization: `Bearer ${this.#options.token}` };
  }

  #put(body: Uint8Array<ArrayBuffer>): RequestInit {
    return { method: 'PUT', headers: { ...this.#known(), 'content-type': 'application/octet-stream' }, body };
  }

  async #ask(path: string, within: number, init: RequestInit): Promise<Result<Response, WireEnd>> {
    const { clock, onReached } = this.#options;
    const backoff = new Backoff(delays.again);
    const { signal } = this.#left;
    while (!signal.aborted) {
      const answer = await this.#once(path, within, init);
      if (answer?.ok) {
        onReached(true);
        return ok(answer);
      }
      if (answer && answer.status < 500 && !MAY_PASS.includes(answer.status))
        return err(answer.status === 409 ? 'taken' : 'gone');
      const isFull = answer?.status === 429 && init.method === 'PUT';
      if (!isFull) onReached(false);
      await delay(clock, isFull ? delays.partAgain : backoff.next(), signal).catch(() => {});
    }
    return err('left');
  }

  /** @returns `null` if no answer came in time; the whole of it, so that a break in its middle is one, too */
  async #once(path: string, within: number, init: RequestInit): Promise<Response | null> {
    const { url, clock, fetch } = this.#options;
    const patience = new AbortController();
    const stop = () => patience.abort();
    const timer = clock.setTimeout(stop, within);
    this.#left.signal.addEventListener('abort', stop);
    try {
      const answer = await fetch(`${url}${path}`, { ...init, signal: patience.signal });
      const body = answer.status === 204 ? null : await answer.arrayBuffer();
      return new Response(body, { status: answer.status, headers: answer.headers });
    } catch {
      // Browsers do not say more of a network that is away.
      return null;
    } finally {
      clock.clearTimeout(timer);
      this.#left.signal.removeEventListener('abort', stop);
    }
  }
}
