import type { SiteDefinition } from '../config/schema/site.ts';
import type { ScannerHands } from './desk/adapters/scanner.ts';

/** What a person at the desk can do with the scanner, whichever is behind it. */
export interface DemoScanner extends ScannerHands {
  readonly kind: 'sane' | 'simulator';
  /** How the terminal reaches it: goes into the site file. */
  readonly site: NonNullable<SiteDefinition['devices']['scanner']>;
  close(): void;
}
