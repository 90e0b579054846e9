import { z } from 'zod';
import type { Result } from '../../foundation/result.ts';

/**
 * Between a session and the relay that a citizen's own telephone can reach (`phone-relay/`). A box is a place of its
 * own at the relay, for minutes: the session lays in what the telephone fetches, and takes out what it posted. The
 * relay cannot read either beyond what the protocol says in clear, and knows neither terminal nor person.
 *
 * POST   {base}/boxes                    BoxOrder → 201 {}                        (session, bearer key of the terminal)
 * GET    {base}/boxes/{id}/news?after=n  → 200 BoxNews, at the latest after 25 s   (session, bearer ownerToken)
 * DELETE {base}/boxes/{id}               → 204                                     (session, bearer ownerToken)
 * GET    {base}/w/{id}/request           → 200 application/oauth-authz-req+jwt     (telephone)
 * POST   {base}/w/{id}/response          form response=<JWE> → 200 {}              (telephone)
 */

/** 256 bits in base64url, chosen by the session: who knows it can fetch and answer once. */
export const BoxId = z.string().regex(/^[\w-]{43}$/);

export const BoxOrder = z.strictObject({
  id: BoxId,
  /** 256 bits in base64url; the relay keeps its hash. Never shown to a telephone. */
  ownerToken: z.string().regex(/^[\w-]{43}$/),
  lifetimeSeconds: z.int().min(30).max(900),
  content: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('wallet'),
      /** Signed request object (RFC 9101), compact JWS. */
      requestObject: z
        .string()
        .max(32_768)
        .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    }),
  ]),
});
export type BoxOrder = z.infer<typeof BoxOrder>;

/** What happened at the box, in order; each has a number, so that nothing is told twice. */
export const BoxEvent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fetched') }),
  /** What the telephone posted: a compact JWE, or the `error` of RFC 6749, section 4.1.2.1 as the wallet said it. */
  z.strictObject({ kind: z.literal('answered'), response: z.string().max(131_072) }),
  z.strictObject({ kind: z.literal('refused'), error: z.string().max(60) }),
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
