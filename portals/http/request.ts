import { z } from 'zod';
import type { Clock } from '../../foundation/clock.ts';
import { err, ok, type Result } from '../../foundation/result.ts';
import { readLimited } from './body.ts';
import { delays } from './delays.ts';

/** Problem details as portals send them (RFC 9457), cut to lengths that may be kept. */
export interface PortalProblem {
  readonly type: string;
  readonly title: string;
  readonly detail: string;
}

/** Why a portal gave no usable answer. Closed: whoever calls decides on each. */
export type PortalFailure =
  /** No connection, or it broke before the answer was complete: what was asked may or may not have been done. */
  | { readonly reason: 'unreachable'; readonly detail: string }
  /** No complete answer within `afterMs` milliseconds: may or may not have been done. */
  | { readonly reason: 'timeout'; readonly afterMs: number }
  | { readonly reason: 'unauthorised'; readonly status: number }
  /** 429. `retryAfterMs` milliseconds as the portal says, or `null` if it does not. */
  | { readonly reason: 'rate-limited'; readonly retryAfterMs: number | null }
  /** 4xx: asking again in the same way cannot help. */
  | {
      readonly reason: 'refused';
      readonly status: number;
      readonly problem: PortalProblem | null;
      /** Of a portal that tells its errors as `{"errors":[{"errorCode":"…"}]}`: the first. */
      readonly errorCode?: string;
    }
  | { readonly reason: 'server-error'; readonly status: number; readonly retryAfterMs: number | null }
  /** An answer that is not what the interface promises; `detail` is a code, never content. */
  | { readonly reason: 'bad-answer'; readonly detail: string };

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds until `timeout`, for the whole exchange. */
  readonly timeoutMs: number;
  /** Largest answer in bytes. */
  readonly maxBytes: number;
  /** Ends it before, as `unreachable`. */
  readonly signal?: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export type Fetch = typeof globalThis.fetch;

export interface Http {
  /** Any answer below 300, or a failure. Redirects are not followed: they would carry the token elsewhere. */
  request(request: HttpRequest): Promise<Result<HttpAnswer, PortalFailure>>;
}

export function createHttp(clock: Clock, fetch: Fetch = globalThis.fetch): Http {
  return { request: (request) => exchange(request, clock, fetch) };
}

async function exchange(request: HttpRequest, clock: Clock, fetch: Fetch): Promise<Result<HttpAnswer, PortalFailure>> {
  const aborter = new AbortController();
  let timedOut = false;
  const timer = clock.setTimeout(() => {
    timedOut = true;
    aborter.abort();
  }, request.timeoutMs);
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers ?? {},
      ...(request.body === undefined ? {} : { body: request.body }),
      redirect: 'manual',
      signal: request.signal ? AbortSignal.any([aborter.signal, request.signal]) : aborter.signal,
    });
    const text = await readLimited(response.body, request.maxBytes);
    if (text === null) return err({ reason: 'bad-answer', detail: 'too-large' });
    return judge({ status: response.status, headers: response.headers, text }, clock);
  } catch (thrown) {
    if (timedOut) return err({ reason: 'timeout', afterMs: request.timeoutMs });
    return err({ reason: 'unreachable', detail: networkCode(thrown) });
  } finally {
    clock.clearTimeout(timer);
    aborter.abort();
  }
}

function judge(answer: HttpAnswer, clock: Clock): Result<HttpAnswer, PortalFailure> {
  const { status } = answer;
  if (status >= 200 && status < 300) return ok(answer);
  if (status === 401 || status === 403) return err({ reason: 'unauthorised', status });
  if (status === 429) return err({ reason: 'rate-limited', retryAfterMs: retryAfter(answer.headers, clock) });
  if (status >= 500) return err({ reason: 'server-error', status, retryAfterMs: retryAfter(answer.headers, clock) });
  if (status >= 400) {
    return err({ reason: 'refused', status, problem: problemOf(answer.text), ...errorCodeOf(answer.text) });
  }
  return err({ reason: 'bad-answer', detail: `status-${status}` });
}

/** Seconds or an HTTP date (RFC 9110 section 10.2.3), as milliseconds from now; at most `delays.retryAfterMost` is believed. */
function retryAfter(headers: Headers, clock: Clock): number | null {
  const value = headers.get('retry-after');
  if (value === null) return null;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - clock.now();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), delays.retryAfterMost) : null;
}

function problemOf(text: string): PortalProblem | null {
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null) return null;
  const field = (name: string) => {
    const v: unknown = Reflect.get(value, name);
    return typeof v === 'string' ? v.slice(0, 300) : '';
  };
  const problem = { type: field('type'), title: field('title'), detail: field('detail') };
  return problem.type === '' && problem.title === '' ? null : problem;
}

const Errors = z.looseObject({ errors: z.tuple([z.looseObject({ errorCode: z.string().max(60) })], z.unknown()) });

function errorCodeOf(text: string): { readonly errorCode?: string } {
  const parsed = Errors.safeParse(parseJson(text));
  return parsed.success ? { errorCode: parsed.data.errors[0].errorCode } : {};
}

function networkCode(thrown: unknown): string {
  const cause = thrown instanceof Error ? (thrown.cause ?? thrown) : thrown;
  const value: unknown = typeof cause === 'object' && cause !== null ? Reflect.get(cause, 'code') : undefined;
  return typeof value === 'string' ? value : 'connection';
}

/** `undefined` for anything that is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The answer's JSON as `schema` wants it, or `bad-answer`. */
export function readJson<T extends z.ZodType>(answer: HttpAnswer, schema: T): Result<z.output<T>, PortalFailure> {
  const parsed = schema.safeParse(parseJson(answer.text));
  return parsed.success ? ok(parsed.data) : err({ reason: 'bad-answer', detail: 'schema' });
}

/** A failure after which it is unknown whether the portal did what was asked. */
export const isAmbiguous = (failure: PortalFailure): boolean =>
  failure.reason === 'unreachable' ||
  failure.reason === 'timeout' ||
  failure.reason === 'server-error' ||
  failure.reason === 'bad-answer';

/** The failure as one loggable code, e.g. `refused-422`. */
export function failureCode(failure: PortalFailure): string {
  return 'status' in failure ? `${failure.reason}-${failure.status}` : failure.reason;
}
