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
 * PUT    {base}/boxes/{id}/parts/{n}     sealed part, base64url → 200 {}          (session, bearer ownerToken)
 * POST   {base}/p/{id}/join              PhoneJoin → 200 JoinedBox                  (telephone)
 * PUT    {base}/p/{id}/parts/{n}         sealed part, bytes → 200 {}               (telephone, bearer its own token)
 * GET    {base}/p/{id}/parts?after=n     → 200 the next part, bytes; 204 none after 25 s (likewise)
 *
 * Whatever a session asks again because an answer was lost is answered as the first time, and so is a telephone that
 * posts the same answer again. `after` confirms what came until then: the relay forgets it. A box that is not there any
 * more is 404; one that has its answer is 410 to whoever fetches and 409 to whoever posts another one.
 *
 * A box of the kind `link` carries sealed parts both ways between a session and one telephone: the first that joins.
 * Parts are numbered from 1 in each direction; the same number again is the same part. 429 `wait`: as many as may wait do.
 */

/** 256 bits in base64url, chosen by the session: who knows it can fetch and answer once. */
export const BoxId = z.string().regex(/^[\w-]{43}$/);

/** P-256 point, uncompressed (SEC 1, section 2.3.3), base64url. */
export const LinkKey = z.string().regex(/^B[\w-]{86}$/);

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
    z.strictObject({ kind: z.literal('link'), publicKey: LinkKey }),
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
  /** A telephone has joined a link: its key. */
  z.strictObject({ kind: z.literal('joined'), publicKey: LinkKey }),
  /** What it sent: number in its direction, sealed bytes in base64url. */
  z.strictObject({ kind: z.literal('part'), part: z.int().min(1), data: z.string().max(LIMITS.answer) }),
  /** Another telephone wanted to join; told once. */
  z.strictObject({ kind: z.literal('second-phone') }),
  /** Somebody posted another answer after the first one; told once, and not taken. */
  z.strictObject({ kind: z.literal('second-answer') }),
]);
export type BoxEvent = z.infer<typeof BoxEvent>;
const LINK_EVENTS = ['joined', 'part', 'second-phone'] as const;
export type LinkBoxEvent = Extract<BoxEvent, { kind: (typeof LINK_EVENTS)[number] }>;
export type WalletBoxEvent = Exclude<BoxEvent, LinkBoxEvent>;
export const isLinkEvent = (event: BoxEvent): event is LinkBoxEvent => LINK_EVENTS.some((kind) => kind === event.kind);
export const isWalletEvent = (event: BoxEvent): event is WalletBoxEvent => !isLinkEvent(event);

export const BoxNews = z.strictObject({
  events: z.array(z.strictObject({ number: z.int().min(1), event: BoxEvent })).max(8),
});
export type BoxNews = z.infer<typeof BoxNews>;

/** What a telephone says to join: a token of its own, by which the relay knows it again. */
export const PhoneJoin = z.strictObject({ token: BoxId, publicKey: LinkKey });
/** Keys of both, and the numbers of the last part from the telephone and of the last that it has confirmed. */
export const JoinedBox = z.strictObject({
  sessionKey: LinkKey,
  up: z.int().min(0),
  down: z.int().min(0),
});
export type JoinedBox = z.infer<typeof JoinedBox>;

export type RelayFailure = 'relay-unreachable' | 'relay-refused' | 'box-gone';

export interface RelayBox {
  readonly requestUrl: string;
  readonly responseUrl: string;
  /** Next thing that happens; `box-gone` once its time is over. Renews broken connections by itself until then. */
  next(): Promise<Result<WalletBoxEvent, RelayFailure>>;
  close(): Promise<void>;
}

/** A session's end of a link. */
export interface RelayLink {
  /** Next thing that happens; `box-gone` once it is over, or the relay has forgotten it after a telephone joined. */
  next(): Promise<Result<LinkBoxEvent, RelayFailure>>;
  /** Hands over the next part for the telephone, waiting while as many wait as may. */
  send(part: number, data: Uint8Array): Promise<Result<null, RelayFailure>>;
  close(): Promise<void>;
}

export interface PhoneRelayClient {
  /** The addresses of a box that is not opened yet: a signed request has to name them. */
  addressesOf(id: string): { readonly requestUrl: string; readonly responseUrl: string };
  open(order: BoxOrder): Promise<Result<RelayBox, RelayFailure>>;
}

export interface LinkRelayClient {
  /** The page of a link; what only the telephone may know goes behind its "#". */
  readonly pageUrl: string;
  openLink(order: BoxOrder): Promise<Result<RelayLink, RelayFailure>>;
}
