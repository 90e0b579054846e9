import type { Scanner } from './contract.ts';
import { ScanimageScanner, type ScanimageScannerOptions } from './driver.ts';
import { spawnScanimage } from './scanimage/process.ts';

export { DELAYS as SCANNER_DELAYS } from './delays.ts';

/** The document scanner of a terminal, behind SANE's `scanimage` or a program with the same command line. */
export const createScanimageScanner = (options: Omit<ScanimageScannerOptions, 'spawn'>): Scanner =>
  new ScanimageScanner({ ...options, spawn: spawnScanimage });
