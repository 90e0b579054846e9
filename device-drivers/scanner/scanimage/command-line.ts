import { err, ok, type Result } from '../../../foundation/result.ts';
import type { ScanProfile } from '../contract.ts';
import { type Capabilities, choose, clampLength, nearestResolution } from './capabilities.ts';

/** Sheets taken in one go; the rest stays in the feeder and is not lost. */
export const MAX_SHEETS = 50;

const FLATBED = [/^flatbed$/i, /flatbed/i, /^normal$/i, /platen/i];
/** One-sided first: a duplex source would deliver the empty backs as pages. */
const FEEDER = [
  /^adf front$/i,
  /^adf$/i,
  /^automatic document feeder$/i,
  /^adf simplex$/i,
  /(adf|feeder)(?!.*(duplex|back))/i,
];
const COLOR = [/^color$/i, /^24 ?bit color/i, /colou?r/i];
const GRAY = [/^gray$/i, /^grayscale$/i, /^true gray$/i, /gr[ae]y/i];

/** The profile asks for something this device does not have: a fault of the configuration. */
export type Unsupported = 'no-such-source' | 'no-such-mode';

export const listOptions = (device: string): readonly string[] => ['-d', device, '--all-options'];

export interface ScanCommand {
  readonly args: readonly string[];
  /** Dots per inch asked for: the profile's, or the nearest the device has. */
  readonly resolution: number;
}

/**
 * Arguments of scanimage for one profile, from what the device offers. PNM, because it costs the device's host nothing
 * and is lossless for the clean-up; the JPEG is made once, at the end.
 * @param pattern for the feeder: path with `%d` for the page number; `null`: the image goes to standard output
 */
export function scanArguments(
  device: string,
  profile: ScanProfile,
  capabilities: Capabilities,
  pattern: string | null,
): Result<ScanCommand, Unsupported> {
  const { options } = capabilities;
  const args = ['-d', device, '--format=pnm', '--progress'];

  const sources = options.get('source');
  if (sources?.kind === 'list') {
    const source = choose(sources, profile.source === 'feeder' ? FEEDER : FLATBED);
    if (source === null) return err('no-such-source');
    args.push(`--source=${source}`);
  } else if (profile.source === 'feeder' && capabilities.pageLoaded === null) {
    // Without a choice of source and without a sheet sensor it is a flatbed: a batch would copy the glass over and over.
    return err('no-such-source');
  }
  const modes = options.get('mode');
  if (modes?.kind === 'list') {
    const mode = choose(modes, profile.mode === 'color' ? COLOR : GRAY);
    if (mode === null) return err('no-such-mode');
    args.push(`--mode=${mode}`);
  }
  const resolution = nearestResolution(options.get('resolution'), profile.resolution);
  if (resolution !== null) args.push(`--resolution=${resolution}`);
  const width = clampLength(options.get('x'), profile.page.width);
  if (width !== null) args.push('-x', String(width));
  const height = clampLength(options.get('y'), profile.page.height);
  if (height !== null) args.push('-y', String(height));
  if (pattern !== null) args.push(`--batch=${pattern}`, '--batch-print', `--batch-count=${MAX_SHEETS}`);
  return ok({ args, resolution: resolution ?? profile.resolution });
}
