import type { BlockReason, DocumentFault, PortalFailure, PortalField } from '../../../portal-view/words.ts';
import type { PictureRef } from '../picture.ts';
import type { CopyFaultReason } from './receipt.ts';

/** A web site that the place allows, seen as pictures of its pages below our own bar. */
export interface PortalScreen {
  readonly kind: 'portal';
  /** Of the service. */
  readonly title: string;
  readonly phase: PortalPhase;
}

export type PortalPhase =
  | { readonly kind: 'opening' }
  | PortalViewing
  /** A download, or what the page wants to print: a look at it before it is printed. */
  | {
      readonly kind: 'document';
      readonly pages: readonly PictureRef[];
      readonly print: 'drawing' | 'ready' | 'running' | 'printed' | 'fault';
      readonly fault: CopyFaultReason | null;
    }
  | { readonly kind: 'failed'; readonly reason: PortalFailure };

export interface PortalViewing {
  readonly kind: 'viewing';
  readonly isLoading: boolean;
  /** In steps of a half: 1, 1.5, 2. */
  readonly zoom: number;
  readonly field: PortalField | null;
  /** What the page asks or says, in its own words. */
  readonly dialog: { readonly message: string; readonly asks: boolean } | null;
  /** What we have to say of what the page wanted. */
  readonly told: PortalNotice | null;
  readonly minutesLeft: number;
  /** The time is almost over. */
  readonly isShort: boolean;
}

export type PortalNotice =
  /** `host`: where it would have led; `null` if nowhere. */
  | { readonly kind: 'blocked'; readonly reason: BlockReason; readonly host: string | null }
  | { readonly kind: 'document'; readonly reason: DocumentFault }
  /** The identity card is asked for, and the reader cannot be used. */
  | { readonly kind: 'no-reader' }
  | { readonly kind: 'no-scanner' }
  | { readonly kind: 'no-printer' };
