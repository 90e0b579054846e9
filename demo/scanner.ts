import { existsSync, mkdirSync } from 'node:fs';
import type { SiteDefinition } from '../config/schema/site.ts';
import {
  createScannerDesk,
  DIRECTORY_VARIABLE,
  type DocumentKind,
  PACE_VARIABLE,
  SCANIMAGE_SIMULATOR,
  SIMULATED_DEVICE,
} from '../device-drivers/scanner/simulator/index.ts';
import { openSaneTestBackend } from './sane-test-backend.ts';

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

const SCANIMAGE = '/usr/bin/scanimage';

/** SANE's own test backend where scanimage is installed, a simulator with the same command line elsewhere. */
export function scannerKind(): 'sane' | 'simulator' {
  return existsSync(SCANIMAGE) ? 'sane' : 'simulator';
}

/** @param pace 1 a real device's speed, 0 as fast as possible (simulator only) */
export function openScanner(kind: 'sane' | 'simulator', directory: string, pace = 1): DemoScanner {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (kind === 'sane') return openSaneTestBackend(SCANIMAGE, directory);
  const desk = createScannerDesk(directory);
  const environment = { [DIRECTORY_VARIABLE]: directory, [PACE_VARIABLE]: String(Math.round(1200 * pace)) };
  return { ...desk, kind, site: { command: SCANIMAGE_SIMULATOR, device: SIMULATED_DEVICE, environment } };
}
