import type { BlockReason } from '../words.ts';

/** How an address is used: what the address bar would show, a frame in it, a part of either, a WebSocket. */
export type RequestUse = 'page' | 'frame' | 'resource' | 'socket';

export interface PortalRequest {
  readonly url: string;
  readonly method: string;
  readonly use: RequestUse;
}

export type Verdict =
  | { readonly kind: 'allow' }
  /** To the local eID client (BSI TR-03124-1, section 2.2.1.1): not loaded, but run by the terminal's own driver. */
  | { readonly kind: 'eid'; readonly tcTokenUrl: string }
  | { readonly kind: 'block'; readonly reason: BlockReason };

export const ALLOW: Verdict = { kind: 'allow' };
export const block = (reason: BlockReason): Verdict => ({ kind: 'block', reason });
