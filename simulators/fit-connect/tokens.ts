import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../foundation/clock.ts';
import { type Call, HttpProblem, readBody } from '../http/server.ts';
import type { Reply } from './injected-faults.ts';

/** FIT-Connect's tokens last half an hour. */
const LIFETIME_MS = 1_800_000;

/** Token endpoint (RFC 6749 section 4.4) and the check of its tokens. */
export class Tokens {
  readonly #valid = new Map<string, number>();
  readonly #clock: Clock;
  readonly #clientId: string;
  readonly #clientSecret: string;

  constructor(clock: Clock, clientId: string, clientSecret: string) {
    this.#clock = clock;
    this.#clientId = clientId;
    this.#clientSecret = clientSecret;
  }

  async issue({ request }: Call): Promise<Reply> {
    const form = new URLSearchParams(await readBody(request, 10_000));
    if (form.get('grant_type') !== 'client_credentials')
      return { status: 400, body: { error: 'unsupported_grant_type' } };
    const known =
      same(form.get('client_id') ?? '', this.#clientId) && same(form.get('client_secret') ?? '', this.#clientSecret);
    if (!known) return { status: 401, body: { error: 'invalid_client' } };
    const token = randomBytes(32).toString('base64url');
    this.#valid.set(token, this.#clock.monotonic() + LIFETIME_MS);
    return { status: 200, body: { access_token: token, token_type: 'Bearer', expires_in: LIFETIME_MS / 1000 } };
  }

  /** @throws HttpProblem 401 */
  check({ request }: Call): void {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const until = this.#valid.get(token);
    if (until === undefined || this.#clock.monotonic() >= until) throw new HttpProblem(401, 'unauthorized');
  }

  revokeAll(): void {
    this.#valid.clear();
  }
}

const same = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
