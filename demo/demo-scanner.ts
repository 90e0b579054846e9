import type { SiteDefinition } from '../config/schema/site.ts';
import type { DocumentKind } from '../simulators/scanner/index.ts';

/** What a person at the desk can do with the scanner, whichever is behind it. */
export interface DemoScanner {
  readonly kind: 'sane' | 'simulator';
  /** How the terminal reaches it: goes into the site file. */
  readonly site: NonNullable<SiteDefinition['devices']['scanner']>;
  layDocument(kind: DocumentKind): void;
  removeDocument(): void;
  jam(): void;
  clearJam(): void;
  openCover(): void;
  closeCover(): void;
  pullCable(): void;
  plugCable(): void;
  setBusy(busy: boolean): void;
  state(): {
    readonly connected: boolean;
    readonly cover: 'closed' | 'open';
    readonly jammed: boolean;
    readonly busy: boolean;
    readonly scanning: boolean;
    readonly glass: DocumentKind | null;
  };
  onChange(listener: () => void): () => void;
  close(): void;
}
