import type { Tap } from '../recording/tap.ts';
import type { Scanner } from './contract.ts';
import { ScanimageScanner, type ScanimageScannerOptions } from './driver.ts';
import { spawnScanimage } from './scanimage/process.ts';
import { tappedSpawn } from './scanimage/tapped-spawn.ts';

export { DELAYS as SCANNER_DELAYS } from './delays.ts';

export interface CreateScannerOptions extends Omit<ScanimageScannerOptions, 'spawn'> {
  /** Hears every byte of each scanimage, for recordings. */
  readonly tap?: Tap | undefined;
}

/** The document scanner of a terminal, behind SANE's `scanimage` or a program with the same command line. */
export const createScanimageScanner = ({ tap, ...options }: CreateScannerOptions): Scanner =>
  new ScanimageScanner({ ...options, spawn: tap ? tappedSpawn(spawnScanimage, tap) : spawnScanimage });
