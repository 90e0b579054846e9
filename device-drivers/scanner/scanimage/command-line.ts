import { err, ok, type Result } from '../../../foundation/result.ts';
import type { ScanProfile } from '../contract.ts';
import { type Capabilities, choose, clampLength, nearestNumber } from './capabilities.ts';
import { plainImageArguments } from './plain-image.ts';
import { sourceFor } from './sources.ts';

/** Sheets taken in one go; the rest stays in the feeder and is not lost. */
export const MAX_SHEETS = 50;

const COLOR = [/^color$/i, /^24 ?bits? color/i, /colou?r(?! (lineart|halftone))/i];
const GRAY = [/^gray$/i, /^grayscale$/i, /^true gray$/i, /^8 ?bits? gr[ae]y/i, /gr[ae]y/i];

/** The profile asks for something this device does not have: a fault of the configuration. */
export type Unsupported = 'no-such-source' | 'no-such-mode';

/** What a profile wants that decides about all other options. */
export interface SourceAndMode {
  /** `null`: the device has no such option. */
  readonly source: string | null;
  readonly mode: string | null;
}

/**
 * The options of a device, as they are with its own source and mode or with those of `choice`: which others can be set,
 * and to what, depends on these two (fujitsu: `page-width` only with the feeder; epson2: `depth` only in some modes).
 */
export const listOptions = (
  device: string,
  choice: SourceAndMode = { source: null, mode: null },
): readonly string[] => ['-d', device, ...choiceArguments(choice), '--all-options'];

const choiceArguments = ({ source, mode }: SourceAndMode): readonly string[] => [
  ...(source === null ? [] : [`--source=${source}`]),
  ...(mode === null ? [] : [`--mode=${mode}`]),
];

/** Source and mode for a profile. */
export function choiceFor(
  profile: ScanProfile,
  { options, pageLoaded }: Capabilities,
): Result<SourceAndMode, Unsupported> {
  const sources = options.get('source');
  const source = sources?.kind === 'list' ? sourceFor(profile.source, sources) : null;
  if (source === null && sources?.kind === 'list') return err('no-such-source');
  // Without a choice of source and without a sheet sensor it is a flatbed: a batch would copy the glass over and over.
  if (source === null && profile.source === 'feeder' && pageLoaded === null) return err('no-such-source');
  const modes = options.get('mode');
  // A device without greys shows them in colour; one without colours has none to show.
  const mode = choose(modes, profile.mode === 'color' ? COLOR : [...GRAY, ...COLOR]);
  if (mode === null && modes?.kind === 'list') return err('no-such-mode');
  return ok({ source, mode });
}

/** With this source and mode the device may list other options than it did with its own. */
export const changesOptions = ({ source, mode }: SourceAndMode, { current, hasInactive }: Capabilities): boolean =>
  hasInactive &&
  ((source !== null && source !== current.get('source')) || (mode !== null && mode !== current.get('mode')));

/** What a profile cannot do without; any other option that a device refuses is left to it. */
export const ESSENTIAL: readonly string[] = ['source', 'mode'];

export interface ScanCommand {
  readonly args: readonly string[];
  /** Dots per inch asked for: the profile's, or the nearest the device has; `null`: the device has no such option. */
  readonly resolution: number | null;
  /** Width of the scanned area, in millimetres; `null`: the device has no such option. */
  readonly width: number | null;
}

/**
 * Arguments of scanimage for one profile, from what the device offers; nothing that matters is left to what the device
 * happens to be set to. PNM, because it costs the device's host nothing and is lossless for the clean-up; the JPEG is
 * made once, at the end.
 * @param capabilities as listed with the profile's source and mode, where these change what is offered
 * @param pattern for the feeder: path with `%d` for the page number; `null`: the image goes to standard output
 */
export function scanArguments(
  device: string,
  profile: ScanProfile,
  capabilities: Capabilities,
  pattern: string | null,
): Result<ScanCommand, Unsupported> {
  const choice = choiceFor(profile, capabilities);
  if (!choice.ok) return choice;
  const { options, current } = capabilities;
  const args = ['-d', device, '--format=pnm', '--progress', ...choiceArguments(choice.value)];
  const resolution = nearestNumber(options.get('resolution'), profile.resolution);
  const set = (name: string, value: number | null) => {
    if (value === null) return;
    args.push(...(name.length === 1 ? [`-${name}`, String(value)] : [`--${name}=${value}`]));
  };
  set('resolution', resolution);
  for (const name of ['x-resolution', 'y-resolution']) {
    set(name, nearestNumber(options.get(name), resolution ?? profile.resolution));
  }
  args.push(...plainImageArguments(capabilities));
  const dotsPerInch = resolution ?? nearestNumber(options.get('x-resolution'), profile.resolution);
  const length = (name: string, millimetres: number) => clampLength(options.get(name), millimetres, dotsPerInch);
  const { width, height } = profile.page;
  // The paper before the area on it: where the feeder centres sheets, the area's limits follow from it.
  set('page-width', length('page-width', width));
  set('page-height', length('page-height', height));
  for (const name of ['l', 't']) {
    const corner = length(name, 0);
    if (corner !== Number(current.get(name))) set(name, corner);
  }
  const across = length('x', width);
  set('x', across);
  set('y', length('y', height));
  if (pattern !== null) args.push(`--batch=${pattern}`, '--batch-print', `--batch-count=${MAX_SHEETS}`);
  const x = options.get('x');
  return ok({ args, resolution: dotsPerInch, width: x?.kind === 'range' && x.unit === 'mm' ? across : null });
}
