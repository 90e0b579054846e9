import type { WebPortalRules } from '../../config/schema/web-portal.ts';
import type { Personal } from '../../foundation/personal.ts';
import type { BlockReason, DocumentFault, PortalFailure, PortalField, PortalKey } from './words.ts';

/** CSS pixels of the place on the screen where the web site is seen. */
export interface ViewSize {
  readonly width: number;
  readonly height: number;
}

/** What a page does that concerns whoever looks at it. Personal values are marked; none of it is logged. */
export type PortalEvent =
  | { readonly kind: 'loading'; readonly on: boolean }
  | { readonly kind: 'history'; readonly canGoBack: boolean }
  /** `host` where there is one: said to the citizen only. */
  | { readonly kind: 'blocked'; readonly reason: BlockReason; readonly host: Personal<string> | null }
  | { readonly kind: 'eid'; readonly tcTokenUrl: string }
  /** A download, or what the page wants to print. */
  | { readonly kind: 'document'; readonly pdf: Personal<Uint8Array> }
  | { readonly kind: 'document-refused'; readonly reason: DocumentFault }
  | { readonly kind: 'field'; readonly field: Personal<PortalField> | null }
  /** The page waits for an answer (`answer`). */
  | { readonly kind: 'dialog'; readonly asks: boolean; readonly message: Personal<string> }
  /** The page waits for a file (`giveFile`), or for nothing: it goes on without. */
  | { readonly kind: 'file-wanted' }
  | { readonly kind: 'failed'; readonly reason: PortalFailure };

/** A picture of the page: JPEG as base64. */
export type PortalFrame = Personal<string>;

export interface PortalVisit {
  readonly portal: Pick<WebPortalRules, 'start' | 'allowed' | 'eid' | 'downloads' | 'uploads'>;
  /** PEM of the portal's own certificate, where the system does not trust it: tests only. */
  readonly caPem: string | null;
  readonly onEvent: (event: PortalEvent) => void;
}

/**
 * The web site that one citizen looks at, in a browser of its own that ends with the visit. People see pictures of its
 * pages and touch those: no page draws over our bar or reaches our scripts, and nothing of it is in another window.
 */
export interface PortalView {
  /** Ends a visit before it. What goes wrong later comes as `failed`. */
  open(visit: PortalVisit): void;
  isOpen(): boolean;
  resize(size: ViewSize): void;
  /** Factor of everything on the page, 1 to 3: as a browser's zoom, so that lines break anew. */
  zoom(factor: number): void;
  /** In CSS pixels of the picture. */
  tap(x: number, y: number): void;
  scroll(x: number, y: number, dx: number, dy: number): void;
  type(text: string): void;
  press(key: PortalKey): void;
  /** Of the list that has the focus. */
  choose(index: number): void;
  /** To the dialog of the page that stands. */
  answer(isAgreed: boolean): void;
  giveFile(name: string, content: Uint8Array): void;
  back(): void;
  /** To the start page. */
  home(): void;
  /** Where an identification ended; false: the portal may not go on there. */
  returnTo(url: string): boolean;
  frame(): PortalFrame | null;
  onFrame(listener: (frame: PortalFrame) => void): () => void;
  /** Ends the browser with everything it knows. @throws Refusal `not-wiped` */
  close(): Promise<void>;
}
