import { z } from 'zod';
import type { KeypadAction } from '../../../device-drivers/keypad/contract.ts';
import { Intent } from './intents.ts';
import type { PictureType } from './picture.ts';
import type { Snapshot } from './snapshot.ts';
import { VIEW_VERSION } from './view-link.ts';

/**
 * The WebSocket between UI and session, JSON text frames, version 1.
 *
 * The page is opened as `http://127.0.0.1:<port>/#<token>`: a fragment never reaches a log or a referrer. The first
 * frame must be `hello` with that token, within HELLO_WITHIN_MS, or the socket is closed with 4401. A token is good for
 * one hello; the answer carries a `resume` key for reconnects of the same page.
 */
export const HELLO_WITHIN_MS = 5_000;
/** Largest frame the session accepts from the UI, in bytes. Larger ones close the socket with 1009. */
export const MAX_UI_FRAME = 16 * 1024;

export const UiMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('hello'), version: z.literal(VIEW_VERSION), token: z.string().max(100) }),
  z.strictObject({ type: z.literal('resume'), version: z.literal(VIEW_VERSION), key: z.string().max(100) }),
  z.strictObject({ type: z.literal('intent'), screenId: z.string().max(64), intent: Intent }),
  /** A touch or key anywhere: resets the idle clock. At most one per second. */
  z.strictObject({ type: z.literal('activity') }),
  /** The cover stands on the page, with its button: the window need not cover it as well. */
  z.strictObject({ type: z.literal('covered') }),
]);
export type UiMessage = z.infer<typeof UiMessage>;

export type SessionMessage =
  | { readonly type: 'welcome'; readonly version: 1; readonly resume: string }
  | { readonly type: 'snapshot'; readonly snapshot: Snapshot }
  /** Sent before the first snapshot that refers to it. `data` is base64. */
  | { readonly type: 'picture'; readonly id: string; readonly mime: PictureType; readonly data: string }
  /** A picture of the web site that is looked at: JPEG as base64. */
  | { readonly type: 'portal-frame'; readonly data: string }
  /** A key of the assistive keypad went down. */
  | { readonly type: 'key'; readonly key: KeypadAction }
  | { readonly type: 'refused'; readonly reason: RefusedReason }
  | { readonly type: 'ended' };

export type RefusedReason =
  | 'malformed'
  | 'too-large'
  | 'unauthorised'
  | 'wrong-screen'
  | 'not-possible-now'
  | 'too-many';
