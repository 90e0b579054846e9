import { z } from 'zod';
import type { Result } from '../../foundation/result.ts';
import { LIMITS } from './limits.ts';

/**
 * Between a session and the relay that a citizen's own telephone can reach (`phone-relay/`). A box is a place of its
 * own at the relay, for minutes: the session lays in what the telephone fetches, and takes out what it posted. The
 * relay cannot read either beyond what the protocol says in clear, and knows neither terminal nor person.
 *
 * POST   {base}/boxes                    BoxOrder → 201 {}, 200 {} if it is open   (session, bearer key of the terminal)
 * GET    {base}/boxes/{id}/news?after=n  → 200 BoxNews, at the latest after 25 s   (session, bearer ownerToken)
 * DELETE {base}/boxes/{id}               → 204                                     (session, bearer ownerToken)
 * GET    {base}/w/{id}/request           → 200 application/oauth-authz-req+jwt     (telephone)
 * POST   {base}/w/{id}/response          form response=<JWE> → 200 {}              (telephone)
 * POST   {base}/w/{id}/response          form error=<code>&state=… → 200 {}        (telephone)
 *
 * Whatever a session asks again because an answer was lost is answered as the first time, and so is a telephone that
 * posts the same answer again. `after` confirms what came until then: the relay forgets it. A box that is not there any
 * more is 404; one that has its answer is 410 to whoever fetches and 409 to whoever posts another one.
 */

/** 256 bits in base64url, chosen by the session: who knows it can fetch and answer once. */
export const BoxId = z.string().regex(/^[\w-]{43}$/);

export const BoxOrder = z.strictObject({
  id: BoxId,
  /** 256 bits in base64url; the relay keeps its hash. Never shown to a telephone. */
  ownerToken: z.string().regex(/^[\w-]{43}$/),
  lifetimeSeconds: z.int().min(LIMITS.shortestLifetimeSeconds).max(LIMITS.longestLifetimeSeconds),
  content: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('wallet'),
      /** Signed request object (RFC 9101), compact JWS. */
      requestObject: z
        .string()
        .max(LIMITS.requestObject)
        .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    }),
  ]),
});
export type BoxOrder = z.infer<typeof BoxOrder>;

/** What happened at the box, in order; each has a number, so that nothing is told twice. */
export const BoxEvent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fetched') }),
  /** What the telephone posted: a compact JWE (RFC 7516), unread. */
  z.strictObject({ kind: z.literal('answered'), response: z.string().max(LIMITS.answer) }),
  /** The `error` of OpenID4VP 1.0, section 8.5, and the `state` beside it, as the wallet said them. */
  z.strictObject({ kind: z.literal('refused'), error: z.string().max(60), state: z.string().max(300).optional() }),
  /** Somebody posted another answer after the first one; told once, and not taken. */
  z.strictObject({ kind: z.literal('second-answer') }),
]);
export type BoxEvent = z.infer<typeof BoxEvent>;

export const BoxNews = z.strictObject({
  events: z.array(z.strictObject({ number: z.int().min(1), event: BoxEvent })).max(8),
});
export type BoxNews = z.infer<typeof BoxNews>;

export type RelayFailure = 'relay-unreachable' | 'relay-refused' | 'box-gone';

export interface RelayBox {
  readonly requestUrl: string;
  readonly responseUrl: string;
  /** Next thing that happens; `box-gone` once its time is over. Renews broken connections by itself until then. */
  next(): Promise<Result<BoxEvent, RelayFailure>>;
  close(): Promise<void>;
}

export interface PhoneRelayClient {
  /** The addresses of a box that is not opened yet: a signed request has to name them. */
  addressesOf(id: string): { readonly requestUrl: string; readonly responseUrl: string };
  open(order: BoxOrder): Promise<Result<RelayBox, RelayFailure>>;
}
