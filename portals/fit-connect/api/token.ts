import { z } from 'zod';
import type { Clock } from '../../../foundation/clock.ts';
import { ok, type Result } from '../../../foundation/result.ts';
import { type Http, type PortalFailure, readJson } from '../../http/request.ts';
import { delays } from '../delays.ts';
import { limits } from '../limits.ts';

const TokenAnswer = z.looseObject({
  access_token: z.string().min(1).max(20_000),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.number().positive(),
});

export interface TokenSource {
  /** A token that is good for at least `delays.tokenMargin`; one request however many ask. */
  token(): Promise<Result<string, PortalFailure>>;
  /** The portal refused this token: do not use it again. */
  forget(token: string): void;
}

/** OAuth 2.0 client credentials (RFC 6749 section 4.4), the secret in the form body as FIT-Connect wants it. */
export function createTokenSource(options: {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly clock: Clock;
  readonly http: Http;
}): TokenSource {
  const { clock } = options;
  let held: { token: string; until: number } | null = null;
  let asking: Promise<Result<string, PortalFailure>> | null = null;

  const ask = async (): Promise<Result<string, PortalFailure>> => {
    const asked = clock.monotonic();
    const answer = await options.http.request({
      method: 'POST',
      url: options.tokenUrl,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: options.clientId,
        client_secret: options.clientSecret,
      }).toString(),
      timeoutMs: delays.query,
      maxBytes: limits.answerBytes,
    });
    if (!answer.ok) {
      // RFC 6749 section 5.2: a wrong secret may be 400 as well as 401.
      const denied = answer.error.reason === 'refused' && answer.error.status === 400;
      return denied ? { ok: false, error: { reason: 'unauthorised', status: 400 } } : answer;
    }
    const body = readJson(answer.value, TokenAnswer);
    if (!body.ok) return body;
    held = { token: body.value.access_token, until: asked + body.value.expires_in * 1000 - delays.tokenMargin };
    return ok(held.token);
  };

  return {
    async token() {
      if (held !== null && clock.monotonic() < held.until) return ok(held.token);
      asking ??= ask().finally(() => {
        asking = null;
      });
      return asking;
    },
    forget(token) {
      if (held?.token === token) held = null;
    },
  };
}
