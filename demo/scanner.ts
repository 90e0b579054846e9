import { existsSync, mkdirSync } from 'node:fs';
import {
  createScannerDesk,
  DIRECTORY_VARIABLE,
  PACE_VARIABLE,
  SCANIMAGE_SIMULATOR,
  SIMULATED_DEVICE,
} from '../simulators/scanner/index.ts';
import type { DemoScanner } from './demo-scanner.ts';
import { openSaneTestBackend } from './sane-test-backend.ts';

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
