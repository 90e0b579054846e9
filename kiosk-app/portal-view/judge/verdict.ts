/** How an address is used: what the address bar would show, a frame in it, a part of either, a WebSocket. */
export type RequestUse = 'page' | 'frame' | 'resource' | 'socket';

export interface PortalRequest {
  readonly url: string;
  readonly method: string;
  readonly use: RequestUse;
}

/** Why something is not loaded; the citizen reads words for each. */
export const BLOCK_REASONS = [
  'malformed', // no address at all
  'scheme', // not https (or wss for a WebSocket)
  'credentials', // a name or password stands in it
  'host', // not among the portal's hosts
  'port', // such a host, and another port
  'resource-only', // parts of pages come from there, people do not get there
  'path', // such a host, and another part of it
  'method', // may be read there, not written
  'socket', // no WebSocket to that host
  'eid-not-offered', // the portal may not start identifications
  'eid-address', // it starts one with an address that it may not
] as const;
export type BlockReason = (typeof BLOCK_REASONS)[number];

export type Verdict =
  | { readonly kind: 'allow' }
  /** To the local eID client (BSI TR-03124-1, section 2.2.1.1): not loaded, but run by the terminal's own driver. */
  | { readonly kind: 'eid'; readonly tcTokenUrl: string }
  | { readonly kind: 'block'; readonly reason: BlockReason };

export const ALLOW: Verdict = { kind: 'allow' };
export const block = (reason: BlockReason): Verdict => ({ kind: 'block', reason });
